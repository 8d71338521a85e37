/**
 * The loop: observe GitHub at one instant, decide, perform, append, and again, until the only thing left is to wait.
 * Every wake-up enters here; what woke it is not asked.
 */
import type { GitHub } from '../acts/act.ts';
import { isPaid } from '../acts/table.ts';
import { formatTaskId } from '../task/names.ts';
import type { Step, StepKind } from '../task/step.ts';
import type { Task } from '../task/task.ts';
import { append, baseLocked, fenced, type Writer } from './append-entry.ts';
import { beginTask } from './begin-task.ts';
import { decideNext } from './decide-next.ts';
import { createObservations, type EngineTurn, type TurnObservations } from './observations.ts';
import { perform, type Done } from './perform.ts';
import type { EngineDeps } from './engine-port.ts';
import type { Claim } from '../task/shapes/lease.ts';
import { rest } from './rest.ts';
import { retryAfter } from './retry-after.ts';
import { settleOpen } from './settle-open.ts';
import { announceHold } from './sync-projections.ts';
import { readFrozen, readTask, requestOf, type IssueKey } from './turn.ts';
import { updateBoard } from './update-board.ts';

/** When to look again (epoch ms), or null: only an event. `lost`: the lease went to somebody else. */
export type Advanced = { readonly kind: 'wait'; readonly dueAt: number | null } | { readonly kind: 'lost' };

/** A task that goes round without ever waiting is a defect; it is set aside rather than left to run. */
const maxSteps = 60;

export async function advance(deps: EngineDeps, key: IssueKey, claim: Claim): Promise<Advanced> {
  const { github, takeRequests } = await deps.githubFor(key);
  const writer: Writer = { deps, claim, takeRequests };
  try {
    return await untilItWaits(writer, github, key);
  } catch (error) {
    if (error === fenced) return { kind: 'lost' };
    // Another task was a moment quicker. Nothing was written, and nothing was done.
    if (error === baseLocked) return { kind: 'wait', dueAt: deps.now() + deps.settings.pendingMs };
    throw error;
  }
}

async function untilItWaits(writer: Writer, github: GitHub, key: IssueKey): Promise<Advanced> {
  const { deps } = writer;
  const observations = createObservations(writer, github);
  let task = await readTask(deps.store, key);
  for (let steps = 0; steps < maxSteps; steps += 1) {
    const frozen = task && (await readFrozen(deps, task));
    if (task && !frozen) throw new Error(`the frozen words of ${task.id} were erased`);

    const failure = await observations.observe(requestOf(key, task, frozen));
    if (failure) return retryAfter(failure, deps);

    const next = await decideNext(deps, key, task, observations.current());
    if (next.kind === 'queue') {
      // What was seen of a generation before holds its branch and its pull request, not the new one's.
      if (task) await observations.expire();
      task = await beginTask(writer, key, observations.current(), next.generation);
      continue;
    }
    if (!task || !frozen) return { kind: 'wait', dueAt: next.kind === 'wait' ? next.until.dueAt : null };
    if (await mustObserveFirst(next.kind, observations)) {
      await observations.expire();
      continue;
    }

    const turn: EngineTurn = { task, frozen, observations, deps: { ...deps, github } };
    const done = await settleOrPerform(writer, turn, next);
    if (done.kind === 'rest') {
      if (await rest(writer, turn, done.wait)) return { kind: 'wait', dueAt: done.wait.until.dueAt };
      continue;
    }

    task = done.kind === 'done' ? await appendOutcome(writer, turn, done) : done.task;
    const dueAt = done.kind === 'done' ? done.notBefore : done.dueAt;
    if (dueAt !== null) {
      await updateBoard(deps, task, null);
      return { kind: 'wait', dueAt };
    }
  }
  throw new Error(`${formatTaskId(key.repo, key.issue, 1)} took ${maxSteps} steps without waiting`);
}

/**
 * A model may have taken its time: an issue closed meanwhile is found out before more tokens are spent, a right that
 * was taken away before anything is said or made for its owner.
 */
async function mustObserveFirst(kind: StepKind, observations: TurnObservations): Promise<boolean> {
  if (isPaid(kind)) return !(await observations.isFresh());
  return (kind === 'answer' || kind === 'openIssue') && observations.isOld();
}

type Rest = { readonly kind: 'rest'; readonly wait: Extract<Step, { kind: 'wait' }> };

/** What became of an announced effect comes before everything else. `rest`: nothing is left to do but to wait. */
async function settleOrPerform(
  writer: Writer,
  turn: EngineTurn,
  next: Exclude<Step, { kind: 'queue' }>,
): Promise<Done | Rest> {
  if (turn.task.open) return settleOpen(turn, turn.task.open);
  return next.kind === 'wait' ? { kind: 'rest', wait: next } : perform(writer, turn, next);
}

async function appendOutcome(
  writer: Writer,
  turn: EngineTurn,
  { task, outcome }: Extract<Done, { kind: 'done' }>,
): Promise<Task> {
  if (outcome?.draft.kind === 'held') await announceHold(writer, { ...turn, task }, outcome);
  return outcome ? append(writer, task, outcome) : task;
}
