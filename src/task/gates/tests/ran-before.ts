/** What ran before the change has to run after it: a test that is gone, skipped or expected to fail checks nothing. */
import type { Presumed } from './excuse-base.ts';
import { shapeOf, steady } from '../../results/steady.ts';
import { fileOf, isFailure, type TestCase, type TestResults } from '../../results/test-results.ts';
import { comesFrom, functionOf, sourceAmong } from './new-cases.ts';

/** What ran before the change: in the proof run, or without one in a run of the base commit itself. */
export type RanBefore = {
  /** The commit that the run grew from. */
  readonly base: string;
  readonly passed: readonly string[];
  /** Passes that its log counts and does not name. */
  readonly unnamedPassed: number;
  readonly presumed: readonly Presumed[];
  /** New tests that failed for want of the change. */
  readonly red: readonly string[];
  /** New test files that could not be collected for want of it. */
  readonly uncollected: readonly string[];
};

/**
 * What the change does to tests, as the screen reads it from source and has judged it: tests (`path::name`) that go,
 * tests that are rewritten under the same name, files that go, and all that are touched.
 */
export type SeenEdits = {
  readonly touched: readonly string[];
  readonly deleted: readonly string[];
  readonly gone: readonly string[];
  readonly altered: readonly string[];
  /** Left as they are, in files that are touched. */
  readonly kept: readonly string[];
};

/**
 * Tests that ran before the change and do not now, each with what became of it. A file that the change touches exempts
 * only what the screen itself saw go. Failing ones are not lost: they are judged as failures. `failed`: what failed
 * before, and is excused. `moved`: files in which others have changed tests since.
 */
export function lostTests(
  { passed }: Pick<RanBefore, 'passed'>,
  failed: readonly string[],
  results: TestResults,
  seen: SeenEdits,
  moved: readonly string[] = [],
): TestCase[] {
  const now = runningNow(results);
  const left: { id: string; before: 'passed' | 'failed' }[] = [];
  const look = (id: string, before: 'passed' | 'failed'): void => {
    // Names with an address in memory fall together: there must be as many of them as before.
    if (!take(now.byName, steady(id), id)) left.push({ id, before });
  };
  for (const id of passed) look(id, 'passed');
  for (const id of failed) if (id.includes('::')) look(id, 'failed');
  if (left.length === 0) return [];
  const isExcused = excuses(now, seen, moved);
  return left
    .filter(({ id }) => !isExcused(id))
    .map(({ id, before }) => ({
      id,
      outcome: 'error',
      message: `${before} before the change and ${today(now.idle.get(steady(id)))}`,
      detail: '',
    }));
}

type Now = {
  /** Ids that run, by what is steady of them; what was found again is taken out. */
  readonly byName: Map<string, string[]>;
  readonly idle: ReadonlyMap<string, TestCase>;
  /** Functions of which a case runs. */
  readonly functions: ReadonlySet<string>;
};

function runningNow({ cases }: TestResults): Now {
  const byName = new Map<string, string[]>();
  const idle = new Map<string, TestCase>();
  const functions = new Set<string>();
  for (const one of cases) {
    const key = steady(one.id);
    if (one.outcome === 'passed' || isFailure(one)) {
      put(byName, key, one.id);
      functions.add(functionOf(one.id));
    } else idle.set(key, one);
  }
  return { byName, idle, functions };
}

function excuses(now: Now, seen: SeenEdits, moved: readonly string[]): (id: string) => boolean {
  const touched = new Set(seen.touched);
  const free = new Set([...seen.deleted, ...moved]);
  const ofKept = sourceAmong(seen.kept);
  const ofGone = sourceAmong(seen.gone);
  const ofAltered = sourceAmong(seen.altered);
  // What is left over now has no counterpart before. Parameters that are drawn by chance have other numbers each time.
  const byShape = new Map<string, string[]>();
  const byFunction = new Map<string, string[]>();
  for (const id of [...now.byName.values()].flat()) {
    put(byShape, shapeOf(id), id);
    put(byFunction, functionOf(id), id);
  }
  return (id) => {
    const file = fileOf(id);
    if (free.has(file)) return true;
    if (!touched.has(file)) return take(byShape, shapeOf(id), id);
    const test = functionOf(id);
    if (take(byFunction, test, id)) return true;
    if (now.idle.has(steady(id))) return false;
    if (comesFrom(ofGone, ofKept, test)) return true;
    // Fewer cases of a test whose text the screen has compared, and it still runs.
    return now.functions.has(test) && comesFrom(ofAltered, ofKept, test);
  };
}

function put(map: Map<string, string[]>, key: string, id: string): void {
  const same = map.get(key);
  if (same === undefined) map.set(key, [id]);
  else same.push(id);
}

function take(map: Map<string, string[]>, key: string, id: string): boolean {
  const same = map.get(key);
  if (same === undefined || same.length === 0) return false;
  const at = Math.max(0, same.indexOf(id));
  same.splice(at, 1);
  return true;
}

function today(one: TestCase | undefined): string {
  if (one === undefined) return 'no longer runs';
  if (one.outcome === 'xfailed') return 'no longer runs: it is expected to fail now';
  return one.message === ''
    ? 'no longer runs: it is skipped'
    : `no longer runs: it is skipped (${one.message})`;
}
