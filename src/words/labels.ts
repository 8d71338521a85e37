import type { Task } from '../task/task.ts';

/** A label as GitHub wants it: six hex digits, at most 100 characters of description. */
export type LabelWords = { readonly name: string; readonly color: string; readonly description: string };

/** The label that starts a task, unless the policy names another. */
export const triggerLabel = 'cadence';

export const stateLabels = [
  { name: 'cadence:queued', color: 'bfd4f2', description: 'Cadence: queued or being planned' },
  {
    name: 'cadence:working',
    color: '1d76db',
    description: 'Cadence: being written, tested, reviewed or merged',
  },
  {
    name: 'cadence:held',
    color: 'fbca04',
    description: 'Cadence: held; the status comment says why',
  },
  { name: 'cadence:done', color: '0e8a16', description: 'Cadence: merged and recorded' },
  { name: 'cadence:cancelled', color: 'cfd3d7', description: 'Cadence: cancelled' },
] as const satisfies readonly LabelWords[];

export type StateLabel = (typeof stateLabels)[number]['name'];

export const kindLabels: readonly LabelWords[] = [
  { name: 'cadence:micro', color: 'd4c5f9', description: 'Cadence: one small change (this is the default)' },
  { name: 'cadence:story', color: 'c2a5f0', description: 'Cadence: several small changes' },
  { name: 'cadence:epic', color: 'a985e0', description: 'Cadence: several stories' },
];

/** The one state label that an issue is to carry. */
export function stateLabel({ state }: Pick<Task, 'state'>): StateLabel {
  switch (state.phase) {
    case 'Backlog':
    case 'Generate':
      return 'cadence:queued';
    case 'Execute':
    case 'Test':
    case 'Review':
    case 'Commit':
      return 'cadence:working';
    case 'Record':
      return state.done ? 'cadence:done' : 'cadence:working';
    case 'Meta':
      return 'cadence:done';
    case 'Held':
      return 'cadence:held';
    case 'Cancelled':
      return 'cadence:cancelled';
    default: {
      const never: never = state;
      throw new Error(`unknown phase ${JSON.stringify(never)}`);
    }
  }
}
