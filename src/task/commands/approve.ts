import { refuse } from '../fold/fold-refusal.ts';
import { waitingFor } from '../gates/approval.ts';
import type { Active, Approval, Task } from '../task.ts';
import {
  accept,
  refuseCommand,
  type Asked,
  type CommandFile,
  type Judgement,
} from './shared/command-file.ts';

export const approve: CommandFile<'approve'> = {
  row: {
    name: 'approve',
    usage: 'approve',
    right: 'write',
    built: 'yes',
    does: 'approves the plan or the patch that waits for it, exactly as it was shown',
  },
  judge,
  needs: null,
  /** Bound to exactly the text that was shown. Who approves after an approver lost the right approves the same again. */
  fold: (task, { by, approved: of }) => {
    const { state } = task;
    const wanted = waitingFor(task);
    if (state.phase !== 'Held' || wanted === null)
      return refuse('approve of a task that waits for no approval');
    // The next hold is a new one, whatever its reason.
    const moved: Task = { ...task, notified: null };
    if (wanted.kind === 'again' && of !== undefined) return refuse('approve of a text where none waits');
    if (wanted.kind === 'again')
      return approved(
        moved,
        task.authority.approvals.map((one) => ({ ...one, by })),
        state.resumeAt,
      );
    if (of !== wanted.of) return refuse('approve of another text than the one that waits for it');
    return approved(moved, [...task.authority.approvals, { of, by }], state.resumeAt);
  },
};

function approved(task: Task, approvals: readonly Approval[], state: Active): Task {
  return { ...task, authority: { ...task.authority, approvals }, state };
}

/** A yes that was said before the text was shown cannot have meant it. GitHub tells whole seconds. */
function judge({ task, comment }: Asked): Judgement {
  const { state } = task;
  if (state.phase !== 'Held' || waitingFor(task) === null) return refuseCommand('nothing-to-approve');
  const shownAt = Math.floor(state.since / 1_000) * 1_000;
  return comment.createdAt < shownAt ? refuseCommand('approved-unseen') : accept();
}
