/**
 * A task that fails again and again on our side is a defect of ours: it is held, with a sentence where people look, and
 * the others go on. An open intent ends with it, once its effect can no longer come; `retry` looks at GitHub afresh.
 */
import { outcome } from '../acts/act.ts';
import { heldOutcome } from '../acts/held-outcome.ts';
import { append, type Writer } from './append-entry.ts';
import { readTask, type IssueKey } from './turn.ts';

export async function setAside(writer: Writer, key: IssueKey): Promise<void> {
  const { deps } = writer;
  const task = await readTask(deps.store, key);
  if (!task) return;
  const { open } = task;
  // Until then it may still happen: a merge keeps its lock on the base.
  if (open && deps.now() < open.deadline + deps.settings.settleMs) return;
  const { phase } = task.state;
  if (phase !== 'Held' && phase !== 'Cancelled' && phase !== 'Meta')
    await append(writer, task, heldOutcome(deps, 'internal-error', null));
  // Nobody waits here: what cannot be settled would only fail again.
  else if (open)
    await append(
      writer,
      task,
      outcome({ kind: 'intent_dropped', data: { step: open.step, reason: 'internal-error' } }),
    );
}
