/** What the engine would do next with an issue: the same reading, the same request and the same decision, and no deed. */
import type { ActDeps, GitHub } from '../acts/act.ts';
import type { Settings, Step } from '../task/step.ts';
import { decideNext } from './decide-next.ts';
import type { EngineStore } from './engine-port.ts';
import { readFrozen, readTask, requestOf, type IssueKey } from './turn.ts';

export type PreviewDeps = {
  readonly store: {
    readonly entries: Pick<EngineStore['entries'], 'ofTask' | 'lockedBy'>;
    readonly board: Pick<EngineStore['board'], 'byRepo'>;
  };
  readonly read: ActDeps['read'];
  readonly github: Pick<GitHub, 'observe'>;
  readonly settings: Settings;
};

export type Preview =
  | {
      readonly kind: 'evaluated';
      readonly task: string | null;
      readonly phase: string;
      readonly held: string | null;
      /** An effect that was announced and whose outcome is not known: it is settled before anything else. */
      readonly open: string | null;
      readonly next: Step;
    }
  | { readonly kind: 'refused'; readonly message: string };

export async function preview(
  { store, read, github, settings }: PreviewDeps,
  key: IssueKey,
): Promise<Preview> {
  const task = await readTask(store, key);
  const frozen = task && (await readFrozen({ read }, task));
  if (task && !frozen) return { kind: 'refused', message: `the frozen words of ${task.id} were erased` };
  const seen = await github.observe(requestOf(key, task, frozen));
  if ('kind' in seen) return { kind: 'refused', message: `GitHub did not answer: ${seen.message}` };
  return {
    kind: 'evaluated',
    task: task?.id ?? null,
    phase: task?.state.phase ?? 'none',
    held: task?.state.phase === 'Held' ? task.state.reason : null,
    open: task?.open?.step ?? null,
    next: await decideNext({ store, settings }, key, task, seen),
  };
}
