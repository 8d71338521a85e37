/** Meta: what the task cost and how long it took, computed from its own record. */
import type { Step } from '../step.ts';
import type { Meta } from '../task.ts';

export function meta(state: Meta): Step {
  if (state.report) throw new Error('a reported task is over');
  return { kind: 'report' };
}
