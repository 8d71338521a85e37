import { describe, expect, it } from 'vitest';
import { brokenConftest, exitSentence } from '../../../src/task/gates/pytest-crash.ts';
import { parsePytestLog } from '../../../src/task/gates/pytest-log.ts';

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
  it.each([
    [3, 'pytest failed within itself'],
    [4, 'could not make sense of how it was called'],
    [127, 'the command was not found'],
    [137, 'it was killed'],
  ])('%i is told with what it means', (code, meaning) => {
    const parsed = parsePytestLog(`collecting …\n2026-01-02T03:04:05Z ${end(code)}\n`);
    expect(parsed).toMatchObject({ kind: 'unusable', reason: 'no-summary' });
    expect(parsed.kind === 'unusable' && parsed.message).toContain(`ended with exit code ${code}: `);
    expect(parsed.kind === 'unusable' && parsed.message).toContain(meaning);
  });

  it('is told bare where it means nothing in particular, and the last one counts', () => {
    expect(exitSentence(`${end(4)}\n${end(42)}`)).toBe(' The workflow step ended with exit code 42.');
    expect(exitSentence('nothing')).toBe('');
  });
});
