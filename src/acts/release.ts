/** release: what a task was held for is over; it goes on where it stopped, or has its tests read again. */
import { outcome, type LocalAct } from './act.ts';

export const release: LocalAct<'release'> = {
  step: 'release',
  cost: 'free',
  run: async (_turn, step) => {
    const { reason, to } = step;
    return outcome({ kind: 'released', data: { reason, ...(to === 'Test' ? { to } : {}) } });
  },
};
