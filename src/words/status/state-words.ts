/** Where a task stands, verdict first: a heading of a few words, what to do where somebody must act, and why. */
import type { HoldReason } from '../../task/hold-reasons.ts';
import { roleHolder } from '../../task/roles.ts';
import { workOf, type Active, type Task } from '../../task/task.ts';
import { whoseMove } from '../../task/gates/whose-move.ts';
import { cancelSentence } from './cancel-sentence.ts';
import { holdSentence } from './hold-sentence.ts';
import { learnedSentence } from './learned-sentence.ts';

export type StateWords = {
  readonly mark: '✋' | '⏳' | '✅' | '🚫';
  /** A few words without a full stop. */
  readonly heading: string;
  /** What ends the wait; null where nothing need be done. `urgent`: somebody must act. */
  readonly todo: { readonly text: string; readonly isUrgent: boolean } | null;
  readonly why: string;
};

export function stateWords(task: Task): StateWords {
  const { state } = task;
  if (state.phase === 'Held') return heldWords(task, state.reason);
  if (state.phase === 'Cancelled') {
    const { title, why, again } = cancelSentence(state.reason, state.by);
    return {
      mark: '🚫',
      heading: title,
      why,
      todo: again === null ? null : { text: again, isUrgent: false },
    };
  }
  const isDone = state.phase === 'Meta' || (state.phase === 'Record' && state.done);
  return { mark: isDone ? '✅' : '⏳', todo: null, ...activeWords(task, state) };
}

/** The title of a hold: a few words, the number of attempts where it is known. */
export function holdTitle({ attempts: { used } }: Pick<Task, 'attempts'>, reason: HoldReason): string {
  if (reason !== 'attempts-exhausted' || used === 0) return holdSentence(reason).title;
  return used === 1 ? '1 attempt failed' : `${used} attempts failed`;
}

/** Holds of which the last attempt is what people want to hear. */
const afterAttempts: ReadonlySet<HoldReason> = new Set<HoldReason>([
  'attempts-exhausted',
  'same-patch',
  'inverse-patch',
  'no-progress',
]);

function heldWords(task: Task, reason: HoldReason): StateWords {
  const { why, wayOut } = holdSentence(reason);
  const isPersons = whoseMove(reason) !== 'nobody';
  const last = afterAttempts.has(reason) ? lastAttempt(task) : null;
  return {
    mark: isPersons ? '✋' : '⏳',
    heading: `${isPersons ? 'Needs you' : 'Waiting'}: ${holdTitle(task, reason)}`,
    todo: { text: wayOut, isUrgent: isPersons },
    why: last === null ? why : `${why} ${last}`,
  };
}

/** "Attempt 2 failed its tests."; null where none failed. */
function lastAttempt({ state, attempts: { used, past } }: Task): string | null {
  const learned = workOf(state)?.learned ?? null;
  return learned && `Attempt ${past.at(-1)?.number ?? used} ${learnedSentence(learned.why)}.`;
}

type Words = Pick<StateWords, 'heading' | 'why'>;

function activeWords(task: Task, state: Active): Words {
  switch (state.phase) {
    case 'Backlog':
      return { heading: 'Queued', why: 'Next: checking the rights, the policy and the repository.' };
    case 'Generate':
      return { heading: 'Planning', why: 'Turning the issue into a plan.' };
    case 'Execute':
      return executeWords(task, state);
    case 'Test':
      return state.part === 'proof'
        ? {
            heading: 'Running the new tests without the change',
            why: 'They should fail without the change. GitHub Actions runs them.',
          }
        : {
            heading: 'Running all tests with the change',
            why: 'They should pass. GitHub Actions runs them.',
          };
    case 'Review':
      return {
        heading: state.drafted ? 'Publishing the review' : 'Reviewing the change',
        why: 'The tests passed.',
      };
    case 'Commit':
      return state.merged
        ? { heading: 'Merged, not yet checked', why: 'Checking that the merge matches what was tested.' }
        : {
            heading: 'Merging',
            why: 'The change is tested and reviewed. If the base branch has moved since the tests, they run again first.',
          };
    case 'Record':
      return state.done ? done(task) : { heading: 'Merged, closing the issue', why: asTested };
    case 'Meta':
      return done(task);
    default: {
      const never: never = state;
      throw new Error(`unknown phase ${JSON.stringify(never)}`);
    }
  }
}

const asTested = 'The merge matches what was tested.';

function done({ pull }: Task): Words {
  return { heading: pull ? `Merged in #${pull.number}` : 'Merged', why: asTested };
}

function executeWords(task: Task, { part, work: { learned } }: Extract<Active, { phase: 'Execute' }>): Words {
  const holder = roleHolder(task, null, 'execute');
  const last = lastAttempt(task);
  const after = (why: string): string => (last === null ? why : `${last} ${why}`);
  if (holder === 'person')
    return {
      heading: 'Waiting for a pull request',
      why: after(
        learned
          ? 'A person must push to the pull request, or open another one that closes this issue.'
          : 'A person must open a pull request that closes this issue.',
      ),
    };
  const { used, granted } = task.attempts;
  const attempt = learned && granted > 0 ? ` (attempt ${used + 1} of ${granted})` : '';
  const fromIssue = holder === 'directive' && !learned;
  return part === 'tests'
    ? {
        heading: `Writing the tests${attempt}`,
        why: after(
          fromIssue
            ? 'The tests come first. They are taken from the issue.'
            : 'The tests come first. They should fail without the change.',
        ),
      }
    : {
        heading: `Writing the change${attempt}`,
        why: after(fromIssue ? 'It is taken from the issue.' : 'An agent is writing the change.'),
      };
}
