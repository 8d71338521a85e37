import { describe, expect, it } from 'vitest';
import { findingComment } from '../../src/github/words/finding-comment.ts';
import type { Change } from '../../src/patch/change.ts';
import { earlierFindings, sortFindings } from '../../src/review/earlier-findings.ts';
import { findingKey } from '../../src/review/finding-key.ts';
import type { Finding } from '../../src/review/rules.ts';
import { verdictOf } from '../../src/review/verdict.ts';
import type { Situation, Thread } from '../../src/task/situation.ts';
import { pull, situation } from '../task/situations.ts';

const file = (text: string): Change => [
  {
    path: 'add.py',
    kind: 'added',
    before: null,
    after: { mode: 'file', bytes: new TextEncoder().encode(text) },
  },
];
const change = file('a\nprint(b)\n');
const finding: Finding = {
  rule: 'reasoning:scope',
  severity: 'reject',
  path: 'add.py',
  line: 2,
  message: 'Nobody asked for  printing.',
};
const key = findingKey(finding, change);

function seen(resolvedBy: string | null, ours = true, body = findingComment({ ...finding, key })): Situation {
  const first: Thread['comments'][number] = {
    id: 'PRRC_1',
    author: { login: 'cadence[bot]', kind: 'bot' },
    ours,
    body,
    createdAt: 1,
    edited: false,
    diffHunk: '',
    reactions: [],
  };
  const thread: Thread = {
    id: 'PRRT_1',
    path: 'add.py',
    line: 2,
    originalLine: 2,
    resolvedBy,
    comments: [first],
    complete: true,
  };
  return situation({ pull: pull({ threads: [thread] }), roles: { alice: 'write', tom: 'triage' } });
}

const sort = (given: Situation, found = finding, now = change) =>
  sortFindings([found], now, earlierFindings(given));

describe('a finding of an earlier round', () => {
  it('that a person with write dismissed does not come back', () => {
    const { kept, dismissed } = sort(seen('alice'));
    expect([kept, dismissed, verdictOf(kept)]).toEqual([[], [key], 'pass']);
  });

  it.each([
    ['nobody', null],
    ['a person who may only triage', 'tom'],
    ['somebody who is no collaborator', 'mallory'],
  ])('that %s resolved still rejects, and is not said again', (_title, by) => {
    const { kept, dismissed } = sort(seen(by));
    expect([kept.map(({ round }) => round), dismissed]).toEqual([['again'], []]);
    expect(verdictOf(kept)).toBe('reject');
  });

  it('counts only in our own words: anyone can write a marker', () => {
    expect(sort(seen('alice', false)).kept).toMatchObject([{ round: 'new' }]);
    expect(sort(seen('alice', true, 'Resolved, thanks')).kept).toMatchObject([{ round: 'new' }]);
  });
});

describe('the key of a finding', () => {
  it('stays the same where lines move and words are written otherwise', () => {
    const moved = file('new\na\n  print(b)\n');
    const again = { ...finding, line: 3, message: 'nobody asked for printing' };
    expect(findingKey(again, moved)).toBe(key);
    expect(sort(seen('alice'), again, moved).kept).toEqual([]);
  });

  it.each([
    ['rule', { rule: 'reasoning:tests' }],
    ['path', { path: 'other.py' }],
    ['line of text', { line: 1 }],
    ['words', { message: 'Somebody asked for printing.' }],
  ])('is another where the %s is another', (_title, other) => {
    expect(findingKey({ ...finding, ...other }, change)).not.toBe(key);
  });
});
