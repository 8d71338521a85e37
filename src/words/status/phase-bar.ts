import { phaseNames, type PhaseName } from '../../task/entry.ts';
import type { TaskState } from '../../task/task.ts';

/** The eight phases that every task passes, in order. */
export const workPhases: readonly PhaseName[] = phaseNames.filter(
  (name) => name !== 'Held' && name !== 'Cancelled',
);

/** "✅ Backlog → ⏳ **Generate** → Execute → …". */
export function phaseBar(state: TaskState): string {
  if (state.phase === 'Cancelled') return `🚫 **Cancelled** · ${workPhases.join(' → ')}`;
  const active = state.phase === 'Held' ? state.resumeAt : state;
  const over = active.phase === 'Meta' || (active.phase === 'Record' && active.done);
  const now = over ? workPhases.length : workPhases.indexOf(active.phase);
  return workPhases
    .map((name, at) => {
      if (at < now) return `✅ ${name}`;
      if (at > now) return name;
      return state.phase === 'Held' ? `✋ **${name}** (held)` : `⏳ **${name}**`;
    })
    .join(' → ');
}
