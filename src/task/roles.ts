/** Who fills the roles of a task: the one answer for everybody who asks. */
import type { Policy } from '../policy/policy.ts';
import { workOf, type Source, type Task } from './task.ts';

type Holders = {
  readonly generate: 'agent' | 'person';
  readonly execute: Source;
  readonly review: Policy['roles']['review'];
};
export type Slot = keyof Holders;

/**
 * `policy` is null where none can be used, and where only the record may be asked (the fold). Who writes the change is
 * settled when the task is generated: a later policy does not take work out of anybody's hands.
 */
export function roleHolder<S extends Slot>(
  task: Pick<Task, 'state'>,
  policy: Policy | null,
  slot: S,
): Holders[S] {
  return holders[slot](task, policy);
}

const holders: { readonly [S in Slot]: (task: Pick<Task, 'state'>, policy: Policy | null) => Holders[S] } = {
  generate: (_task, policy) => makerOf(policy?.roles.generate),
  execute: ({ state }, policy) => workOf(state)?.source ?? makerOf(policy?.roles.execute),
  review: (_task, policy) => policy?.roles.review ?? [],
};

function makerOf(named: 'agent' | 'human' | undefined): 'agent' | 'person' {
  return named === 'human' ? 'person' : 'agent';
}
