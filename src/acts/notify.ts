/** notify: a new comment that mentions whose move it is, once a hold. The status comment is edited, which tells nobody. */
import { notice } from '../words/status/notice.ts';
import type { Draft } from '../task/entry.ts';
import type { IntentData } from '../task/intents.ts';
import type { Held } from '../task/task.ts';
import { outcome, type Effect, type Intent, type Outcome, type Turn } from './act.ts';
import { documentEffect } from './document-effect.ts';

export const notify: Effect<'notify'> = documentEffect({
  step: 'notify',
  documented: {
    naturalKey:
      'the hidden marker at the start of the comment: the task, and the version of the entry that held it',
    look: 'a comment of ours on the issue begins with the marker',
    heal: 'post it where none does; should there ever be two, the later ones are deleted',
  },
  plan: async (turn, step) => {
    const hold = stateOf(turn).version;
    return { kind: 'plan', key: `${turn.task.id}:${hold}`, data: { hold, people: [...step.people] } };
  },
  look: (turn, intent) => (isPosted(turn) ? outcome(draftOf(turn, intent, 'posted')) : null),
  missing: async (turn, intent) => {
    const { task, observations } = turn;
    const { reason, version } = stateOf(turn);
    const body = notice({ task, reason, hold: version, people: intent.data.people });
    const { issue, pull } = observations.current();
    // An issue that is gone takes no comment: its pull request is where people look then.
    const subjectId = issue.missingSince === null ? issue.id : pull?.id;
    return subjectId === undefined ? [] : [{ do: 'addComment', subjectId, body }];
  },
  expected: (turn, intent) => draftOf(turn, intent, 'posted'),
  // A comment that GitHub does not take keeps nobody from acting.
  refused: (turn, intent): Outcome => outcome(draftOf(turn, intent, 'refused')),
});

function stateOf({ task }: Turn): Held {
  if (task.state.phase !== 'Held') throw new Error('nobody is to be told of a task that is not held');
  return task.state;
}

function isPosted(turn: Turn): boolean {
  const { version } = stateOf(turn);
  return turn.observations
    .current()
    .notices.some(({ task, hold }) => task === turn.task.id && hold === version);
}

function draftOf(
  turn: Turn,
  { data: { people } }: Intent<IntentData<'notify'>>,
  comment: 'posted' | 'refused',
): Draft {
  return { kind: 'notified', data: { hold: stateOf(turn).version, people, comment } };
}
