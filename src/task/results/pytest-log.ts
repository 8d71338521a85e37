import { caseNamer, noPaths, type Reported, type TreePaths } from './case-names.ts';
import { isWorkflowCommand, logLines } from './log-lines.ts';
import { brokenConftest, exitCode } from './pytest-crash.ts';
import { findSections, type LogSections } from './pytest-sections.ts';
import {
  collectionErrorKind,
  fileOf,
  trimDetail,
  trimMessage,
  onePerId,
  type CaseOutcome,
  type CollectionError,
  type ParsedResults,
  type LogProblem,
  type TestCase,
} from './test-results.ts';

/** Only the end of a longer log is read; that is where pytest sums up. */
export const maxLogChars = 16 * 1024 * 1024;

type Totals = { passed: number; failed: number; errors: number };
type Line = { word: string; id: string; message: string };

const sessionHeader = 'test session starts';
const summaryTitle = 'short test summary info';
const summaryHeader = /^=+ short test summary info =+$/u;
const total = '\\d+ [a-z]+(?: [a-z]+)?';
const finalLine = new RegExp(
  `^(?:=+ )?(${total}(?:, ${total})*) in \\d[\\d.]*s(?: \\([\\d:, a-z]+\\))?(?: =+)?$`,
  'u',
);
const noTests = /^(?:=+ )?no tests ran in \d/u;
/** A final line in a part of a log that is not cut into lines, whatever time or colour stands before it. */
const finalLineWithin =
  /\b(?:passed|failed|errors?|skipped|deselected|xfailed|xpassed|warnings?|tests ran)\S{0,16} in \S{0,16}?\d[\d.]*s\b/gu;

/**
 * Read what pytest printed: the lines of its short summary (`-rA` names every test), held against
 * the totals of its final line. Tests can print anything, also lines that look like these; a log
 * that does not add up is unusable, never green.
 */
export function parsePytestLog(text: string, paths: TreePaths = noPaths): ParsedResults {
  const cut = text.length > maxLogChars;
  const lines = readable(cut ? text.slice(-maxLogChars) : text);
  const starts = lines.flatMap((line, index) => (isSessionHeader(line) ? [index] : []));
  const before = cut ? text.slice(0, -maxLogChars) : '';
  // Tests that run pytest themselves print such lines too. An earlier red end must not hide behind a later green one, no matter what printed it, and whether or not a session began.
  const twice = [
    ['session', starts.length + occurrences(before, sessionHeader)],
    ['short summary', count(lines, isSummaryHeader) + occurrences(before, summaryTitle)],
    ['final line', count(lines, isFinalLine) + (before.match(finalLineWithin)?.length ?? 0)],
  ] as const;
  const doubled = twice.find(([, times]) => times > 1)?.[0];
  if (doubled !== undefined) return unusable('contradictory', doubled);
  const end = lines.findLastIndex((line) => isFinalLine(line));
  const last = lines[end];
  if (last === undefined || end < (starts[0] ?? 0)) return withoutEnd(lines, text);
  const header = lines.slice(0, end).findLastIndex((line) => isSummaryHeader(line));
  const named = header === -1 ? [] : lines.slice(header + 1, end).flatMap((line) => readLine(line));
  const sections = findSections(header === -1 ? [] : lines.slice(0, header));
  return inTree(reckon(named, readTotals(last), sections), paths);
}

/** No session that ended: a conftest that cannot be loaded says why; anything else is no result. */
function withoutEnd(lines: readonly string[], text: string): ParsedResults {
  const broken = lines.some((line) => isSessionHeader(line)) ? null : brokenConftest(lines);
  if (broken === null) return unusable('no-summary', exitCode(text));
  const results = { source: 'log' as const, cases: [], collectionErrors: [broken], unnamedPassed: 0 };
  return { kind: 'results', results };
}

function asReported(file: string): Reported {
  return { file, className: '', name: '' };
}

/** Ids as the tree has them: pytest's are relative to the folder that it ran in. */
function inTree(parsed: ParsedResults, paths: TreePaths): ParsedResults {
  if (parsed.kind === 'unusable') return parsed;
  const { results } = parsed;
  const files = [
    ...results.cases.map(({ id }) => fileOf(id)),
    ...results.collectionErrors.map(({ file }) => file),
  ];
  const namer = caseNamer(paths, files.map(asReported));
  const errors = new Map<string, CollectionError>();
  for (const one of results.collectionErrors) {
    const file = namer(asReported(one.file));
    // A file that is also looked through for doctests fails twice.
    if (!errors.has(file)) errors.set(file, { ...one, file });
  }
  const cases = results.cases.map((one) => {
    const file = fileOf(one.id);
    return { ...one, id: namer(asReported(file)) + one.id.slice(file.length) };
  });
  const collectionErrors = [...errors.values()];
  return { kind: 'results', results: { ...results, cases: onePerId(cases), collectionErrors } };
}

function reckon(named: readonly Line[], totals: Totals, sections: LogSections): ParsedResults {
  const passed = named.filter(({ word }) => word === 'PASSED').length;
  const failed = named.filter(({ word }) => word === 'FAILED').length;
  const errors = named.filter(({ word }) => word === 'ERROR').length;
  if (failed < totals.failed || errors < totals.errors) {
    return unusable('incomplete');
  }
  if (failed > totals.failed || errors > totals.errors || (passed > 0 && passed !== totals.passed)) {
    return unusable('contradictory');
  }
  const unnamedPassed = totals.passed - passed;
  const cases: TestCase[] = [];
  const collectionErrors: CollectionError[] = [];
  for (const line of named) {
    if (line.word === 'ERROR' && !line.id.includes('::')) collectionErrors.push(notCollected(line, sections));
    else cases.push(toCase(line, sections));
  }
  if (cases.length + collectionErrors.length + unnamedPassed === 0) {
    return unusable('empty');
  }
  return {
    kind: 'results',
    results: { source: 'log', cases: onePerId(cases), collectionErrors, unnamedPassed },
  };
}

const outcomes: Record<string, CaseOutcome> = {
  PASSED: 'passed',
  XPASS: 'passed',
  XFAIL: 'xfailed',
  SKIPPED: 'skipped',
  ERROR: 'error',
  FAILED: 'failed',
};

function toCase(line: Line, sections: LogSections): TestCase {
  const outcome = outcomes[line.word] ?? 'failed';
  const detail = outcome === 'failed' || outcome === 'error' ? sections.ofTest(line.id) : '';
  return { id: line.id, outcome, message: trimMessage(line.message), detail: trimDetail(detail) };
}

function notCollected(line: Line, sections: LogSections): CollectionError {
  const detail = sections.ofFile(line.id);
  const said = [...detail.matchAll(/^E\s+(\S.*)$/gmu)].at(-1)?.[1];
  return {
    file: line.id,
    kind: collectionErrorKind(detail === '' ? `E   ${line.message}` : detail),
    message: trimMessage(said ?? line.message),
    detail: trimDetail(detail),
  };
}

function readLine(line: string): Line[] {
  const skipped = /^SKIPPED \[\d+\] (\S+:\d+): ?(.*)$/u.exec(line);
  if (skipped !== null) return [{ word: 'SKIPPED', id: skipped[1] ?? '', message: skipped[2] ?? '' }];
  const [, said = '', rest = ''] =
    /^(PASSED|FAILED|ERROR|XFAIL|XPASS) (\S.*)$/u.exec(line) ?? subtestLine(line);
  if (!namesTest.test(rest)) return [];
  const at = said === 'PASSED' ? -1 : messageStart(rest);
  if (at === -1) return [{ word: said, id: rest, message: '' }];
  return [{ word: said, id: rest.slice(0, at), message: rest.slice(at + 3) }];
}

/** A file, and what is in it: `.py`, and the texts that doctest reads. */
const namesTest = /^[^\s:][^:]*\.(?:py|txt|rst|md)(?:::| - |$)/u;

/**
 * `SUBFAILED[what] (n=2) path::test - …` belongs to the test, whose message and values may hold anything: the id stands
 * where one of them has ended and a file begins. Subtests that pass or are skipped make no test pass.
 */
function subtestLine(line: string): readonly string[] {
  const [whole] = /^SUBFAIL(?:ED)?(?=[ [(])/u.exec(line) ?? [];
  if (whole === undefined) return [];
  for (const { index } of line.matchAll(/(?<=[\])]|^SUBFAIL(?:ED)?) (?=[^\s:]+\.py::)/gu))
    return [line, 'FAILED', line.slice(index + 1)];
  return [];
}

/** A parameter may itself hold " - ": the message starts after the bracket is closed. */
function messageStart(rest: string): number {
  const first = rest.indexOf(' - ');
  const bracket = rest.indexOf('[');
  if (bracket === -1 || first === -1 || bracket > first) return first;
  const closed = rest.indexOf('] - ', bracket);
  return closed === -1 ? (rest.endsWith(']') ? -1 : first) : closed + 1;
}

function readTotals(line: string): Totals {
  const counts = new Map<string, number>();
  for (const [, number = '0', word = ''] of line.matchAll(/(\d+) ([a-z]+(?: [a-z]+)?)(?=,| in )/gu)) {
    counts.set(word, Number.parseInt(number, 10));
  }
  return {
    passed: counts.get('passed') ?? 0,
    failed: (counts.get('failed') ?? 0) + (counts.get('subtests failed') ?? 0),
    errors: (counts.get('errors') ?? 0) + (counts.get('error') ?? 0),
  };
}

/** GitHub's log without its timestamps, workflow commands and colours. */
function readable(text: string): string[] {
  return logLines(text).filter((line) => !isWorkflowCommand(line));
}

function isSummaryHeader(line: string): boolean {
  return summaryHeader.test(line);
}

function isFinalLine(line: string): boolean {
  return finalLine.test(line) || noTests.test(line);
}

function count(lines: readonly string[], wanted: (line: string) => boolean): number {
  return lines.reduce((sum, line) => sum + (wanted(line) ? 1 : 0), 0);
}

function isSessionHeader(line: string): boolean {
  return line.startsWith('=') && line.includes(` ${sessionHeader} `);
}

function occurrences(text: string, word: string): number {
  let found = 0;
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + word.length)) found += 1;
  return found;
}

function unusable(reason: LogProblem, about: string | null = null): ParsedResults {
  return { kind: 'unusable', source: 'log', reason, about };
}
