import type { EntryData } from '../entry.ts';
import { remember, spendAttempt } from '../fold/count-attempts.ts';
import { refuse } from '../fold/fold-refusal.ts';
import { learning, toChange } from '../fold/states.ts';
import { hasMerged } from '../gates/has-merged.ts';
import { maxRounds } from '../gates/review-rounds.ts';
import { branchOf, workingState, type Active, type Held, type Task } from '../task.ts';
import { accept, refuseCommand, type CommandFile } from './shared/command-file.ts';
import { isPastStopping } from './shared/past-stopping.ts';

export const retry: CommandFile<'retry'> = {
  row: {
    name: 'retry',
    usage: 'retry [guidance]',
    right: 'write',
    built: 'yes',
    does: 'lets a held task continue; after the last attempt it grants one more. The agent gets your guidance',
  },
  judge: ({ task: { state } }) => {
    if (isPastStopping(state)) return refuseCommand('is-over');
    return state.phase === 'Held' ? accept() : refuseCommand('not-held');
  },
  needs: null,
  fold: (task, answered) =>
    task.state.phase === 'Held'
      ? retried(task, task.state, answered)
      : refuse('retry of a task that is not held'),
};

/** A retry is an authorisation of its own: the effects that follow trace to the person who gave it. */
function retried(task: Task, state: Held, data: EntryData<'answered'>): Task {
  const isRenewed = data.textHash !== null && data.frozen !== null;
  const isFromBacklog = workingState(state).phase === 'Backlog';
  const turnedDown = state.reason === 'change-approval' ? withoutBuilt(task, state.resumeAt) : null;
  const attempts = turnedDown?.attempts ?? task.attempts;
  const { used, granted, rejections } = attempts;
  return {
    ...task,
    authority: {
      ...task.authority,
      by: data.by,
      via: 'retry',
      guidance: data.guidance ?? task.authority.guidance,
    },
    // The next hold is a new one, whatever its reason.
    notified: null,
    textHash: data.textHash ?? task.textHash,
    frozen: data.frozen ?? task.frozen,
    attempts: {
      ...attempts,
      granted: used >= granted && granted > 0 ? used + 1 : granted,
      progress: 'some',
      mergeRefusals: 0,
      rejections: Math.min(rejections, maxRounds - 1),
    },
    state:
      isRenewed && !isFromBacklog && !hasMerged(state)
        ? { phase: 'Generate', branch: branchOf(state) }
        : (turnedDown?.state ?? withoutEdits(state) ?? state.resumeAt),
  };
}

/** A person who was shown edited tests and says `retry` wants another change: this one was counted when it was published. */
function withoutEdits({ reason, explained, resumeAt }: Held): Active | null {
  if (reason !== 'change-approval' || resumeAt.phase !== 'Test' || resumeAt.part !== 'evidence') return null;
  const change = resumeAt.branch.change.change;
  return toChange(learning(resumeAt.work, { why: 'not-approved', explained, change }), resumeAt);
}

/** A person who was asked to allow a patch and says `retry` wants another one: this one was an attempt. */
function withoutBuilt(task: Task, back: Active): Pick<Task, 'attempts' | 'state'> | null {
  if (back.phase !== 'Execute' || !back.built) return null;
  const { patch, concerns } = back.built;
  const number = task.attempts.used + 1;
  const why = 'not-approved';
  const work = learning(back.work, { why, explained: concerns, change: patch.change });
  const unseen = { run: null, failed: [], failures: 0, signature: null };
  const spent = spendAttempt(task, patch.fingerprint);
  const { attempts } = remember(spent, { number, part: back.part, why, patch, ...unseen });
  if (back.part === 'tests') return { attempts, state: { ...back, work, built: null, rest: null } };
  return { attempts, state: { ...back, work, built: null } };
}
