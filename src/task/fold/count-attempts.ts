/** The fold of attempts: how many are spent, and what became of the last ones. */
import type { Entry, PatchRef } from '../entry.ts';
import { isStuck } from '../gates/repetition.ts';
import { refuse, type Refusal } from './fold-refusal.ts';
import { toEvidence } from './states.ts';
import { branchOf, type Active, type PastAttempt, type Review, type Task } from '../task.ts';

/** As many as anybody reads: three are granted, and each further one by a person. */
const maxPast = 10;
/** An entry may name hundreds of failed tests; a task carries the first few, and their number. */
const maxNames = 5;

/** An attempt is a patch that was published, or refused by landing or screening. */
export function spendAttempt(task: Task, fingerprint: string | null): Task {
  const { attempts } = task;
  const tried = fingerprint ? [...attempts.tried, fingerprint] : attempts.tried;
  return { ...task, attempts: { ...attempts, used: attempts.used + 1, tried } };
}

/** The task with an attempt that failed. The same attempt judged once more takes the place of what was said of it. */
export function remember(task: Task, one: PastAttempt): Task {
  const last = task.attempts.past.at(-1);
  const isSame = last?.number === one.number && last.part === one.part;
  const before = isSame ? task.attempts.past.slice(0, -1) : task.attempts.past;
  const now = { ...one, failed: one.failed.slice(0, maxNames) };
  const past = [...before, now].slice(-maxPast);
  const progress = isStuck(before.at(-1), now) ? 'none' : 'some';
  return { ...task, attempts: { ...task.attempts, past, progress } };
}

/** A patch that was refused before it was published, or never came to be. */
export function ofBuild({ data }: Extract<Entry, { kind: 'failed_build_patch' }>): PastAttempt {
  const { attempt: number, part, reason: why, refused: patch = null } = data;
  return { number, part, why, patch, run: null, failed: [], failures: 0, signature: null };
}

export function ofRun(
  { data }: Extract<Entry, { kind: 'failed_test' }>,
  patch: PatchRef | null,
): PastAttempt {
  const { attempt: number, part, reason: why, runId: id, runAttempt, failed, signature = null } = data;
  const run = { id, attempt: runAttempt, seenAt: data.seenRunAt ?? null };
  return { number, part, why, patch, run, failed, failures: failed.length, signature };
}

/** Green, and rejected: the run is the one that it was reviewed on. */
export function ofReview(number: number, { branch, evidence }: Review, rejecting: number): PastAttempt {
  const run =
    evidence.kind === 'override' ? null : { id: evidence.runId, attempt: evidence.runAttempt, seenAt: null };
  const rest = { failed: [], failures: rejecting, signature: null };
  return { number, part: 'change', why: 'rejected', patch: branch.change, run, ...rest };
}

/** Back to the tests of the head that was red: somebody ran them again. The same patch, so no attempt is spent. */
export function readAgain(task: Task, back: Active): Task | Refusal {
  const change = branchOf(back)?.change ?? null;
  if (back.phase !== 'Execute' || back.part !== 'change' || back.built || !back.branch || !change)
    return refuse('tests read again of a head that has none');
  return { ...task, state: toEvidence(back, { ...back.branch, change }) };
}
