import { describe, expect, it } from 'vitest';
import { effects, isEffect, localActs } from '../../src/acts/table.ts';
import type { StepKind } from '../../src/task/step.ts';
import { filesUnder, read } from '../rules/house.ts';

const kinds: Readonly<Record<StepKind, 'effect' | 'reading' | 'the engine’s own'>> = {
  wait: 'the engine’s own',
  queue: 'the engine’s own',
  announce: 'effect',
  notify: 'effect',
  admit: 'reading',
  draftSpec: 'reading',
  buildPatch: 'reading',
  adoptHead: 'reading',
  publishTests: 'effect',
  publishChange: 'effect',
  readTests: 'reading',
  updateBranch: 'effect',
  draftReview: 'reading',
  publishReview: 'effect',
  merge: 'effect',
  verifyLanding: 'reading',
  finish: 'effect',
  archive: 'reading',
  report: 'reading',
  consult: 'reading',
  openIssue: 'effect',
  answer: 'effect',
  hold: 'reading',
  release: 'reading',
  cancel: 'effect',
};

describe('the table of acts', () => {
  it('has every step once: as an effect, as a reading, or as the engine’s own', () => {
    const found = Object.keys(kinds).map((kind) => {
      if (isEffect(kind)) return [kind, Object.hasOwn(localActs, kind) ? 'both' : 'effect'];
      return [kind, Object.hasOwn(localActs, kind) ? 'reading' : 'the engine’s own'];
    });
    expect(Object.fromEntries(found)).toEqual(kinds);
    expect(isEffect('constructor')).toBe(false);
  });

  it('files every row under the step it is for', () => {
    const rows = { ...effects, ...localActs };
    expect(Object.entries(rows).filter(([kind, row]) => row.step !== kind)).toEqual([]);
  });

  it('says of every effect what it is known by, how to look and how to heal', () => {
    const silent = Object.values(effects).filter(({ documented }) =>
      Object.values(documented).some((text) => text.length < 10),
    );
    expect(silent).toEqual([]);
  });

  it('announces whatever may call a model', () => {
    const paid = Object.values(localActs).filter(({ cost }) => cost === 'paid');
    expect(paid.map(({ step }) => step).toSorted()).toEqual([
      'buildPatch',
      'consult',
      'draftReview',
      'draftSpec',
    ]);
  });

  it('is where GitHub is changed, and nowhere else among the acts', () => {
    const changing = filesUnder('src/acts', ['.ts']).filter((path) =>
      /github\.(?:mutate|merge|updateBranch)\(/.test(read(path)),
    );
    expect(changing).toEqual([
      'src/acts/commit/merge.ts',
      'src/acts/document-effect.ts',
      'src/acts/execute/update-branch.ts',
    ]);
  });
});
