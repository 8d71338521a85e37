import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { parseJUnit } from '../../../src/task/results/junit.ts';
import { failureIds } from '../../../src/task/results/test-results.ts';
import { processEnv } from '../../../src/env/settings.ts';

/** What pytest said. `broken`: nothing that could be read. */
export type PytestEnd =
  | {
      readonly kind: 'ran';
      readonly passed: readonly string[];
      /** Tests that failed, and files that could not be collected. */
      readonly failed: readonly string[];
      /** Files that are no Python. */
      readonly unreadable: readonly string[];
    }
  | { readonly kind: 'none' }
  | { readonly kind: 'broken'; readonly why: string };

export type PytestRun = {
  readonly tree: string;
  /** Paths of test files; none: whatever pytest finds. */
  readonly targets: readonly string[];
  /** Where the report may be written, outside of the tree. */
  readonly report: string;
  readonly limitMs: number;
  readonly stop: AbortSignal;
};

/** Nothing was collected. */
const nothingFound = 5;

/** Runs pytest as the shipped workflow does. A model may have written what runs: no key is in its environment. */
export async function runPytest({ tree, targets, report, limitMs, stop }: PytestRun): Promise<PytestEnd> {
  const options = [
    '--continue-on-collection-errors',
    '-q',
    '-p',
    'no:cacheprovider',
    '-o',
    'junit_family=xunit1',
  ];
  const args = ['-m', 'pytest', ...options, `--junitxml=${report}`, ...targets];
  stop.throwIfAborted();
  await rm(report, { force: true });
  const limit = AbortSignal.timeout(limitMs);
  const code = await exitOf(tree, args, AbortSignal.any([stop, limit]));
  stop.throwIfAborted();
  if (limit.aborted) return { kind: 'broken', why: `pytest was stopped after ${limitMs / 1000} s` };
  if (code === nothingFound) return { kind: 'none' };
  const parsed = parseJUnit(await readFile(report).catch(() => ''));
  if (parsed.kind !== 'results')
    return {
      kind: 'broken',
      why: `pytest ended with ${code}: ${parsed.kind === 'foreign' ? 'no report' : parsed.reason}`,
    };
  const { results } = parsed;
  return {
    kind: 'ran',
    passed: results.cases.filter(({ outcome }) => outcome === 'passed').map(({ id }) => id),
    failed: failureIds(results),
    unreadable: results.collectionErrors.filter(({ kind }) => kind === 'syntax').map(({ file }) => file),
  };
}

/** A process in a group of its own: what the tests started ends with it. */
function exitOf(cwd: string, args: readonly string[], stop: AbortSignal): Promise<number | null> {
  const { PATH, HOME } = processEnv();
  const env = { PATH, HOME, LC_ALL: 'C.UTF-8', PYTHONPATH: 'src', PYTHONDONTWRITEBYTECODE: '1' };
  const child = spawn('python3', args, { cwd, env, detached: true, stdio: 'ignore' });
  const end = (): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // The whole group has ended.
    }
  };
  stop.addEventListener('abort', end, { once: true });
  return new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code));
  }).finally(() => {
    stop.removeEventListener('abort', end);
    end();
  });
}
