import { describe, expect, it } from 'vitest';
import { readJobEnd } from '../../../src/task/results/job-end.ts';

const green = [
  '============================= test session starts ==============================',
  'collected 2 items',
  '============================== 2 passed in 0.10s ===============================',
];
const exit = (code: number): string => `##[error]Process completed with exit code ${code}.`;
const ran = (header: readonly string[], ...lines: readonly string[]): string =>
  [
    '##[group]Run pip install -e .',
    'pip install -e .',
    '##[endgroup]',
    'ERROR: something of before',
    ...header,
    ...lines,
  ].join('\n');
const run = [
  '##[group]Run python -m pytest',
  'echo "Coverage failure: in the script"',
  'shell: bash',
  '##[endgroup]',
];
const after = (...lines: readonly string[]): string => ran(run, ...green, ...lines);

describe('why a job failed in which no test did', () => {
  it.each<[string, string, string[]]>([
    [
      'pytest-cov’s threshold',
      after('FAIL Required test coverage of 90% not reached. Total coverage: 62.50%', exit(1)),
      ['FAIL Required test coverage of 90% not reached. Total coverage: 62.50%'],
    ],
    [
      'coverage’s own threshold',
      after('TOTAL   8  3  62%', 'Coverage failure: total of 62 is less than fail-under=90', exit(2)),
      ['Coverage failure: total of 62 is less than fail-under=90'],
    ],
    [
      'a crash at the end',
      after('Fatal Python error: Segmentation fault', 'Current thread 0x1', exit(139)),
      ['Fatal Python error: Segmentation fault'],
    ],
    [
      'what the shell says of a crash',
      after('/tmp/x.sh: line 1: 42 Segmentation fault (core dumped) python', exit(139)),
      ['/tmp/x.sh: line 1: 42 Segmentation fault (core dumped) python'],
    ],
    [
      'an error of pytest itself',
      ran(
        run,
        green[0] ?? '',
        'INTERNALERROR> Traceback (most recent call last):',
        'INTERNALERROR>   File "/x/plugin.py", line 3, in pytest_sessionfinish',
        'INTERNALERROR> ValueError: no report',
        '============================ no tests ran in 0.01s =============================',
        exit(3),
      ),
      ['INTERNALERROR> ValueError: no report'],
    ],
    [
      'an exception when Python ends',
      after(
        'Exception ignored in atexit callback: <function x>',
        'Traceback (most recent call last):',
        'RuntimeError: late',
        exit(1),
      ),
      ['RuntimeError: late'],
    ],
    [
      'a plug-in’s own word, as it stands last',
      after('2 snapshots are unused.', 'Run again with --update.', exit(1)),
      ['2 snapshots are unused.', 'Run again with --update.'],
    ],
  ])('is said by its log: %s', (_, log, lines) => {
    expect(readJobEnd(log)).toEqual({ by: 'pytest', lines });
  });

  it('is about another step where pytest did not run in it', () => {
    const lint = [
      '##[group]Run ruff check .',
      '##[endgroup]',
      'utils/add.py:1:1: error: F401 unused import',
      exit(1),
    ];
    expect(readJobEnd([after(), ...lint].join('\n'))).toEqual({
      by: 'another step',
      lines: ['utils/add.py:1:1: error: F401 unused import'],
    });
  });

  it('is GitHub’s own error where no script failed', () => {
    const log = [
      after(),
      '##[group]Run actions/upload-artifact@v6',
      '##[endgroup]',
      '##[error]Conflict: an artifact with this name exists',
    ];
    expect(readJobEnd(log.join('\n'))).toEqual({
      by: 'another step',
      lines: ['Conflict: an artifact with this name exists'],
    });
  });

  it('is read without times and colours, and is unknown in an empty log', () => {
    const log = after('\u001B[31mFAIL Required test coverage of 90% not reached\u001B[0m', exit(1))
      .split('\n')
      .map((line) => `2026-11-29T06:58:05.1234567Z ${line}`);
    expect(readJobEnd(log.join('\n')).lines).toEqual(['FAIL Required test coverage of 90% not reached']);
    expect(readJobEnd('')).toEqual({ by: 'another step', lines: [] });
  });
});
