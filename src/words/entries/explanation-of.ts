import type { Entry } from '../../task/entry.ts';

/** The address of the artefact with the words that belong to an entry: text, or a review as JSON. Null: none. */
export function explanationOf(entry: Entry): string | null {
  switch (entry.kind) {
    case 'failed_build_patch':
    case 'failed_test':
    case 'held':
      return entry.data.explained;
    case 'review_drafted':
      return entry.data.review;
    default:
      return null;
  }
}
