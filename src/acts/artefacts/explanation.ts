/** What was said of a failure or a hold: kept as words, or as the findings of the review that rejected. */
import { findingsList } from '../../words/review/findings.ts';
import type { Address } from '../../task/names.ts';
import { workOf, type Learned, type Task } from '../../task/task.ts';
import type { ActDeps } from '../act.ts';
import { readJson, readText } from './json-artefact.ts';
import { draftedReview } from './review-artefact.ts';

/** Of the failure or the hold that a task stands at; null: nothing, or it was erased. */
export async function explainedText(deps: Pick<ActDeps, 'read'>, task: Task): Promise<string | null> {
  const address = explainedOf(task);
  return address ? readText(deps, address) : null;
}

function explainedOf(task: Task): Address | null {
  const { state } = task;
  if (state.phase === 'Held' && state.explained) return state.explained;
  return workOf(state)?.learned?.explained ?? null;
}

/** What an attempt taught, for the next one. Null where nothing was kept, or it was erased. */
export async function learnedText(deps: Pick<ActDeps, 'read'>, learned: Learned): Promise<string | null> {
  if (learned.explained === null) return null;
  if (learned.why !== 'rejected') return readText(deps, learned.explained);
  const review = await readJson(deps, learned.explained, draftedReview);
  return review && findingsList(review.findings.filter(({ severity }) => severity === 'reject'));
}
