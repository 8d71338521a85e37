/** cancel: the pull request is closed, the branch stays, and what people see says why. */
import { cancelReason } from '../task/entry-fields.ts';
import type { Draft } from '../task/entry.ts';
import type { Step } from '../task/step.ts';
import { outcome, type Effect, type Intent, type Outcome, type Turn } from './act.ts';
import { documentEffect } from './document.ts';

export const cancel: Effect<'cancel'> = documentEffect({
  step: 'cancel',
  documented: {
    naturalKey: 'the pull request',
    look: 'there is no open pull request of the task',
    heal: 'close it again: closing a closed pull request changes nothing',
  },
  plan: async (turn, step: Extract<Step, { kind: 'cancel' }>) => ({
    kind: 'plan',
    key: turn.task.id,
    data: { reason: step.reason, by: step.by, pull: turn.task.pull?.number ?? null },
  }),
  look: (turn, intent) => (ownOpenPull(turn) ? null : outcome(draftOf(intent))),
  missing: async (turn) => {
    const pull = ownOpenPull(turn);
    return pull ? [{ do: 'closePull', pullId: pull.id }] : [];
  },
  expected: (_turn, intent) => draftOf(intent),
  // A pull request that GitHub will not close does not keep the task alive.
  refused: (_turn, intent): Outcome => outcome(draftOf(intent)),
});

function draftOf(intent: Intent): Draft {
  const by = intent.data['by'];
  return {
    kind: 'cancelled',
    data: { reason: cancelReason.parse(intent.data['reason']), by: typeof by === 'string' ? by : null },
  };
}

/** Ours alone: a person's own pull request is not ours to close. */
function ownOpenPull(turn: Turn): { id: string } | null {
  const { pull } = turn.situation;
  return pull && pull.state === 'open' && pull.headRef === turn.frozen.branch ? pull : null;
}
