/** announce: the status comment, where none rides along with another effect in time. It is posted once. */
import type { Draft } from '../task/entry.ts';
import { outcome, type Effect, type Outcome } from './act.ts';
import { documentEffect } from './document-effect.ts';

export const announce: Effect<'announce'> = documentEffect({
  step: 'announce',
  documented: {
    naturalKey: 'the hidden marker at the start of the comment',
    look: 'a comment of ours on the issue begins with the marker',
    heal: 'post it where none does; should there ever be two, the later ones are deleted',
  },
  plan: async ({ task }) => ({ kind: 'plan', key: task.id, data: {} }),
  look: ({ observations }) => (observations.current().status.length > 0 ? outcome(posted) : null),
  // The comment is what people see of the task, and rides along with every document of ours.
  missing: async () => [],
  expected: () => posted,
  refused: (): Outcome => outcome({ kind: 'announced', data: { comment: 'refused' } }),
});

const posted: Draft = { kind: 'announced', data: { comment: 'posted' } };
