/**
 * A task that fails again and again on our side is a defect of ours: it is held, with a sentence where people look, and
 * the others go on. An open intent ends with it; `retry` looks at GitHub afresh.
 */
import { heldOutcome } from '../acts/held-outcome.ts';
import { append, type Writer } from './append-entry.ts';
import { readTask, type IssueKey } from './turn.ts';

export async function setAside(writer: Writer, key: IssueKey): Promise<void> {
  const task = await readTask(writer.deps.store, key);
  if (!task) return;
  const { phase } = task.state;
  if (phase === 'Held' || phase === 'Cancelled' || phase === 'Meta') return;
  await append(writer, task, heldOutcome(writer.deps, 'internal-error', null));
}
