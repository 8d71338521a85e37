import type { TaskState } from '../../task.ts';

/** Cancelled, or landed and checked: nothing is left to stop or to retry. */
export function isPastStopping({ phase }: TaskState): boolean {
  return phase === 'Cancelled' || phase === 'Meta' || phase === 'Record';
}
