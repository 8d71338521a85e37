/** The fold of the entries that move a task through its phases; see fold.ts for what every entry must satisfy. */
import type { Entry } from './entry.ts';
import { ofBuild, ofReview, ofRun, remember, spendAttempt } from './fold-attempts.ts';
import { headSha } from './names.ts';
import type { Learned, OnBranch, PullRef, Task } from './task.ts';

type WorkEntry = Exclude<
  Entry,
  {
    kind:
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
  }
>;

/** The task after the entry, or the sentence why it does not follow. */
export function foldWork(task: Task, entry: WorkEntry): Task | string {
  const { state } = task;
  const misplaced = `${entry.kind} does not fit what stands in ${state.phase}`;
  switch (entry.kind) {
    case 'admitted': {
      const { redProof, attempts } = entry.data;
      const granted = { ...task.attempts, granted: attempts };
      return {
        ...task,
        redProof,
        attempts: granted,
        state: { phase: 'Generate', branch: null },
      };
    }
    case 'task_generated': {
      if (state.phase !== 'Generate') return misplaced;
      const { spec, source, risk = null } = entry.data;
      const planned = { ...task, risk };
      const work = { spec, source, learned: null, branch: state.branch, built: null };
      if (task.redProof === 'off')
        return {
          ...planned,
          state: { phase: 'Execute', part: 'change', ...work, proof: { kind: 'no-proof', reason: 'off' } },
        };
      return { ...planned, state: { phase: 'Execute', part: 'tests', ...work, rest: null } };
    }
    case 'patch_built':
      return patchBuilt(task, entry) ?? misplaced;
    case 'failed_build_patch': {
      if (state.phase !== 'Execute') return misplaced;
      const learned: Learned = { why: entry.data.reason, explained: entry.data.explained, change: null };
      const counted = remember(spendAttempt(task, null), ofBuild(entry));
      return { ...counted, state: { ...state, built: null, learned } };
    }
    case 'tests_published': {
      if (state.phase !== 'Execute' || state.part !== 'tests' || !state.built || !entry.headSha)
        return misplaced;
      const { spec, source, learned, rest } = state;
      const branch = {
        headSha: headSha(entry.headSha),
        base: entry.data.base,
        tests: state.built.patch,
        change: null,
      };
      return {
        ...task,
        pull: pullOf(entry.data),
        state: { phase: 'Test', part: 'proof', spec, source, learned, branch, rest },
      };
    }
    case 'proof_skipped': {
      const inTests = state.phase === 'Execute' && state.part === 'tests';
      const inProof = state.phase === 'Test' && state.part === 'proof';
      if (!inTests && !inProof) return misplaced;
      const { spec, source, learned, branch, rest } = state;
      const work = { spec, source, learned };
      const built = rest && branch ? { patch: rest, base: branch.base, concerns: null } : null;
      const proof = { kind: 'no-proof', reason: entry.data.reason } as const;
      return { ...task, state: { phase: 'Execute', part: 'change', ...work, branch, proof, built } };
    }
    case 'patch_applied': {
      if (state.phase !== 'Execute' || state.part !== 'change' || !state.built || !entry.headSha)
        return misplaced;
      const { spec, source, learned, proof } = state;
      const onBranch: OnBranch | null = state.branch;
      const branch = {
        headSha: headSha(entry.headSha),
        base: entry.data.base,
        tests: onBranch?.tests ?? null,
        change: state.built.patch,
      };
      const counted = spendAttempt(task, state.built.patch.fingerprint);
      return {
        ...counted,
        pull: pullOf(entry.data),
        state: { phase: 'Test', part: 'evidence', spec, source, learned, branch, proof },
      };
    }
    case 'change_taken': {
      if (!('source' in state) || state.source !== 'person' || !entry.headSha) return misplaced;
      const { spec, source, learned } = state;
      const { base, change } = entry.data;
      const branch = { headSha: headSha(entry.headSha), base, tests: null, change };
      const proof = { kind: 'no-proof', reason: 'by-a-person' } as const;
      return {
        ...spendAttempt(task, change.fingerprint),
        pull: pullOf(entry.data),
        state: { phase: 'Test', part: 'evidence', spec, source, learned, branch, proof },
      };
    }
    case 'pytest_run':
      return tested(task, entry) ?? misplaced;
    case 'failed_test': {
      if (state.phase !== 'Test') return misplaced;
      const { spec, source, branch } = state;
      const learned: Learned = {
        why: entry.data.reason,
        explained: entry.data.explained,
        change: branch.change?.change ?? null,
      };
      if (state.part === 'evidence')
        return {
          ...remember(task, ofRun(entry, branch.change)),
          state: {
            phase: 'Execute',
            part: 'change',
            spec,
            source,
            learned,
            branch,
            proof: state.proof,
            built: null,
          },
        };
      const counted = spendAttempt(task, state.branch.tests.fingerprint);
      return {
        ...remember(counted, ofRun(entry, branch.tests)),
        state: { phase: 'Execute', part: 'tests', spec, source, learned, branch, built: null, rest: null },
      };
    }
    case 'base_updated': {
      if ((state.phase !== 'Test' && state.phase !== 'Review' && state.phase !== 'Commit') || !entry.headSha)
        return misplaced;
      if (state.phase === 'Test' && state.part === 'proof') return misplaced;
      const { spec, source, learned, proof } = state;
      const branch = { ...state.branch, headSha: headSha(entry.headSha), base: entry.data.base };
      return { ...task, state: { phase: 'Test', part: 'evidence', spec, source, learned, branch, proof } };
    }
    case 'review_drafted':
      if (state.phase !== 'Review' || state.drafted !== null) return misplaced;
      return { ...task, state: { ...state, drafted: entry.data } };
    case 'patch_reviewed': {
      if (state.phase !== 'Review' || state.drafted?.verdict !== 'pass') return misplaced;
      if (entry.headSha !== state.branch.headSha) return 'a review of another head';
      const { spec, source, learned, branch, proof, evidence, drafted } = state;
      const verdict = { headSha: branch.headSha, reviewId: entry.data.reviewId, findings: drafted.findings };
      return {
        ...task,
        state: { phase: 'Commit', spec, source, learned, branch, proof, evidence, verdict, merged: null },
      };
    }
    case 'failed_patch_review': {
      if (state.phase !== 'Review' || state.drafted?.verdict !== 'reject') return misplaced;
      const { spec, source, branch, proof, drafted } = state;
      const learned: Learned = { why: 'rejected', explained: drafted.review, change: branch.change.change };
      return {
        ...remember(task, ofReview(task.attempts.used, state, drafted.rejecting)),
        rejections: task.rejections + 1,
        state: { phase: 'Execute', part: 'change', spec, source, learned, branch, proof, built: null },
      };
    }
    case 'merged': {
      if (state.phase !== 'Commit' || state.merged !== null) return misplaced;
      if (entry.headSha !== state.branch.headSha) return 'a merge of another head';
      const merged = { mergeSha: entry.data.mergeSha, base: entry.data.base, at: Date.parse(entry.at) };
      return { ...task, state: { ...state, merged } };
    }
    case 'failed_commit': {
      if (state.phase !== 'Commit' || state.merged !== null) return misplaced;
      const { spec, source, learned, branch, proof } = state;
      return {
        ...task,
        mergeRefusals: task.mergeRefusals + 1,
        state: { phase: 'Test', part: 'evidence', spec, source, learned, branch, proof },
      };
    }
    case 'committed': {
      if (state.phase !== 'Commit' || state.merged?.mergeSha !== entry.data.mergeSha) return misplaced;
      const { branch, proof, evidence, verdict, merged } = state;
      const { mergeSha, at: mergedAt } = merged;
      return {
        ...task,
        state: { phase: 'Record', branch, mergeSha, mergedAt, proof, evidence, verdict, done: false },
      };
    }
    case 'status_done':
      return state.phase === 'Record' && !state.done
        ? { ...task, state: { ...state, done: true } }
        : misplaced;
    case 'archived': {
      if (state.phase !== 'Record' || !state.done) return misplaced;
      const { branch, mergeSha, mergedAt, proof, evidence, verdict } = state;
      return {
        ...task,
        state: { phase: 'Meta', branch, mergeSha, mergedAt, proof, evidence, verdict, report: null },
      };
    }
    case 'reported':
      if (state.phase !== 'Meta' || state.report !== null) return misplaced;
      return { ...task, state: { ...state, report: entry.data } };
    default: {
      const never: never = entry;
      return `unknown kind ${String((never as { kind?: unknown }).kind)}`;
    }
  }
}

function pullOf(data: { pull: number; pullId: string }): PullRef {
  return { number: data.pull, id: data.pullId };
}

function patchBuilt(task: Task, entry: Extract<Entry, { kind: 'patch_built' }>): Task | null {
  const { state } = task;
  const { tests, change, base, concerns = null } = entry.data;
  if (state.phase !== 'Execute' || state.built !== null) return null;
  const { spec, source, learned, branch } = state;
  if (state.part === 'tests' && tests)
    return { ...task, state: { ...state, built: { patch: tests, base, concerns }, rest: change } };
  if (!change || (state.part === 'change' && tests)) return null;
  // No tests among what was built: nothing to prove, and the change is next.
  const proof = state.part === 'change' ? state.proof : ({ kind: 'no-proof', reason: 'no-tests' } as const);
  return {
    ...task,
    state: {
      phase: 'Execute',
      part: 'change',
      spec,
      source,
      learned,
      branch,
      proof,
      built: { patch: change, base, concerns },
    },
  };
}

function tested(task: Task, entry: Extract<Entry, { kind: 'pytest_run' }>): Task | null {
  const { state } = task;
  if (state.phase !== 'Test') return null;
  const { spec, source, learned } = state;
  if (entry.data.judged === 'red') {
    if (state.part !== 'proof' || entry.data.proof.headSha !== state.branch.headSha) return null;
    const proof = { kind: 'proof', proof: entry.data.proof } as const;
    const built = state.rest ? { patch: state.rest, base: state.branch.base, concerns: null } : null;
    return {
      ...task,
      state: { phase: 'Execute', part: 'change', spec, source, learned, branch: state.branch, proof, built },
    };
  }
  if (state.part !== 'evidence' || entry.data.evidence.headSha !== state.branch.headSha) return null;
  const { branch, proof } = state;
  return {
    ...task,
    state: {
      phase: 'Review',
      spec,
      source,
      learned,
      branch,
      proof,
      evidence: entry.data.evidence,
      drafted: null,
    },
  };
}
