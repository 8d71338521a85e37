/** What ran before the change has to run after it: a test that is gone, skipped or expected to fail checks nothing. */
import type { Presumed } from './excuse-base.ts';
import { steady } from '../results/failure-signature.ts';
import { isFailure, type TestCase, type TestResults } from '../results/test-results.ts';

/** What a proof run saw beside the failing new tests. `base`: the commit that it grew from. */
export type RanBefore = {
  readonly base: string;
  readonly passed: readonly string[];
  /** Passes that its log counts and does not name. */
  readonly unnamedPassed: number;
  readonly presumed: readonly Presumed[];
};

/**
 * Tests that ran before the change and do not now, each with what became of it. Left out are those in files that the
 * change touches: what a patch does to the tests that it edits is screened in the patch itself. Failing ones are not
 * lost: they are judged as failures. `failed`: what failed before, and is excused.
 */
export function lostTests(
  { passed }: Pick<RanBefore, 'passed'>,
  failed: readonly string[],
  results: TestResults,
  touched: readonly string[],
): TestCase[] {
  const running = new Map<string, number>();
  const idle = new Map<string, TestCase>();
  for (const one of results.cases) {
    const key = steady(one.id);
    if (one.outcome === 'passed' || isFailure(one)) running.set(key, (running.get(key) ?? 0) + 1);
    else idle.set(key, one);
  }
  const isTouched = touchedBy(touched);
  const lost: TestCase[] = [];
  const look = (id: string, before: 'passed' | 'failed'): void => {
    if (isTouched(id)) return;
    const key = steady(id);
    // Names with an address in memory fall together: there must be as many of them as before.
    const left = running.get(key) ?? 0;
    if (left > 0) running.set(key, left - 1);
    else
      lost.push({
        id,
        outcome: 'error',
        message: `${before} before the change and ${now(idle.get(key))}`,
        detail: '',
      });
  };
  for (const id of passed) look(id, 'passed');
  for (const id of failed) if (id.includes('::')) look(id, 'failed');
  return lost;
}

function now(one: TestCase | undefined): string {
  if (one === undefined) return 'no longer runs';
  if (one.outcome === 'xfailed') return 'no longer runs: it is expected to fail now';
  return one.message === ''
    ? 'no longer runs: it is skipped'
    : `no longer runs: it is skipped (${one.message})`;
}

/** A report names a test by its file, or by the dotted name of its module where it does not tell the file. */
function touchedBy(paths: readonly string[]): (id: string) => boolean {
  const files = new Set(paths);
  const modules = paths.map((path) => path.replace(/\.py$/u, '').replaceAll('/', '.'));
  return (id) => {
    const head = fileOf(id);
    return files.has(head) || modules.some((name) => head === name || head.startsWith(`${name}.`));
  };
}

export function fileOf(id: string): string {
  return id.split('::', 1)[0] ?? id;
}
