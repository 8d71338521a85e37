/** Where a task stands, in a sentence or two: what is happening, or why it waits and what to do about it. */
import type { HoldReason } from '../../task/hold-reasons.ts';
import { workingState, type Active, type Task } from '../../task/task.ts';
import { cancelSentence } from './cancel-sentence.ts';
import { holdSentence } from './hold-sentence.ts';
import { learnedSentence } from './learned-sentence.ts';

export function stateSentence(task: Task): string {
  const { state } = task;
  if (state.phase === 'Cancelled') return cancelSentence(state.reason, state.by);
  if (state.phase !== 'Held') return activeSentence(state);
  const { why, wayOut } = holdSentence(state.reason);
  const active = workingState(state);
  const last = afterAttempts.has(state.reason) && 'learned' in active ? active.learned : null;
  const lately = last ? ` The last one failed: ${learnedSentence(last.why)}.` : '';
  return `**It waits.** ${why}${lately}\n\n**What to do:** ${wayOut}`;
}

/** Reasons for which the last attempt is what people want to hear of. */
const afterAttempts: ReadonlySet<HoldReason> = new Set<HoldReason>([
  'attempts-exhausted',
  'same-patch',
  'inverse-patch',
  'no-progress',
]);

function activeSentence(state: Active): string {
  switch (state.phase) {
    case 'Backlog':
      return 'Queued. Cadence first checks who asked, the policy and the set-up.';
    case 'Generate':
      return 'The issue is being turned into a task: what is wanted, and how one will see that it works.';
    case 'Execute':
      return executeSentence(state);
    case 'Test':
      return state.part === 'proof'
        ? 'The new tests run without the change. They must fail: that proves that they test it. GitHub Actions runs them.'
        : 'The tests run on the change. All must pass. GitHub Actions runs them.';
    case 'Review':
      return state.drafted
        ? 'The tests passed, and the review is written; it is being published.'
        : 'The tests passed. The change is being reviewed.';
    case 'Commit':
      return state.merged
        ? 'Merged. Cadence looks whether what landed is what was tested.'
        : 'Tested and reviewed. Cadence merges exactly this head, if the base branch has not moved since the tests.';
    case 'Record':
      return state.done ? done : 'Merged, and what landed is what was tested. The issue is being closed.';
    case 'Meta':
      return done;
    default: {
      const never: never = state;
      throw new Error(`unknown phase ${JSON.stringify(never)}`);
    }
  }
}

const done = 'Done: merged, checked after landing, and recorded.';

function executeSentence({ part, source, learned }: Extract<Active, { phase: 'Execute' }>): string {
  const before = learned ? `The attempt before did not do: ${learnedSentence(learned.why)}. ` : '';
  if (source === 'person')
    return `${before}Waiting for a person to open a pull request that closes this issue${learned ? ', or to push to it' : ''}.`;
  const what =
    part === 'tests' ? 'The tests come first; they are being written' : 'The change is being written';
  const from = source === 'directive' && !learned ? ' down from the issue' : '';
  return `${before}${what}${from}.`;
}
