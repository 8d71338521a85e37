import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateTokens } from '../../../src/agents/prompts/estimate-tokens.ts';
import { failureText, type FailureWords } from '../../../src/words/run/failure-text.ts';
import { anyText } from '../samples.ts';

const one = {
  id: 'tests/test_add.py::test_add',
  message: 'assert 3 == 4',
  detail:
    '    def test_add():\n>       assert add(1, 2) == 4\nE       assert 3 == 4\nE        +  where 3 = add(1, 2)\n\ntests/test_add.py:4: AssertionError',
};
const files: Record<string, readonly string[]> = {
  'tests/test_add.py': ['from utils.add import add', '', 'def test_add():', '    assert add(1, 2) == 4', ''],
  'utils/add.py': [
    'def add(x, y):',
    '    return total(x, y)',
    '',
    'def total(x, y):',
    '    return x + why',
    '',
  ],
};
const crash = {
  id: 'tests/test_add.py::test_crash',
  message: "NameError: name 'why' is not defined",
  detail: [
    'tests/test_add.py:4: in test_crash',
    '    add(1, 2)',
    '/home/runner/work/calc/calc/utils/add.py:2: in add',
    '    return total(x, y)',
    'utils/add.py:5: in total',
    '    return x + why',
    "E   NameError: name 'why' is not defined",
  ].join('\n'),
};

function source(path: string): readonly string[] | null {
  return files[path] ?? null;
}

function told(failed: FailureWords['failed'], budget?: number): string {
  return failureText({ failed, conclusion: 'failure', source }, budget);
}

describe('failureText', () => {
  it('names the test, what it said, the source lines it points to, and the traceback', () => {
    expect(told([one])).toMatchInlineSnapshot(`
      "1 test failed.

      tests/test_add.py::test_add
      E       assert 3 == 4
      E        +  where 3 = add(1, 2)

      tests/test_add.py:4
        1 | from utils.add import add
        2 |
        3 | def test_add():
      > 4 |     assert add(1, 2) == 4
        5 |

          def test_add():
      >       assert add(1, 2) == 4
      E       assert 3 == 4
      E        +  where 3 = add(1, 2)

      tests/test_add.py:4: AssertionError"
    `);
  });

  it('shows the innermost lines first, by their path in the repository', () => {
    expect(told([crash])).toMatchInlineSnapshot(`
      "1 test failed.

      tests/test_add.py::test_crash
      E   NameError: name 'why' is not defined

      utils/add.py:5
        2 |     return total(x, y)
        3 |
        4 | def total(x, y):
      > 5 |     return x + why
        6 |

      utils/add.py:2
        1 | def add(x, y):
      > 2 |     return total(x, y)
        3 |
        4 | def total(x, y):
        5 |     return x + why

      tests/test_add.py:4
        1 | from utils.add import add
        2 |
        3 | def test_add():
      > 4 |     assert add(1, 2) == 4
        5 |

      tests/test_add.py:4: in test_crash
          add(1, 2)
      /home/runner/work/calc/calc/utils/add.py:2: in add
          return total(x, y)
      utils/add.py:5: in total
          return x + why
      E   NameError: name 'why' is not defined"
    `);
  });

  it('shows a place once, however many failures point to it', () => {
    const text = told([crash, { ...crash, id: 't::again' }]);
    expect(text.split('utils/add.py:5\n')).toHaveLength(2);
    expect(text).toContain("t::again\nE   NameError: name 'why' is not defined");
  });

  it('says what it can of a run that names no test', () => {
    expect(told([])).toMatchInlineSnapshot(`"The test run ended with "failure", but no test failed."`);
    const nothing = { failed: [], conclusion: null, source: () => null };
    expect(failureText(nothing)).toContain('no conclusion');
  });

  it('takes the message where there is no assertion', () => {
    expect(told([{ id: 't::a', message: 'Timeout\n>10 s', detail: '' }])).toBe(
      '1 test failed.\n\nt::a\nE   Timeout >10 s',
    );
    expect(told([{ id: 't::a', message: '', detail: '' }])).toBe('1 test failed.\n\nt::a');
  });

  it('keeps the end of a long traceback, where the error is, and only what is left of the room', () => {
    const text = told([{ ...one, detail: `${'x\n'.repeat(9_000)}E  the end` }]);
    expect(text).toMatch(/^1 test failed\.\n\n\S+\nE {2}the end\n\n…/);
    expect(text).toMatch(/x\nE {2}the end$/);
    expect(estimateTokens(text)).toBeGreaterThan(2_300);
  });

  it('gives up tracebacks before source lines, source lines before assertions, and assertions before names', () => {
    const all = [one, crash];
    const has = (text: string): string =>
      [
        all.every(({ id }) => text.includes(id)) ? 'names' : '',
        text.includes('E       assert 3') && text.includes('E   NameError') ? 'assertions' : '',
        text.includes('> 5 |') ? 'source' : '',
        text.includes('in total') ? 'traceback' : '',
      ]
        .filter(Boolean)
        .join(', ');
    const seen = new Set(Array.from({ length: 400 }, (_, budget) => has(told(all, budget))));
    expect([...seen]).toEqual([
      '',
      'names',
      'names, assertions',
      'names, assertions, source',
      'names, assertions, source, traceback',
    ]);
  });

  it('names as many as there is room for, and counts the others', () => {
    const failed = Array.from({ length: 900 }, (_, at) => ({ ...one, id: `tests/test_many.py::test_${at}` }));
    const text = told(failed);
    const named = text.match(/::test_\d+/g)?.length ?? 0;
    expect(text).toMatch(/^900 tests failed\.\n\ntests\/test_many\.py::test_0\n/);
    expect(text.endsWith(`… and ${900 - named} more`)).toBe(true);
    expect(named).toBeGreaterThan(200);
  });

  const text = fc.oneof(anyText, fc.constant('\u{e0041}\n'.repeat(400)), fc.constant('é😀E \n'.repeat(900)));
  const failures = fc.array(fc.record({ id: text, message: text, detail: text }), { maxLength: 40 });

  it('never goes over its budget, holds no character that cannot be seen, and is the same each time', () => {
    fc.assert(
      fc.property(failures, fc.integer({ min: 0, max: 3_000 }), (failed, budget) => {
        const said = told(failed, budget);
        expect(estimateTokens(said)).toBeLessThanOrEqual(budget);
        expect(said).not.toMatch(/[^\P{Cc}\n\t]|\p{Cf}/u);
        expect(told(failed, budget)).toBe(said);
      }),
      { numRuns: 60 },
    );
  });

  it('names every failed test as long as the budget has room for the names', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 900 }), (count, extra) => {
        const failed = Array.from({ length: count }, (_, at) => ({
          id: `tests/test_${at}.py::test_x`,
          message: 'm'.repeat(300),
          detail: one.detail.repeat(20),
        }));
        const names = failed.reduce((sum, { id }) => sum + id.length + 2, 'n tests failed.'.length + 2);
        const said = told(failed, Math.ceil(names / 3.3) + extra);
        for (const { id } of failed) expect(said).toContain(id);
      }),
      { numRuns: 60 },
    );
  });
});
