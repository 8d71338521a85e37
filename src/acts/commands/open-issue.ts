/** openIssue: a new issue from a comment. It is not labelled: whether it is to be worked on is for a person to say. */
import { triggerLabel } from '../../words/labels.ts';
import { newIssue } from '../../words/new-issue.ts';
import type { Draft } from '../../task/entry.ts';
import type { IntentData } from '../../task/intents.ts';
import type { Comment } from '../../task/situation.ts';
import { outcome, type Effect, type Intent, type Turn } from '../act.ts';
import { documentEffect } from '../document-effect.ts';
import { readAnswer } from '../artefacts/sidekick-artefact.ts';
import { wordsOf } from './words-of.ts';

export const openIssue: Effect<'openIssue'> = documentEffect({
  step: 'openIssue',
  documented: {
    naturalKey: 'the node id of the comment, in a marker that our new issue begins with',
    look: 'an issue of ours, made since the intent, begins with that marker',
    heal: 'the issue is made only where none carries the marker',
  },
  plan: async (_turn, { comment }) => ({
    kind: 'plan',
    key: comment.id,
    data: { comment: comment.id, by: comment.author.login },
  }),
  look: (turn, intent) => {
    const found = turn.observations.current().opened.find(({ comment }) => comment === intent.data.comment);
    return found ? outcome(opened(intent, found.number)) : null;
  },
  missing: async (turn, intent) => {
    const comment = turn.observations.current().comments.find(({ id }) => id === intent.data.comment);
    if (!comment) return { kind: 'stale', reason: 'comment-gone' };
    return [{ do: 'createIssue', ...(await wordsFor(turn, comment)) }];
  },
  // Its number is GitHub's to give; nothing that people see of the task hangs on it.
  expected: (_turn, intent) => opened(intent, 0),
  refused: (_turn, intent) => outcome(opened(intent, null)),
});

async function wordsFor(turn: Turn, comment: Comment): Promise<{ title: string; body: string }> {
  const { task } = turn;
  const situation = turn.observations.current();
  const { policy, pull } = situation;
  const { line, rest } = wordsOf(comment);
  return newIssue({
    comment: comment.id,
    url: comment.url,
    by: comment.author.login,
    on: comment.on === 'issue' ? task.issue : (pull?.number ?? task.issue),
    title: line,
    text: rest,
    place: comment.place,
    suggestion: await suggestionIn(turn, comment),
    label: policy.kind === 'policy' ? policy.policy.trigger.label : triggerLabel,
  });
}

/** On a line of a diff: what Sidekick answered last in the same thread, which is what the person took up. */
async function suggestionIn(
  { observations, task, deps }: Turn,
  { on, subjectId }: Comment,
): Promise<string | null> {
  if (on !== 'line') return null;
  const told = observations.current().comments.flatMap(({ id, subjectId: thread }) => {
    const prepared = thread === subjectId ? task.answers.prepared.get(id) : undefined;
    return prepared?.kind === 'reply' ? [prepared.reply] : [];
  });
  const last = told.at(-1);
  return (last && (await readAnswer(deps, last))?.answer) ?? null;
}

function opened(intent: Intent<IntentData<'openIssue'>>, issue: number | null): Draft {
  const { comment, by } = intent.data;
  return { kind: 'issue_opened', data: { comment, by, issue } };
}
