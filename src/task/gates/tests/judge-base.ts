/**
 * Does the base's run agree with the head's own? The job takes tests and configuration from the base, so that a change
 * cannot bend what judges it. Whatever is absent there is not green.
 */
import { steady } from '../../results/steady.ts';
import type { BaseReport, BaseRun } from '../../results/base/base-report.ts';
import { fileOf, isCaseOf, isFailure, type TestResults } from '../../results/test-results.ts';

/** Why a report cannot be judged: nobody's tests are at fault. */
export type BaseProblem =
  | 'missing'
  | 'malformed'
  | 'job-not-green'
  | 'other-commits'
  | 'base-not-run'
  | 'no-new-tests'
  | 'too-few-hunks';
/** What the base's run found, for the next attempt and for people. */
export type BaseFault =
  | 'canary'
  | 'replaced'
  | 'forged'
  | 'unfinished'
  | 'base-tests'
  | 'lost'
  | 'new-tests'
  | 'still-green'
  | 'same-syntax'
  | 'not-reversed';

/** As the evidence has it. `passed`: of the base's own tests; `reversed`: pieces of the change that were seen to matter. */
export type BaseSeen = { readonly passed: number; readonly canaries: number; readonly reversed: number };

export type BaseVerdict =
  | { kind: 'agrees'; seen: BaseSeen }
  /** `about`: node ids, or what was replaced; `said`: pytest's words, by the same order. */
  | { kind: 'differs'; fault: BaseFault; about: readonly string[]; said: readonly string[] }
  /** Existing tests that the change edited, and that fail in their old version. */
  | { kind: 'edited'; seen: BaseSeen; about: readonly string[]; said: readonly string[] }
  | { kind: 'unusable'; problem: BaseProblem };

export type BaseLook = {
  readonly report: BaseReport;
  readonly base: string;
  readonly head: string;
  /** Of the head's own run. */
  readonly results: TestResults;
  /** The tests that were seen red without the change; null: there is no proof. */
  readonly proved: readonly string[] | null;
  /** What may fail: the base was seen to fail there too. */
  readonly exempt: readonly string[];
  readonly reversal: 'off' | 'sample' | 'every';
};

export function judgeBase(look: BaseLook): BaseVerdict {
  const { report } = look;
  if (report.base !== look.base || report.head !== look.head)
    return { kind: 'unusable', problem: 'other-commits' };
  return (
    judgeProcess(report) ??
    judgeProved(look) ??
    judgeReversal(look) ??
    judgeBaseTests(look) ?? { kind: 'agrees', seen: seenIn(report) }
  );
}

function seenIn(report: BaseReport): BaseSeen {
  return {
    passed: report.baseTests?.cases.filter(({ outcome }) => outcome === 'passed').length ?? 0,
    canaries: runsOf(report).reduce((sum, { canaries }) => sum + canaries, 0),
    reversed: report.reversal?.tried.filter(({ red }) => red.length > 0).length ?? 0,
  };
}

function runsOf({ baseTests, asBefore, newOnHead, newOnBase }: BaseReport): BaseRun[] {
  return [baseTests, asBefore, newOnHead, newOnBase].filter((run) => run !== null);
}

/** Did each run end, with its canaries dead and with nothing replaced that judges tests? */
function judgeProcess(report: BaseReport): BaseVerdict | null {
  const { again } = report;
  // Only what does not happen on the base's own sources is the change's doing.
  const usual = new Set(again?.changed);
  for (const run of runsOf(report)) {
    if (run.end === 'forged') return differs('forged');
    // Without the change the new tests may crash or hang: that is what it fixes.
    if (run.end !== 'finished' && run === report.newOnBase) continue;
    if (run.end !== 'finished') {
      if (again !== null && again.end !== 'finished') return { kind: 'unusable', problem: 'base-not-run' };
      return differs('unfinished', [], [run.said]);
    }
    if (run.survived.length > 0 || run.canaries === 0) {
      if (again !== null && (again.survived.length > 0 || again.canaries === 0))
        return { kind: 'unusable', problem: 'base-not-run' };
      return differs('canary', run.survived);
    }
    const replaced = run.changed.filter((name) => !usual.has(name));
    if (replaced.length > 0) return differs('replaced', replaced);
  }
  return null;
}

/** The new tests again: green on the head where nothing else is new, and red on the base as they were. */
function judgeProved({ report, proved, exempt }: BaseLook): BaseVerdict | null {
  const { newOnHead, newOnBase, code } = report;
  if (proved !== null && code !== 'changed') return differs('same-syntax');
  if (newOnHead === null || newOnBase === null)
    return proved === null ? null : { kind: 'unusable', problem: 'no-new-tests' };
  const onBase = failuresOf(newOnBase);
  const onHead = [...failuresOf(newOnHead)].filter(
    ([id]) => !exempt.includes(id) && (proved !== null || !onBase.has(id)),
  );
  if (onHead.length > 0) return differs('new-tests', ...told(onHead));
  if (newOnBase.end !== 'finished') return null;
  const green = (proved ?? []).filter(
    (name) =>
      !onBase.has(fileOf(name)) &&
      ![...onBase.keys()].some((id) => isCaseOf(id, name) || steady(id) === steady(name)),
  );
  return green.length > 0 ? differs('still-green', green) : null;
}

/** A piece of the change that is taken back has to turn a new test red: else the tests are about something else. */
function judgeReversal({ report, proved, reversal }: BaseLook): BaseVerdict | null {
  if (reversal === 'off' || proved === null) return null;
  const taken = report.reversal;
  if (taken === null) return { kind: 'unusable', problem: 'too-few-hunks' };
  const isShown = taken.tried.some(({ red }) => red.length > 0);
  if (reversal === 'sample')
    return isShown
      ? null
      : differs(
          'not-reversed',
          taken.tried.map(({ what }) => what),
        );
  if (report.effort !== 'every' || taken.tried.length < taken.hunks)
    return { kind: 'unusable', problem: 'too-few-hunks' };
  const idle = taken.tried.slice(0, Math.max(1, taken.hunks)).filter(({ red }) => red.length === 0);
  return idle.length > 0 || !isShown
    ? differs(
        'not-reversed',
        idle.map(({ what }) => what),
      )
    : null;
}

function judgeBaseTests({ report, results, exempt }: BaseLook): BaseVerdict | null {
  const { baseTests, asBefore, again, editedTests } = report;
  if (baseTests === null) return null;
  const usual = again === null ? new Map<string, string>() : failuresOf(again);
  const failed = [...failuresOf(baseTests)].filter(([id]) => !usual.has(id) && !exempt.includes(id));
  const edited = new Set(editedTests);
  const others = failed.filter(([id]) => !edited.has(fileOf(id)));
  if (others.length > 0) return differs('base-tests', ...told(others));
  const lost = lostInHead(baseTests, results, edited);
  if (lost.length > 0) return differs('lost', lost);
  // What a test asserts by may stand outside of it, and be edited there.
  const known = failuresOf(baseTests);
  const before = asBefore === null ? [] : [...failuresOf(asBefore)];
  const shown = [
    ...failed,
    ...before.filter(([id]) => !known.has(id) && !usual.has(id) && !exempt.includes(id)),
  ];
  if (shown.length === 0) return null;
  const [about, said] = told(shown);
  return { kind: 'edited', seen: seenIn(report), about, said };
}

/**
 * Tests that pass in the base's version and do not run in the head's own run, by their names without parameters. Only
 * where the report names files as pytest does.
 */
function lostInHead(baseTests: BaseRun, results: TestResults, edited: ReadonlySet<string>): string[] {
  const ran = new Set(
    results.cases.filter((one) => one.outcome === 'passed' || isFailure(one)).map(({ id }) => plain(id)),
  );
  const files = new Set(results.cases.map(({ id }) => fileOf(id)));
  const passed = baseTests.cases.filter(({ outcome }) => outcome === 'passed').map(({ id }) => plain(id));
  const isComparable = results.source === 'junit' && passed.some((id) => ran.has(id));
  if (!isComparable) return [];
  return [...new Set(passed)].filter(
    (id) => !ran.has(id) && !edited.has(fileOf(id)) && files.has(fileOf(id)),
  );
}

function plain(id: string): string {
  return id.replace(/\[.*$/su, '');
}

function failuresOf(run: BaseRun): Map<string, string> {
  const flaky = new Set(run.flaky);
  const failed = run.cases.filter(
    ({ id, outcome }) => (outcome === 'failed' || outcome === 'error') && !flaky.has(id),
  );
  return new Map([...run.uncollected, ...failed].map(({ id, message }) => [id, message]));
}

function told(failures: readonly (readonly [string, string])[]): [string[], string[]] {
  return [failures.map(([id]) => id), failures.map(([, message]) => message)];
}

function differs(fault: BaseFault, about: readonly string[] = [], said: readonly string[] = []): BaseVerdict {
  return { kind: 'differs', fault, about, said };
}
