/**
 * The fold of the entries that move a task through its phases: a row for each kind, in the order of transitions.ts,
 * which says where it may happen. A row says what must be there besides, and what becomes of the task.
 */
import { isDeepStrictEqual } from 'node:util';
import type { EntryKind, EntryOf } from '../entry.ts';
import type { BaseSha } from '../names.ts';
import { roleHolder } from '../roles.ts';
import { overridesOf, workOf } from '../task.ts';
import type { Built, ExecuteChange, ExecuteTests, OnBranch, PullRef, Task } from '../task.ts';
import { ofBuild, ofReview, ofRun, remember, spendAttempt } from './count-attempts.ts';
import { isRefusal, refuse, type Refusal } from './fold-refusal.ts';
import {
  learning,
  toChange,
  toCommit,
  toEvidence,
  toMeta,
  toProof,
  toRecord,
  toReview,
  toTests,
} from './states.ts';

/** Kinds that belong to no phase: fold.ts has their fold. */
type AnywhereKind =
  | 'queued'
  | 'announced'
  | 'notified'
  | 'intent'
  | 'intent_dropped'
  | 'consulted'
  | 'issue_opened'
  | 'answered'
  | 'held'
  | 'released'
  | 'cancelled';
export type WorkKind = Exclude<EntryKind, AnywhereKind>;

type Rows = { readonly [K in WorkKind]: (task: Task, entry: EntryOf<K>) => Task | Refusal };

/** The task after the entry, or why the entry does not follow. */
export function foldWork<K extends WorkKind>(task: Task, entry: EntryOf<K>): Task | Refusal {
  return rows[entry.kind](task, entry);
}

const rows: Rows = {
  admitted: (task, { data }) => ({
    ...task,
    redProof: data.redProof,
    attempts: { ...task.attempts, granted: data.attempts },
    state: { phase: 'Generate', branch: null },
  }),
  task_generated: (task, entry) => {
    const { state } = task;
    if (state.phase !== 'Generate') return misplaced(task, entry);
    const { spec, source, risk = null } = entry.data;
    const work = { spec, source, learned: null };
    const planned = { ...task, risk };
    if (task.redProof !== 'off') return { ...planned, state: toTests(work, state.branch) };
    const proof = { kind: 'no-proof', reason: 'off' } as const;
    return { ...planned, state: toChange(work, { branch: state.branch, proof }) };
  },
  patch_built: (task, entry) => {
    const { state } = task;
    if (state.phase !== 'Execute' || state.built !== null) return misplaced(task, entry);
    const { by, tests, change, base, concerns = null } = entry.data;
    if (state.branch && base !== state.branch.base) return refuse('a patch on another base');
    const isDirectives = state.work.source === 'directive' && state.work.learned === null;
    if ((by === 'directive') !== isDirectives) return refuse('a patch by somebody else');
    if (by === 'agent' && state.part === 'tests' && (!tests || change)) return misplaced(task, entry);
    if (state.part === 'tests' && tests)
      return { ...task, state: { ...state, built: { patch: tests, base, concerns }, rest: change } };
    if (!change || (state.part === 'change' && tests)) return misplaced(task, entry);
    // No tests among what was built: nothing to prove, and the change is next.
    const proof = state.part === 'change' ? state.proof : ({ kind: 'no-proof', reason: 'no-tests' } as const);
    const built = { patch: change, base, concerns };
    return { ...task, state: toChange(state.work, { branch: state.branch, proof, built }) };
  },
  change_taken: (task, entry) => {
    const work = workOf(task.state);
    if (!work || !entry.headSha || roleHolder(task, null, 'execute') !== 'person')
      return misplaced(task, entry);
    const { base, change } = entry.data;
    const branch = { headSha: entry.headSha, base, tests: null, change };
    if (task.redProof === 'required') return refuse('a change without the required proof');
    const proof = { kind: 'no-proof', reason: 'by-a-person' } as const;
    const counted = spendAttempt(task, change.fingerprint);
    return { ...counted, pull: pullOf(entry.data), state: toEvidence({ work, proof }, branch) };
  },
  failed_build_patch: (task, entry) => {
    const { state } = task;
    if (state.phase !== 'Execute') return misplaced(task, entry);
    const { reason, explained, attempt, part } = entry.data;
    if (part !== state.part || attempt !== task.attempts.used + 1) return refuse('another attempt');
    const work = learning(state.work, { why: reason, explained, change: null });
    const spent = spendGranted(task, null);
    if (isRefusal(spent)) return spent;
    const counted = remember(spent, ofBuild(entry));
    return { ...counted, state: { ...state, work, built: null } };
  },
  tests_published: (task, entry) => {
    const { state } = task;
    if (state.phase !== 'Execute' || state.part !== 'tests' || !state.built || !entry.headSha)
      return misplaced(task, entry);
    const { base } = entry.data;
    if (base !== baseOf(state)) return refuse('published on another base');
    if (!isOfPull(task, entry.data)) return refuse('published as another pull request');
    const branch = { headSha: entry.headSha, base, tests: state.built.patch, change: null };
    return { ...task, pull: pullOf(entry.data), state: toProof(state, branch) };
  },
  proof_skipped: (task, entry) => {
    const { state } = task;
    if (task.redProof === 'required') return refuse('the required proof passed over');
    const isInTests = state.phase === 'Execute' && state.part === 'tests';
    const isInProof = state.phase === 'Test' && state.part === 'proof';
    if (!isInTests && !isInProof) return misplaced(task, entry);
    const proof = { kind: 'no-proof', reason: entry.data.reason } as const;
    const built = restOf(state);
    return { ...task, state: toChange(state.work, { branch: state.branch, proof, built }) };
  },
  patch_applied: (task, entry) => {
    const { state } = task;
    if (state.phase !== 'Execute' || state.part !== 'change' || !state.built || !entry.headSha)
      return misplaced(task, entry);
    if (entry.data.base !== baseOf(state)) return refuse('published on another base');
    if (!isOfPull(task, entry.data)) return refuse('published as another pull request');
    const { patch } = state.built;
    const tests = state.branch?.tests ?? null;
    const branch = { headSha: entry.headSha, base: entry.data.base, tests, change: patch };
    const counted = spendGranted(task, patch.fingerprint);
    if (isRefusal(counted)) return counted;
    return { ...counted, pull: pullOf(entry.data), state: toEvidence(state, branch) };
  },
  pytest_run: (task, entry) => {
    const { state } = task;
    if (state.phase !== 'Test') return misplaced(task, entry);
    if (entry.data.judged === 'green') {
      const { evidence } = entry.data;
      if (state.part !== 'evidence' || evidence.headSha !== state.branch.headSha)
        return misplaced(task, entry);
      const { proof } = state;
      if (proof.kind === 'proof' && proof.proof.runId === evidence.runId)
        return refuse('the proof run as evidence');
      return { ...task, state: toReview(state, { kind: 'evidence', ...evidence }) };
    }
    if (state.part !== 'proof' || entry.data.proof.headSha !== state.branch.headSha)
      return misplaced(task, entry);
    const proof = { kind: 'proof', proof: entry.data.proof } as const;
    const built = restOf(state);
    return { ...task, state: toChange(state.work, { branch: state.branch, proof, built }) };
  },
  failed_test: (task, entry) => {
    const { state } = task;
    if (state.phase !== 'Test') return misplaced(task, entry);
    const { branch } = state;
    const { reason, explained, part, attempt } = entry.data;
    const isProof = state.part === 'proof';
    if (part !== (isProof ? 'tests' : 'change') || (reason === 'red') === isProof)
      return misplaced(task, entry);
    if (attempt !== task.attempts.used + (isProof ? 1 : 0)) return refuse('another attempt');
    const change = branch.change?.change ?? null;
    const work = learning(state.work, { why: reason, explained, change });
    if (state.part === 'evidence')
      return { ...remember(task, ofRun(entry, branch.change)), state: toChange(work, state) };
    const counted = spendGranted(task, state.branch.tests.fingerprint);
    if (isRefusal(counted)) return counted;
    return { ...remember(counted, ofRun(entry, branch.tests)), state: toTests(work, branch) };
  },
  base_updated: (task, entry) => {
    const { state } = task;
    const isTested = state.phase === 'Test' && state.part === 'evidence';
    if ((!isTested && state.phase !== 'Review' && state.phase !== 'Commit') || !entry.headSha)
      return misplaced(task, entry);
    const branch = { ...state.branch, headSha: entry.headSha, base: entry.data.base };
    return { ...task, state: toEvidence(state, branch) };
  },
  review_drafted: (task, entry) => {
    const { state } = task;
    if (state.phase !== 'Review' || state.drafted !== null) return misplaced(task, entry);
    const { verdict, findings, rejecting } = entry.data;
    if (rejecting > findings || (verdict === 'reject') !== rejecting > 0)
      return refuse('a verdict that its findings do not give');
    return { ...task, state: { ...state, drafted: entry.data } };
  },
  patch_reviewed: (task, entry) => {
    const { state } = task;
    if (state.phase !== 'Review' || state.drafted?.verdict !== 'pass') return misplaced(task, entry);
    const { headSha } = state.branch;
    const { reviewId } = entry.data;
    const { findings } = state.drafted;
    return { ...task, state: toCommit(state, { kind: 'verdict', headSha, reviewId, findings }) };
  },
  failed_patch_review: (task, entry) => {
    const { state } = task;
    if (state.phase !== 'Review' || state.drafted?.verdict !== 'reject') return misplaced(task, entry);
    const { review: explained, rejecting } = state.drafted;
    const { change } = state.branch.change;
    const work = learning(state.work, { why: 'rejected', explained, change });
    const remembered = remember(task, ofReview(task.attempts.used, state, rejecting));
    const attempts = { ...remembered.attempts, rejections: task.attempts.rejections + 1 };
    return { ...remembered, attempts, state: toChange(work, state) };
  },
  merged: (task, entry) => {
    const { state } = task;
    if (state.phase !== 'Commit' || state.merged !== null) return misplaced(task, entry);
    const { mergeSha, base } = entry.data;
    if (base !== state.branch.base) return refuse('merged on another base than the tested one');
    return { ...task, state: { ...state, merged: { mergeSha, base, at: Date.parse(entry.at) } } };
  },
  failed_commit: (task, entry) => {
    const { state } = task;
    if (state.phase !== 'Commit' || state.merged !== null) return misplaced(task, entry);
    const attempts = { ...task.attempts, mergeRefusals: task.attempts.mergeRefusals + 1 };
    return { ...task, attempts, state: toEvidence(state, state.branch) };
  },
  committed: (task, entry) => {
    const { state } = task;
    if (state.phase !== 'Commit' || state.merged?.mergeSha !== entry.data.mergeSha)
      return misplaced(task, entry);
    const { evidence, merged } = state;
    if (entry.data.parent !== merged.base) return refuse('landed on another parent than the tested base');
    if (evidence.kind === 'evidence' && entry.data.tree !== evidence.tree)
      return refuse('landed with another tree than the tested one');
    return { ...task, state: toRecord(state, merged) };
  },
  status_done: (task, entry) => {
    const { state } = task;
    if (state.phase !== 'Record' || state.done) return misplaced(task, entry);
    return { ...task, state: { ...state, done: true } };
  },
  archived: (task, entry) => {
    const { state } = task;
    if (state.phase !== 'Record' || !state.done) return misplaced(task, entry);
    return { ...task, state: toMeta(state) };
  },
  reported: (task, entry) => {
    const { state } = task;
    if (state.phase !== 'Meta' || state.report !== null) return misplaced(task, entry);
    if (!isReportOf(task, entry)) return refuse('a report of other numbers');
    return { ...task, state: { ...state, report: entry.data } };
  },
};

function misplaced({ state }: Task, { kind }: { readonly kind: EntryKind }): Refusal {
  return refuse(`${kind} does not fit what stands in ${state.phase}`);
}

/** The report is computed from the record: a reader can do the sum again. */
function isReportOf(task: Task, { at, data }: EntryOf<'reported'>): boolean {
  const { requests, tokensIn, tokensOut, costUsd } = task.spent;
  const sum = { requests, tokensIn, tokensOut, costUsd };
  const { cycleMs, attempts, overrides, ...said } = data;
  return (
    cycleMs <= Date.parse(at) - task.queuedAt &&
    attempts === task.attempts.used &&
    overrides === overridesOf(task.state) &&
    isDeepStrictEqual(said, sum)
  );
}

/** One pull request a task, whatever it publishes. */
function isOfPull({ pull }: Task, data: { readonly pull: number; readonly pullId: string }): boolean {
  return pull === null || (pull.number === data.pull && pull.id === data.pullId);
}

/** What a published commit grew from. */
function baseOf({ branch, built }: ExecuteTests | ExecuteChange): BaseSha | null {
  return branch?.base ?? built?.base ?? null;
}

/** An attempt of ours is spent only where one is left; a person's own head counts, and has no bound. */
function spendGranted(task: Task, fingerprint: string | null): Task | Refusal {
  const { used, granted } = task.attempts;
  return used < granted ? spendAttempt(task, fingerprint) : refuse('an attempt that nobody granted');
}

function pullOf(data: { readonly pull: number; readonly pullId: string }): PullRef {
  return { number: data.pull, id: data.pullId };
}

/** A directive's change was built together with its tests: it is what is published next. */
function restOf({
  rest,
  branch,
}: {
  readonly rest: Built['patch'] | null;
  readonly branch: OnBranch | null;
}): Built | null {
  return rest && branch ? { patch: rest, base: branch.base, concerns: null } : null;
}
