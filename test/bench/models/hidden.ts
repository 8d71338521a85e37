/** The hidden tests: they must fail at the start, and decide at the end. The loop never sees them. */
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { isOfProject, type ModelTask } from './folder.ts';
import { runPytest, type PytestEnd } from './pytest.ts';

/** One run of tests is cut off here. */
const limitMs = 120_000;

export type Bounds = { readonly dir: string; readonly stop: AbortSignal };

/** `decisive`: what fails at the start and must pass at the end: tests, or whole files that cannot be imported yet. */
export type Start =
  | { readonly kind: 'start'; readonly decisive: readonly string[] }
  | { readonly kind: 'wrong'; readonly message: string };

/** Tries a task before the loop: the project's own tests pass, the hidden ones do not. `tree` is a copy of the project. */
export async function tryStart(task: ModelTask, tree: string, { dir, stop }: Bounds): Promise<Start> {
  const run = { tree, report: join(dir, 'start.xml'), limitMs, stop };
  const own = await runPytest({ ...run, targets: [] });
  if (own.kind === 'broken') return wrong(`its own tests cannot be run at the start: ${own.why}`);
  if (own.kind === 'ran' && own.failed.length > 0)
    return wrong(`its own tests fail at the start (${own.failed.join(', ')}): mend or remove them in repo`);
  await layHidden(task, tree);
  const hidden = await runPytest({ ...run, targets: task.hidden });
  if (hidden.kind === 'broken') return wrong(`its hidden tests cannot be run at the start: ${hidden.why}`);
  if (hidden.kind === 'none') return wrong('its hidden files hold no test: write test functions there');
  if (hidden.unreadable.length > 0)
    return wrong(`its hidden tests are no Python (${hidden.unreadable.join(', ')}): mend them`);
  if (hidden.failed.length === 0)
    return wrong(
      'its hidden tests pass at the start and so decide nothing: write some that fail without the fix',
    );
  return { kind: 'start', decisive: hidden.failed };
}

/** What still fails at the end; empty: solved. `tree` is a checkout of the default branch. */
export async function hiddenFailures(
  task: ModelTask,
  decisive: readonly string[],
  tree: string,
  { dir, stop }: Bounds,
): Promise<readonly string[]> {
  await layHidden(task, tree);
  const end = await runPytest({ tree, targets: task.hidden, report: join(dir, 'end.xml'), limitMs, stop });
  return failuresAtEnd(end, decisive);
}

/** A test that was skipped or is gone has not passed. */
export function failuresAtEnd(end: PytestEnd, decisive: readonly string[]): readonly string[] {
  switch (end.kind) {
    case 'broken':
      return [end.why];
    case 'none':
      return ['no hidden test was found'];
    case 'ran': {
      const missing = decisive.filter(
        (id) =>
          !end.failed.includes(id) && !end.passed.some((one) => one === id || one.startsWith(`${id}::`)),
      );
      return [...end.failed, ...missing.map((id) => `${id} (did not run)`)];
    }
    default: {
      const never: never = end;
      return never;
    }
  }
}

async function layHidden({ dir }: ModelTask, tree: string): Promise<void> {
  await cp(join(dir, 'hidden'), tree, { recursive: true, filter: isOfProject });
}

function wrong(message: string): Start {
  return { kind: 'wrong', message };
}
