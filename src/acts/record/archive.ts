/** archive: seals the log as it stands with a signed checkpoint. */
import { outcome, type LocalAct } from '../act.ts';

export const archive: LocalAct<'archive'> = {
  step: 'archive',
  cost: 'free',
  run: async ({ task, deps }) => {
    const { size, root } = await deps.seal(task.repo);
    return outcome({ kind: 'archived', data: { size, root } });
  },
};
