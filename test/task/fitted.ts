/** Drafts that say nothing of their own: what they say follows from the task, and from the draft after them. */
import type { Draft, EntryData } from '../../src/task/entry.ts';
import { intentRules } from '../../src/task/fold/intent-rules.ts';
import { outcomeOf, repeated } from '../../src/task/fold/outcome-rules.ts';
import type { IntentData, IntentStep } from '../../src/task/intents.ts';
import type { TaskId } from '../../src/task/names.ts';
import { branchOf, type Task } from '../../src/task/task.ts';

export const open = new WeakSet<Draft>();

export function announcing<S extends IntentStep>(step: S, data: IntentData<S>, id: TaskId): Draft {
  const deadline = new Date(Date.parse('2026-03-01T12:01:00.000Z')).toISOString();
  const key = `${intentRules[step].key({ id } as Task, data)}${step === 'updateBranch' ? 'b0' : ''}`;
  return { kind: 'intent', data: { step, key, deadline, data } } as Draft;
}

/** The draft as it follows from the task: an open intent announces what the next draft says, a report is the sum of its task. */
export function fitted(task: Task | null, draft: Draft, next: Draft | undefined): Draft {
  if (task && draft.kind === 'reported' && open.has(draft)) return { ...draft, data: reportOf(task) };
  if (task && (draft.kind === 'failed_build_patch' || draft.kind === 'failed_test'))
    return numbered(task, draft);
  if (draft.kind === 'held' && draft.data.reason === 'change-approval' && task?.state.phase === 'Execute') {
    const concerns = task.state.built?.concerns ?? null;
    return { ...draft, data: { ...draft.data, explained: concerns } };
  }
  if (!task || draft.kind !== 'intent' || !open.has(draft)) return draft;
  const { step } = draft.data;
  const said = next && outcomeOf[next.kind] === step ? (next.data as Record<string, unknown>) : {};
  const fields = Object.entries(said).filter(([field]) => repeated[next?.kind ?? 'intent']?.includes(field));
  const data = { ...draft.data.data, ...ofTask(task, step), ...Object.fromEntries(fields) };
  return announcing(step, data as never, task.id);
}

/** A failed attempt under its own number. */
function numbered(task: Task, draft: Extract<Draft, { kind: 'failed_build_patch' | 'failed_test' }>): Draft {
  const { used } = task.attempts;
  const attempt = task.state.phase === 'Test' && task.state.part === 'evidence' ? used : used + 1;
  return { ...draft, data: { ...draft.data, attempt } } as Draft;
}

function ofTask(task: Task, step: IntentStep): object {
  const { state } = task;
  const head = branchOf(state)?.headSha;
  if (step === 'notify' && state.phase === 'Held') return { hold: state.version };
  if ((step === 'publishTests' || step === 'publishChange') && state.phase === 'Execute' && state.built) {
    const { patch: built, base: from } = state.built;
    return { fingerprint: built.fingerprint, base: from, tip: head ?? from };
  }
  if (step === 'updateBranch' || step === 'publishReview') return head ? { headSha: head } : {};
  if (step === 'merge') return head ? { sha: head } : {};
  return step === 'cancel' ? { pull: task.pull?.number ?? null } : {};
}

/** The report that the record of a task comes to. */
function reportOf(task: Task): EntryData<'reported'> {
  const { requests, tokensIn, tokensOut, costUsd } = task.spent;
  const { used: attempts } = task.attempts;
  return { cycleMs: 1_000, attempts, requests, tokensIn, tokensOut, costUsd, overrides: 0 };
}
