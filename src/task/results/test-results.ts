import { stripVTControlCharacters } from 'node:util';
import { steady } from './steady.ts';

/** What became of one test. An unexpected pass (xpass) is `passed`, as JUnit has it. */
export type CaseOutcome = 'passed' | 'failed' | 'error' | 'skipped' | 'xfailed';

/** One test of a run. `id` is pytest's node id; `message` ≤ 500 and `detail` ≤ 4,000 characters. */
export type TestCase = { id: string; outcome: CaseOutcome; message: string; detail: string };

/** `import`: a name or module that the file asks for is missing. */
export type CollectionErrorKind = 'import' | 'syntax' | 'other';

/** A test file that pytest could not collect: none of its tests ran. */
export type CollectionError = { file: string; kind: CollectionErrorKind; message: string; detail: string };

/**
 * The tests of one run of pytest. `unnamedPassed` counts passes that a log reckons but does not name
 * (pytest without `-rA`); a JUnit report names everything.
 */
export type TestResults = {
  source: 'junit' | 'log';
  cases: TestCase[];
  collectionErrors: CollectionError[];
  unnamedPassed: number;
};

/** Why a report cannot be judged. */
export type ReportProblem = 'too-large' | 'malformed' | 'hostile' | 'empty' | 'contradictory';
export type LogProblem = 'empty' | 'no-summary' | 'incomplete' | 'contradictory';

/** `about`: what the log has twice, or the exit code of a run without an end. `words/run/results-problem.ts` says it. */
export type UnusableResults =
  | { readonly source: 'junit'; readonly reason: ReportProblem }
  | { readonly source: 'log'; readonly reason: LogProblem; readonly about: string | null };

export type ParsedResults =
  { kind: 'results'; results: TestResults } | ({ kind: 'unusable' } & UnusableResults);

/** What tells more: a failure, then a pass, and only then that a test was left out. */
const weight: Record<CaseOutcome, number> = { skipped: 0, xfailed: 1, passed: 2, failed: 3, error: 4 };

/** One case per id: a test passed if it passed somewhere and failed nowhere. */
export function onePerId(cases: readonly TestCase[]): TestCase[] {
  const kept = new Map<string, TestCase>();
  for (const one of cases) {
    const known = kept.get(one.id);
    if (known === undefined || weight[one.outcome] > weight[known.outcome]) kept.set(one.id, one);
  }
  return [...kept.values()];
}

/** The results of several jobs of one run (a matrix), or of several reports, as one. */
export function mergeResults(all: readonly TestResults[]): TestResults | null {
  const [first] = all;
  if (first === undefined) return null;
  const errors = new Map<string, CollectionError>();
  for (const { collectionErrors } of all) {
    for (const error of collectionErrors) {
      const known = errors.get(error.file);
      if (known === undefined || known.kind === 'import') errors.set(error.file, error);
    }
  }
  return {
    source: all.every(({ source }) => source === 'junit') ? 'junit' : 'log',
    cases: onePerId(all.flatMap(({ cases }) => cases)),
    collectionErrors: [...errors.values()],
    unnamedPassed: all.reduce((sum, one) => sum + one.unnamedPassed, 0),
  };
}

/** The case is the named test itself or one of its parametrised cases. */
export function isCaseOf(id: string, named: string): boolean {
  return id === named || id.startsWith(`${named}[`);
}

export function isFailure(one: TestCase): boolean {
  return one.outcome === 'failed' || one.outcome === 'error';
}

/** Ids of everything that went wrong: node ids of tests, paths of files that were not collected. */
export function failureIds(results: TestResults): string[] {
  return [
    ...results.cases.filter((one) => isFailure(one)).map(({ id }) => id),
    ...results.collectionErrors.map(({ file }) => file),
  ];
}

/** The test file that an id names. */
export function fileOf(id: string): string {
  return id.split('::', 1)[0] ?? id;
}

/**
 * What failed in an earlier run of the same head and does not fail now: the code is the same, so these tests tell one
 * thing today and another tomorrow. What the green run rests on is then a repetition, and people are told.
 */
export function flakyIds(now: TestResults, earlier: readonly TestResults[]): string[] {
  const failing = new Set(failureIds(now).map(steady));
  return [...new Set(earlier.flatMap((one) => failureIds(one)))].filter((id) => !failing.has(steady(id)));
}

/** The beginning of a message, free of escape codes and control characters. */
export function trimMessage(text: string): string {
  const clean = cleanText(text);
  return clean.length <= 500 ? clean : `${clean.slice(0, 499)}…`;
}

/** The end of a traceback, where pytest says what went wrong. */
export function trimDetail(text: string): string {
  const clean = cleanText(text);
  return clean.length <= 4000 ? clean : `…${clean.slice(-3999)}`;
}

function cleanText(text: string): string {
  // More than is ever kept, and it bounds the work on a hostile report.
  const bounded = text.length > 40_000 ? `${text.slice(0, 20_000)}\n${text.slice(-20_000)}` : text;
  return stripVTControlCharacters(bounded)
    .replaceAll(/[^\P{Cc}\n\t]/gu, '')
    .trim();
}

/** Why a file was not collected, from the last error that its traceback names. */
export function collectionErrorKind(detail: string): CollectionErrorKind {
  const named = [...detail.matchAll(/^E\s+(?:\w+\.)*(\w+(?:Error|Exception|Exit|Interrupt|Warning))\b/gmu)];
  switch (named.at(-1)?.[1]) {
    case 'ImportError':
    case 'ModuleNotFoundError':
    case 'AttributeError':
      return 'import';
    case 'SyntaxError':
    case 'IndentationError':
    case 'TabError':
      return 'syntax';
    case undefined:
    default:
      return 'other';
  }
}
