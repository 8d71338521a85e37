/** The fold of an answered command: what it makes of the task, and what it leaves in the record as an authorisation. */
import { remember } from './fold-attempts.ts';
import type { Entry } from './entry.ts';
import { workingState, branchOf, type Active, type Held, type Task } from './task.ts';
import { waitingFor } from './gates/approval.ts';
import { mostRounds } from './rounds.ts';

type Answered = Extract<Entry, { kind: 'answered' }>;

export function foldAnswer(task: Task, entry: Answered): Task | string {
  const { data } = entry;
  if (task.answered.has(data.comment)) return `comment ${data.comment} answered twice`;
  const next: Task = { ...task, answered: new Set([...task.answered, data.comment]) };
  if (data.result === 'refused') return next;
  // The next hold is a new one, whatever its reason.
  const moved: Task = { ...next, notified: null };
  switch (data.command) {
    case 'stop':
      return { ...next, stopping: { reason: 'stopped', by: data.by } };
    case 'retry':
      return task.state.phase === 'Held'
        ? retried(moved, task.state, data)
        : 'retry of a task that is not held';
    case 'approve':
      return approved(moved, data);
    case 'plan':
      return data.guidance === null ? next : planAgain(moved, data);
    default:
      return next;
  }
}

/** A retry is an authorisation of its own: the effects that follow trace to whoever gave it. */
function retried(task: Task, state: Held, data: Answered['data']): Task {
  const renewed = data.textHash !== null && data.frozen !== null;
  const turnedDown = state.reason === 'change-approval' ? withoutBuilt(task, state.resumeAt) : null;
  const { used, granted, tried } = turnedDown?.attempts ?? task.attempts;
  return {
    ...task,
    authorisedBy: data.by,
    authorisedVia: 'retry',
    guidance: data.guidance ?? task.guidance,
    past: turnedDown?.past ?? task.past,
    progress: 'some',
    mergeRefusals: 0,
    rejections: Math.min(task.rejections, mostRounds - 1),
    textHash: data.textHash ?? task.textHash,
    frozen: data.frozen ?? task.frozen,
    attempts: { used, granted: used >= granted && granted > 0 ? used + 1 : granted, tried },
    state:
      renewed && workingState(state).phase !== 'Backlog'
        ? { phase: 'Generate', branch: branchOf(state) }
        : (turnedDown?.state ?? state.resumeAt),
  };
}

/** A person who was asked to allow a patch and says `retry` wants another one: this one was an attempt. */
function withoutBuilt(task: Task, back: Active): Pick<Task, 'attempts' | 'past' | 'state'> | null {
  if (back.phase !== 'Execute' || !back.built) return null;
  const { patch, concerns } = back.built;
  const { used, granted, tried } = task.attempts;
  const learned = { why: 'not-approved', explained: concerns, change: patch.change };
  const unseen = { run: null, failed: [], failures: 0, signature: null };
  const one = { number: used + 1, part: back.part, why: learned.why, patch, ...unseen };
  return {
    past: remember(task, one).past,
    attempts: { used: used + 1, granted, tried: [...tried, patch.fingerprint] },
    state:
      back.part === 'tests'
        ? { ...back, built: null, rest: null, learned }
        : { ...back, built: null, learned },
  };
}

/** Bound to exactly the text that was shown. Who approves after an approver lost the right approves the same again. */
function approved(task: Task, { by, approved: of }: Answered['data']): Task | string {
  const { state } = task;
  const wanted = waitingFor(task);
  if (state.phase !== 'Held' || wanted === null) return 'approve of a task that waits for no approval';
  if (wanted.kind === 'again')
    return { ...task, approvals: task.approvals.map((one) => ({ ...one, by })), state: state.resumeAt };
  if (of !== wanted.of) return 'approve of another text than the one that waits for it';
  return { ...task, approvals: [...task.approvals, { of, by }], state: state.resumeAt };
}

/** Another plan is wanted: only while nothing of the present one is published. */
function planAgain(task: Task, { by, guidance }: Answered['data']): Task | string {
  const { state } = task;
  const active = state.phase === 'Cancelled' ? null : workingState(state);
  if (active?.phase !== 'Execute' || active.branch !== null) return 'another plan for work that has begun';
  return {
    ...task,
    authorisedBy: by,
    authorisedVia: 'retry',
    guidance,
    state: { phase: 'Generate', branch: null },
  };
}
