import { describe, expect, it } from 'vitest';
import { brokenConftest, exitCode } from '../../../src/task/results/pytest-crash.ts';
import { parsePytestLog } from '../../../src/task/results/pytest-log.ts';

const end = (code: number): string => `##[error]Process completed with exit code ${code}.`;
const conftest = [
  "ImportError while loading conftest '/home/runner/work/calc/calc/tests/conftest.py'.",
  'tests/conftest.py:1: in <module>',
  '    from add import missing',
  "E   ImportError: cannot import name 'missing' from 'add' (/home/runner/work/calc/calc/add.py)",
];

describe('a conftest that cannot be loaded', () => {
  it('is a file that was not collected: a red that says what to mend', () => {
    const log = ['##[group]Run python -m pytest', '##[endgroup]', ...conftest, end(4), 'Post job cleanup.']
      .map((line) => `2026-01-02T03:04:05.1234567Z ${line}`)
      .join('\n');
    expect(parsePytestLog(log)).toMatchObject({
      kind: 'results',
      results: {
        cases: [],
        unnamedPassed: 0,
        collectionErrors: [
          {
            file: 'tests/conftest.py',
            kind: 'import',
            message:
              "ImportError: cannot import name 'missing' from 'add' (/home/runner/work/calc/calc/add.py)",
          },
        ],
      },
    });
  });

  it('is named by its path in the checkout also where no frame names it', () => {
    const syntax = [conftest[0] ?? '', 'E     File "x", line 1', "E   SyntaxError: '(' was never closed"];
    expect(brokenConftest(syntax)).toMatchObject({ file: 'tests/conftest.py', kind: 'syntax' });
    expect(brokenConftest(["ImportError while loading conftest '/src/conftest.py'."])).toMatchObject({
      file: '/src/conftest.py',
      kind: 'other',
    });
  });

  it('is not believed of a log that holds a session: a test may print anything', () => {
    const session = '============ test session starts ============';
    for (const lines of [
      [session, ...conftest],
      [...conftest, session],
    ])
      expect(parsePytestLog(lines.join('\n'))).toMatchObject({ kind: 'unusable', reason: 'no-summary' });
    expect(brokenConftest(['E   ImportError: no'])).toBeNull();
  });
});

describe('the exit code of a log without an end', () => {
  it('is told with the results that are missing', () => {
    const parsed = parsePytestLog(`collecting …\n2026-01-02T03:04:05Z ${end(137)}\n`);
    expect(parsed).toEqual({ kind: 'unusable', source: 'log', reason: 'no-summary', about: '137' });
  });

  it('is the last one that GitHub notes, and null where it notes none', () => {
    expect(exitCode(`${end(4)}\n${end(42)}`)).toBe('42');
    expect(exitCode('nothing')).toBeNull();
  });
});
