import { describe, expect, it } from 'vitest';
import { renderDiff } from '../../src/patch/change/render-diff.ts';
import { applyRules, type Finding } from '../../src/review/rules.ts';
import { parseRuleset } from '../../src/review/ruleset.ts';
import { changeOf } from '../patch/support.ts';

type Texts = Readonly<Record<string, string>>;

function review(before: Texts, after: Texts, ruleset: readonly object[] = [], maxLines = 10): Finding[] {
  const change = changeOf(before, after);
  const parsed = parseRuleset(JSON.stringify(ruleset));
  if (parsed.kind === 'wrong') throw new Error(parsed.errors[0]?.message);
  return applyRules({ change, diff: renderDiff(change) }, { maxLines, external: parsed.rules });
}
const brief = (findings: readonly Finding[]): string[] =>
  findings.map(({ rule, path, line }) => `${rule} ${path ?? '-'} ${line ?? '-'}`);

const lines = (count: number): string => 'x\n'.repeat(count);

describe('the built-in rules', () => {
  it('have nothing against an honest change', () => {
    expect(review({ 'a.py': 'x = 1\n' }, { 'a.py': 'x = 2\n' })).toEqual([]);
  });

  it('reject an empty change', () => {
    expect(review({ a: 'x' }, { a: 'x' })).toEqual([
      { rule: 'not-empty', severity: 'reject', path: null, line: null, message: 'The change is empty.' },
    ]);
  });

  it('reject what is no unified diff', () => {
    const change = changeOf({}, { a: 'x\n' });
    for (const diff of ['', 'Here is the fix.', '--- a/a\n+++ b/a\nx\n'])
      expect(brief(applyRules({ change, diff }, { maxLines: 10, external: [] }))).toEqual([
        'unified-diff - -',
      ]);
  });

  it('reject an added TODO, at its line in the new file, and leave an old one alone', () => {
    const before = { 'a.py': '# TODO: old\nx = 1\n' };
    expect(brief(review(before, { 'a.py': '# TODO: old\nx = 1\n# TODO more\ny = 2\n' }))).toEqual([
      'no-todo a.py 3',
    ]);
    expect(review(before, { 'a.py': 'x = 1\n' })).toEqual([]);
    expect(review({}, { 'a.py': 'TODO_LIST = todo\n' })).toEqual([]);
  });

  it('count added and deleted lines', () => {
    expect(review({}, { a: lines(10) })).toEqual([]);
    expect(brief(review({}, { a: lines(11) }))).toEqual(['max-lines - -']);
    expect(brief(review({ a: lines(6), b: '' }, { b: lines(5) }))).toEqual(['max-lines - -']);
  });
});

describe('the external rules', () => {
  const forbid = { type: 'forbid', pattern: 'print\\(', message: 'Use the log.' };
  it('forbid on added lines only, each with its line and message', () => {
    const findings = review({ 'a.py': 'print(0)\n' }, { 'a.py': 'print(0)\nx\nprint(1)\n' }, [forbid]);
    expect(findings).toEqual([
      { rule: 'ruleset:1', severity: 'reject', path: 'a.py', line: 3, message: 'Use the log.' },
    ]);
  });

  it.each([
    ['some added line matches', 'import log\n', []],
    ['none does', 'x = 1\n', ['ruleset:1 - -']],
  ])('require: %s', (_when, text, expected) => {
    expect(
      brief(review({}, { 'src/a.py': text }, [{ type: 'require', pattern: 'log', paths: ['src/**'] }])),
    ).toEqual(expected);
  });

  it('are about their paths alone', () => {
    const after = { 'src/a.py': 'print(1)\n', 'tests/a.py': 'print(1)\n' };
    expect(brief(review({}, after, [{ ...forbid, paths: ['src/**'] }]))).toEqual(['ruleset:1 src/a.py 1']);
    expect(review({}, after, [{ type: 'require', pattern: 'log', paths: ['docs/**'] }])).toEqual([]);
  });

  it('do not pass a line that is too long to be judged', () => {
    const findings = review({}, { a: `${'x'.repeat(20_001)}print(1)\n` }, [forbid]);
    expect(findings[0]?.message).toBe(
      'This line is too long (20009 characters) to be judged by the ruleset.',
    );
    expect(review({}, { a: `${'x'.repeat(19_990)}\n` }, [forbid])).toEqual([]);
  });

  it('say the same no more than twenty times', () => {
    expect(review({}, { a: 'print(1)\n'.repeat(30) }, [forbid], 100)).toHaveLength(20);
  });
});
