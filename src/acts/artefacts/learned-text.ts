/** What an attempt taught, as words: the failure that was kept, or the findings of the review that rejected it. */
import { findingsList } from '../../words/review/findings.ts';
import type { Learned } from '../../task/task.ts';
import type { ActDeps } from '../act.ts';
import { readJson, readText } from './json-artefact.ts';
import { draftedReview } from './review-artefact.ts';

/** Null where nothing was kept, or it was erased. */
export async function learnedText(deps: Pick<ActDeps, 'read'>, learned: Learned): Promise<string | null> {
  if (learned.explained === null) return null;
  if (learned.why !== 'rejected') return readText(deps, learned.explained);
  const review = await readJson(deps, learned.explained, draftedReview);
  return review && findingsList(review.findings.filter(({ severity }) => severity === 'reject'));
}
