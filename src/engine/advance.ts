/**
 * The loop: observe GitHub at one instant, decide, act, record, and again, until the only thing left is to wait. Every
 * wake-up enters here; what woke it is not asked.
 */
import { queue } from '../acts/backlog/queue.ts';
import type { GitHub, Outcome, Turn } from '../acts/act.ts';
import { lookFor } from '../acts/look.ts';
import { isPaid } from '../acts/table.ts';
import { decide } from '../task/decide.ts';
import type { Failure, Look } from '../task/mutation.ts';
import { formatTaskId } from '../task/names.ts';
import type { Situation } from '../task/situation.ts';
import type { Settings, StepKind } from '../task/step.ts';
import type { Task } from '../task/task.ts';
import { append, fenced, type Writer } from './append-entry.ts';
import { perform } from './perform.ts';
import { before, isOld, lookAt, mayBeOutdated, watchFrom, type Sight } from './sight.ts';
import type { Claim, EngineDeps } from './engine-port.ts';
import { settleOpen } from './settle-open.ts';
import { show } from './show-board.ts';
import { mend, tellHold } from './mend.ts';
import { firstLook, readFrozen, readTask, type IssueKey } from './turn.ts';

/** When to look again (epoch ms), or null: only an event. `lost`: the lease went to somebody else. */
export type Advanced = { readonly kind: 'wait'; readonly dueAt: number | null } | { readonly kind: 'lost' };

/** A task that goes round without ever waiting is a defect; it is set aside rather than left to run. */
const mostSteps = 60;

export async function advance(deps: EngineDeps, key: IssueKey, claim: Claim): Promise<Advanced> {
  const { github, takeRequests } = await deps.githubFor(key);
  const writer: Writer = { deps, claim, takeRequests };
  try {
    return await rounds(writer, github, key);
  } catch (error) {
    if (error === fenced) return { kind: 'lost' };
    throw error;
  }
}

async function rounds(writer: Writer, github: GitHub, key: IssueKey): Promise<Advanced> {
  const { deps } = writer;
  let task = await readTask(deps.store, key);
  let sight: Sight | null = null;
  for (let step = 0; step < mostSteps; step += 1) {
    const frozen = task && (await readFrozen(deps, task));
    if (task && !frozen) throw new Error(`the frozen words of ${task.id} were erased`);
    const look: Look = task && frozen ? lookFor(task, frozen) : firstLook(key);
    if (sight === null) {
      const seen: Sight | Failure = await lookAt(writer, github, look);
      if ('kind' in seen) return retryAfter(seen, deps);
      sight = seen;
    }
    const { situation }: Sight = sight;
    const settings = await settingsNow(writer, key);
    const next = decide(task?.open ? { ...task, open: null } : task, situation, settings);
    if (next.kind === 'queue') {
      const earlier = task;
      task = await begin(writer, key, situation, next.generation);
      // What was seen of a generation before holds its branch and its pull request, not the new one's.
      if (earlier) sight = null;
      continue;
    }
    if (task === null || frozen === null) return { kind: 'wait', dueAt: null };
    // A model may have taken its time: an issue closed meanwhile is found out before more tokens are spent, a right that
    // was taken away before anything is said or made for whoever had it.
    if (await mustLookFirst(writer, next.kind, sight)) {
      sight = null;
      continue;
    }
    const since = await before(writer);
    const watch = watchFrom(writer, github, look, sight);
    const turn: Turn = {
      task,
      situation,
      frozen,
      deps: { ...deps, github, settings, lookAgain: watch.lookAgain },
    };
    const done = task.open
      ? await settleOpen(turn, task.open)
      : next.kind === 'wait'
        ? null
        : await perform(writer, turn, next);
    if (done === null) {
      const wait = next.kind === 'wait' ? next : null;
      if (!wait) throw new Error('nothing to do and nothing to wait for');
      await mend(turn, writer);
      await show(deps, task, wait);
      // A task's end is a good place for a checkpoint: what an auditor exports next is covered by a signature.
      if (wait.why === 'over') await deps.seal(key.repo);
      return { kind: 'wait', dueAt: wait.until.dueAt };
    }
    if (done.kind === 'wait') {
      await show(deps, done.task, null);
      return done;
    }
    // What was seen amid a step is newer than what the step began with, or was told at its beginning.
    const latest = watch.latest();
    if (latest !== sight) sight = done.situation && latest;
    else if (done.situation !== situation) sight = done.situation && { situation: done.situation, ...since };
    if (done.outcome?.draft.kind === 'held') {
      const seen: Turn = { ...turn, task: done.task, situation: sight?.situation ?? situation };
      sight = { ...(sight ?? since), situation: await tellHold(seen, writer, done.outcome) };
    }
    task = done.outcome ? await append(writer, done.task, done.outcome) : done.task;
    if (done.notBefore !== null) {
      await show(deps, task, null);
      return { kind: 'wait', dueAt: done.notBefore };
    }
  }
  throw new Error(`${formatTaskId(key.repo, key.issue, 1)} took ${mostSteps} steps without waiting`);
}

async function mustLookFirst(writer: Writer, kind: StepKind, sight: Sight): Promise<boolean> {
  if (isPaid(kind)) return mayBeOutdated(writer, sight);
  return (kind === 'answer' || kind === 'openIssue') && isOld(writer, sight);
}

async function begin(writer: Writer, key: IssueKey, situation: Situation, generation: number): Promise<Task> {
  const queued: Outcome = queue(writer.deps, situation, generation);
  const task = await append(
    writer,
    { id: formatTaskId(key.repo, key.issue, generation), repo: key.repo },
    queued,
  );
  await show(writer.deps, task, null);
  return task;
}

/** Whether merging is paused is a fact of our own board: something landed that was not what was tested. */
async function settingsNow({ deps }: Writer, key: IssueKey): Promise<Settings> {
  const rows = await deps.store.board.byRepo(key.repo, 'live');
  const paused = rows.some(({ issue, view }) => issue !== key.issue && view.held === 'landed-differs');
  return { ...deps.settings, merging: paused ? 'paused' : 'open' };
}

function retryAfter(failure: Failure, deps: EngineDeps): Advanced {
  const now = deps.now();
  switch (failure.kind) {
    case 'limited':
      return { kind: 'wait', dueAt: Math.max(failure.until, now + 1_000) };
    case 'gone':
    case 'refused':
      return { kind: 'wait', dueAt: now + deps.settings.idleMs };
    case 'unknown':
      return { kind: 'wait', dueAt: now + deps.settings.lookMs };
    default: {
      const never: never = failure;
      throw new Error(`unknown failure ${JSON.stringify(never)}`);
    }
  }
}
