/**
 * The next step of a task, given what GitHub said at one instant. Pure and total: every phase and every situation has
 * an answer, and the same inputs give the same one.
 */
import { interruption } from './interruption.ts';
import { nextAnswer } from './next-answer.ts';
import { backlog } from './phases/backlog.ts';
import { commit } from './phases/commit.ts';
import { execute } from './phases/execute.ts';
import { generate } from './phases/generate.ts';
import { held } from './phases/held.ts';
import { meta } from './phases/meta.ts';
import { record } from './phases/record.ts';
import { review } from './phases/review.ts';
import { testEvidence, testProof } from './phases/test.ts';
import { roleHolder } from './roles.ts';
import type { Situation } from './situation.ts';
import type { Settings, Step } from './step.ts';
import { isOver, type Task } from './task.ts';
import { missingIssue } from './gates/missing-issue.ts';
import { afterTheEnd } from './waits.ts';

export function decide(task: Task | null, situation: Situation, settings: Settings): Step {
  if (task === null) {
    if (mayBegin(situation)) return { kind: 'queue', generation: 1 };
    return missingIssue(task, situation, settings) ?? nothingToDo;
  }
  const asked = nextAnswer(task, situation, settings);
  if (asked?.kind === 'answer') return asked;
  if (isOver(task)) {
    if (asked) return asked;
    const labelled = situation.issue.labelled;
    const again =
      labelled !== null && labelled.at > Date.parse(task.authority.labelledAt) && mayBegin(situation);
    return again ? { kind: 'queue', generation: task.generation + 1 } : nothingToDo;
  }
  const stopped = interruption(task, situation);
  if (stopped) return stopped;
  const { state } = task;
  const missing = missingIssue(task, situation, settings);
  if (missing) return missing;
  if (isSilent(task, situation)) return { kind: 'announce' };
  if (asked) return asked;
  switch (state.phase) {
    case 'Backlog':
      return backlog(task, situation, settings);
    case 'Generate':
      return generate(situation, settings);
    case 'Execute':
      return execute(task, state, situation, settings);
    case 'Test':
      return state.part === 'proof'
        ? testProof(task, state, situation, settings)
        : testEvidence(task, state, situation, settings);
    case 'Review':
      return review(state, situation);
    case 'Commit':
      return commit(task, state, situation, settings);
    case 'Record':
      return record(state, situation, settings);
    case 'Meta':
      return meta(state);
    case 'Held':
      return held(task, state, situation, settings);
    case 'Cancelled':
      return nothingToDo;
    default: {
      const never: never = state;
      throw new Error(`unknown phase ${JSON.stringify(never)}`);
    }
  }
}

/**
 * Nothing is seen of the task yet, and it is about to take long or to stand still. Posting the status comment is an
 * effect like any other; editing it later is not.
 */
function isSilent(task: Task, situation: Situation): boolean {
  const { state, announced } = task;
  if (announced || situation.status.length > 0 || situation.issue.missingSince !== null) return false;
  return (
    state.phase === 'Held' || (state.phase === 'Execute' && roleHolder(task, null, 'execute') !== 'directive')
  );
}

const nothingToDo: Step = { kind: 'wait', why: 'over', until: { events: afterTheEnd, dueAt: null } };

/** Our label on an open issue; who put it there is judged in Backlog, where the answer can be told. */
function mayBegin(situation: Situation): boolean {
  return situation.issue.open && situation.issue.labelled !== null;
}
