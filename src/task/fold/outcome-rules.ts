/** Which intent an outcome answers, and what of it the outcome repeats: without it, nobody announced the effect. */
import type { Entry, EntryKind } from '../entry.ts';
import type { IntentStep } from '../intents.ts';
import type { OpenIntent, Task } from '../task.ts';

/** Kinds that follow an intent and nothing else. `proof_skipped` does so in Execute alone: no tests were wanted. */
export const outcomeOf: { readonly [K in EntryKind]?: IntentStep } = {
  announced: 'announce',
  notified: 'notify',
  task_generated: 'draftSpec',
  patch_built: 'buildPatch',
  failed_build_patch: 'buildPatch',
  tests_published: 'publishTests',
  patch_applied: 'publishChange',
  base_updated: 'updateBranch',
  review_drafted: 'draftReview',
  patch_reviewed: 'publishReview',
  failed_patch_review: 'publishReview',
  merged: 'merge',
  failed_commit: 'merge',
  status_done: 'finish',
  consulted: 'consult',
  issue_opened: 'openIssue',
  answered: 'answer',
  cancelled: 'cancel',
};

/** What an outcome says as its intent did, field by field. */
export const repeated: { readonly [K in EntryKind]?: readonly string[] } = {
  notified: ['hold', 'people'],
  status_done: ['closed'],
  issue_opened: ['comment', 'by'],
  answered: ['comment', 'command', 'by', 'result', 'reason'],
  cancelled: ['reason', 'by'],
};

/** Why this entry does not follow from what was announced; null: it does. */
export function outcomeProblem(task: Task, entry: Entry): string | null {
  const { open } = task;
  const needed = intentOf(task, entry);
  if (needed !== null && open?.step !== needed) return `${entry.kind} without an intent to ${needed}`;
  if (open === null)
    return entry.kind === 'intent_dropped' ? `dropped ${entry.data.step}, which is not open` : null;
  if (entry.kind === 'intent_dropped')
    return entry.data.step === open.step ? null : `dropped ${entry.data.step}, which is not open`;
  if (entry.kind === 'held') return heldProblem(open.step, entry.data.reason);
  if (needed === null) return `${entry.kind} while ${open.step} is open`;
  return differs(entry, open);
}

/** What is refused there, or meets trouble, holds the task. The other steps end in no hold but that for a defect of ours. */
export const endInHolds: readonly IntentStep[] = [
  'draftSpec',
  'buildPatch',
  'publishTests',
  'publishChange',
  'updateBranch',
  'draftReview',
  'publishReview',
  'merge',
];

function heldProblem(step: IntentStep, reason: string): string | null {
  const isItsEnd = endInHolds.includes(step) || reason === 'internal-error';
  return isItsEnd ? null : `held for ${reason} while ${step} is open`;
}

function intentOf({ state }: Task, { kind }: Entry): IntentStep | null {
  if (kind === 'proof_skipped') return state.phase === 'Execute' ? 'buildPatch' : null;
  return outcomeOf[kind] ?? null;
}

function differs(entry: Entry, open: OpenIntent): string | null {
  const said: Readonly<Record<string, unknown>> = entry.data;
  const announced: Readonly<Record<string, unknown>> = open.data;
  const field = repeated[entry.kind]?.find(
    (one) => JSON.stringify(said[one]) !== JSON.stringify(announced[one]),
  );
  return field === undefined ? null : `${entry.kind}: ${field} is not what was announced`;
}
