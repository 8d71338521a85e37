import { refuse } from '../fold/fold-refusal.ts';
import { workingState, workOf } from '../task.ts';
import {
  accept,
  refuseCommand,
  type Asked,
  type CommandFile,
  type Judgement,
} from './shared/command-file.ts';
import type { TaskState } from '../task.ts';

export const plan: CommandFile<'plan'> = {
  row: {
    name: 'plan',
    usage: 'plan [guidance]',
    right: 'write',
    built: 'yes',
    does: 'shows the plan; with guidance, drafts a new one as long as nothing is published',
  },
  judge,
  needs: null,
  fold: (task, { by, guidance }) => {
    if (workOf(task.state) === null) return refuse('a plan of a task that has none');
    if (guidance === null) return task;
    if (!isUnpublished(task.state)) return refuse('another plan for work that has begun');
    const state = { phase: 'Generate', branch: null } as const;
    // The next hold is a new one, whatever its reason.
    return { ...task, authority: { ...task.authority, by, via: 'retry', guidance }, notified: null, state };
  },
};

function judge({ task: { state }, words }: Asked): Judgement {
  if (state.phase === 'Cancelled') return refuseCommand('is-over');
  if (workOf(state) === null) return refuseCommand('no-plan');
  return words === '' || isUnpublished(state) ? accept() : refuseCommand('plan-under-way');
}

/** Nothing of the present plan is on a branch yet. */
function isUnpublished(state: TaskState): boolean {
  const active = state.phase === 'Cancelled' ? null : workingState(state);
  return active?.phase === 'Execute' && active.branch === null;
}
