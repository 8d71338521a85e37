import { describe, expect, it } from 'vitest';
import type { Change } from '../../src/patch/change/change.ts';
import { citable, notedBy, rejectedBy, ruleNames } from '../../src/review/cite.ts';

const after = { mode: 'file', bytes: new TextEncoder().encode('a\nb\n') } as const;
const change: Change = [{ path: 'add.py', kind: 'added', before: null, after }];
const external = [{ line: 4 }];
const cited = { change, rules: citable(2, external) };
const said = (rule: string, path: string | null = 'add.py') => ({
  rule,
  path,
  line: 2,
  message: 'No.',
  suggestion: null,
});

describe('a rejecting reviewer', () => {
  it.each(['acceptance:1', 'acceptance:2', 'correctness', 'tests', 'scope', 'ruleset:4', 'no-todo'])(
    'rejects by %s',
    (rule) => {
      expect(rejectedBy('reasoning', [said(rule)], cited)).toEqual([
        { rule: `reasoning:${rule}`, severity: 'reject', path: 'add.py', line: 2, message: 'No.' },
      ]);
    },
  );

  it.each([
    ['cites nothing', said('')],
    ['cites a criterion that there is not', said('acceptance:3')],
    ['cites a rule that there is not', said('ruleset:9')],
    ['names a file that the diff does not touch', said('correctness', 'other.py')],
  ])('whose finding %s has a note, and did not approve', (_title, one) => {
    const [first, second] = rejectedBy('reasoning', [one], cited);
    expect(first).toMatchObject({ rule: 'reasoning', severity: 'reject', path: null });
    expect(second).toMatchObject({ rule: 'reasoning', severity: 'note' });
  });

  it('keeps its notes beside a finding that counts', () => {
    const findings = rejectedBy('reasoning', [said(''), said('tests')], cited);
    expect(findings.map(({ severity }) => severity)).toEqual(['note', 'reject']);
  });

  it('may offer lines, where they apply', () => {
    const offer = { startLine: 1, replacement: 'c' };
    const [good] = rejectedBy('reasoning', [{ ...said('tests'), suggestion: offer }], cited);
    expect(good?.suggestion).toEqual(offer);
    const outside = { ...said('tests'), line: 9, suggestion: { startLine: 9, replacement: 'c' } };
    expect(rejectedBy('reasoning', [outside], cited)[0]).not.toHaveProperty('suggestion');
  });
});

describe('a reviewer without a verdict', () => {
  it('notes, and rejects only by a rule of the repository', () => {
    const rules = new Set(ruleNames(external));
    const findings = notedBy('efficiency', [said(''), said('correctness'), said('ruleset:4')], {
      change,
      rules,
    });
    expect(findings.map(({ severity }) => severity)).toEqual(['note', 'note', 'reject']);
  });
});
