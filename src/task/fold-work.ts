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
  const { stand } = task;
  const misplaced = `${entry.kind} does not fit what stands in ${stand.phase}`;
  switch (entry.kind) {
    case 'admitted': {
      const { redProof, attempts } = entry.data;
      const granted = { ...task.attempts, granted: attempts };
      return {
        ...task,
        redProof,
        attempts: granted,
        stand: { phase: 'Generate', branch: null },
      };
    }
    case 'task_generated': {
      if (stand.phase !== 'Generate') return misplaced;
      const { spec, source, risk = null } = entry.data;
      const planned = { ...task, risk };
      const work = { spec, source, learned: null, branch: stand.branch, built: null };
      if (task.redProof === 'off')
        return {
          ...planned,
          stand: { phase: 'Execute', part: 'change', ...work, proof: { kind: 'no-proof', reason: 'off' } },
        };
      return { ...planned, stand: { phase: 'Execute', part: 'tests', ...work, rest: null } };
    }
    case 'patch_built':
      return patchBuilt(task, entry) ?? misplaced;
    case 'failed_build_patch': {
      if (stand.phase !== 'Execute') return misplaced;
      const learned: Learned = { why: entry.data.reason, explained: entry.data.explained, change: null };
      const counted = remember(spendAttempt(task, null), ofBuild(entry));
      return { ...counted, stand: { ...stand, built: null, learned } };
    }
    case 'tests_published': {
      if (stand.phase !== 'Execute' || stand.part !== 'tests' || !stand.built || !entry.headSha)
        return misplaced;
      const { spec, source, learned, rest } = stand;
      const branch = {
        headSha: headSha(entry.headSha),
        base: entry.data.base,
        tests: stand.built.patch,
        change: null,
      };
      return {
        ...task,
        pull: pullOf(entry.data),
        stand: { phase: 'Test', part: 'proof', spec, source, learned, branch, rest },
      };
    }
    case 'proof_skipped': {
      const inTests = stand.phase === 'Execute' && stand.part === 'tests';
      const inProof = stand.phase === 'Test' && stand.part === 'proof';
      if (!inTests && !inProof) return misplaced;
      const { spec, source, learned, branch, rest } = stand;
      const work = { spec, source, learned };
      const built = rest && branch ? { patch: rest, base: branch.base, concerns: null } : null;
      const proof = { kind: 'no-proof', reason: entry.data.reason } as const;
      return { ...task, stand: { phase: 'Execute', part: 'change', ...work, branch, proof, built } };
    }
    case 'patch_applied': {
      if (stand.phase !== 'Execute' || stand.part !== 'change' || !stand.built || !entry.headSha)
        return misplaced;
      const { spec, source, learned, proof } = stand;
      const onBranch: OnBranch | null = stand.branch;
      const branch = {
        headSha: headSha(entry.headSha),
        base: entry.data.base,
        tests: onBranch?.tests ?? null,
        change: stand.built.patch,
      };
      const counted = spendAttempt(task, stand.built.patch.fingerprint);
      return {
        ...counted,
        pull: pullOf(entry.data),
        stand: { phase: 'Test', part: 'evidence', spec, source, learned, branch, proof },
      };
    }
    case 'change_taken': {
      if (!('source' in stand) || stand.source !== 'person' || !entry.headSha) return misplaced;
      const { spec, source, learned } = stand;
      const { base, change } = entry.data;
      const branch = { headSha: headSha(entry.headSha), base, tests: null, change };
      const proof = { kind: 'no-proof', reason: 'by-a-person' } as const;
      return {
        ...spendAttempt(task, change.fingerprint),
        pull: pullOf(entry.data),
        stand: { phase: 'Test', part: 'evidence', spec, source, learned, branch, proof },
      };
    }
    case 'pytest_run':
      return tested(task, entry) ?? misplaced;
    case 'failed_test': {
      if (stand.phase !== 'Test') return misplaced;
      const { spec, source, branch } = stand;
      const learned: Learned = {
        why: entry.data.reason,
        explained: entry.data.explained,
        change: branch.change?.change ?? null,
      };
      if (stand.part === 'evidence')
        return {
          ...remember(task, ofRun(entry, branch.change)),
          stand: {
            phase: 'Execute',
            part: 'change',
            spec,
            source,
            learned,
            branch,
            proof: stand.proof,
            built: null,
          },
        };
      const counted = spendAttempt(task, stand.branch.tests.fingerprint);
      return {
        ...remember(counted, ofRun(entry, branch.tests)),
        stand: { phase: 'Execute', part: 'tests', spec, source, learned, branch, built: null, rest: null },
      };
    }
    case 'base_updated': {
      if ((stand.phase !== 'Test' && stand.phase !== 'Review' && stand.phase !== 'Commit') || !entry.headSha)
        return misplaced;
      if (stand.phase === 'Test' && stand.part === 'proof') return misplaced;
      const { spec, source, learned, proof } = stand;
      const branch = { ...stand.branch, headSha: headSha(entry.headSha), base: entry.data.base };
      return { ...task, stand: { phase: 'Test', part: 'evidence', spec, source, learned, branch, proof } };
    }
    case 'review_drafted':
      if (stand.phase !== 'Review' || stand.drafted !== null) return misplaced;
      return { ...task, stand: { ...stand, drafted: entry.data } };
    case 'patch_reviewed': {
      if (stand.phase !== 'Review' || stand.drafted?.verdict !== 'pass') return misplaced;
      if (entry.headSha !== stand.branch.headSha) return 'a review of another head';
      const { spec, source, learned, branch, proof, evidence, drafted } = stand;
      const verdict = { headSha: branch.headSha, reviewId: entry.data.reviewId, findings: drafted.findings };
      return {
        ...task,
        stand: { phase: 'Commit', spec, source, learned, branch, proof, evidence, verdict, merged: null },
      };
    }
    case 'failed_patch_review': {
      if (stand.phase !== 'Review' || stand.drafted?.verdict !== 'reject') return misplaced;
      const { spec, source, branch, proof, drafted } = stand;
      const learned: Learned = { why: 'rejected', explained: drafted.review, change: branch.change.change };
      return {
        ...remember(task, ofReview(task.attempts.used, stand, drafted.rejecting)),
        rejections: task.rejections + 1,
        stand: { phase: 'Execute', part: 'change', spec, source, learned, branch, proof, built: null },
      };
    }
    case 'merged': {
      if (stand.phase !== 'Commit' || stand.merged !== null) return misplaced;
      if (entry.headSha !== stand.branch.headSha) return 'a merge of another head';
      const merged = { mergeSha: entry.data.mergeSha, base: entry.data.base, at: Date.parse(entry.at) };
      return { ...task, stand: { ...stand, merged } };
    }
    case 'failed_commit': {
      if (stand.phase !== 'Commit' || stand.merged !== null) return misplaced;
      const { spec, source, learned, branch, proof } = stand;
      return {
        ...task,
        mergeRefusals: task.mergeRefusals + 1,
        stand: { phase: 'Test', part: 'evidence', spec, source, learned, branch, proof },
      };
    }
    case 'committed': {
      if (stand.phase !== 'Commit' || stand.merged?.mergeSha !== entry.data.mergeSha) return misplaced;
      const { branch, proof, evidence, verdict, merged } = stand;
      const { mergeSha, at: mergedAt } = merged;
      return {
        ...task,
        stand: { phase: 'Record', branch, mergeSha, mergedAt, proof, evidence, verdict, done: false },
      };
    }
    case 'status_done':
      return stand.phase === 'Record' && !stand.done
        ? { ...task, stand: { ...stand, done: true } }
        : misplaced;
    case 'archived': {
      if (stand.phase !== 'Record' || !stand.done) return misplaced;
      const { branch, mergeSha, mergedAt, proof, evidence, verdict } = stand;
      return {
        ...task,
        stand: { phase: 'Meta', branch, mergeSha, mergedAt, proof, evidence, verdict, report: null },
      };
    }
    case 'reported':
      if (stand.phase !== 'Meta' || stand.report !== null) return misplaced;
      return { ...task, stand: { ...stand, report: entry.data } };
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
  const { stand } = task;
  const { tests, change, base, concerns = null } = entry.data;
  if (stand.phase !== 'Execute' || stand.built !== null) return null;
  const { spec, source, learned, branch } = stand;
  if (stand.part === 'tests' && tests)
    return { ...task, stand: { ...stand, built: { patch: tests, base, concerns }, rest: change } };
  if (!change || (stand.part === 'change' && tests)) return null;
  // No tests among what was built: nothing to prove, and the change is next.
  const proof = stand.part === 'change' ? stand.proof : ({ kind: 'no-proof', reason: 'no-tests' } as const);
  return {
    ...task,
    stand: {
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
  const { stand } = task;
  if (stand.phase !== 'Test') return null;
  const { spec, source, learned } = stand;
  if (entry.data.judged === 'red') {
    if (stand.part !== 'proof' || entry.data.proof.headSha !== stand.branch.headSha) return null;
    const proof = { kind: 'proof', proof: entry.data.proof } as const;
    const built = stand.rest ? { patch: stand.rest, base: stand.branch.base, concerns: null } : null;
    return {
      ...task,
      stand: { phase: 'Execute', part: 'change', spec, source, learned, branch: stand.branch, proof, built },
    };
  }
  if (stand.part !== 'evidence' || entry.data.evidence.headSha !== stand.branch.headSha) return null;
  const { branch, proof } = stand;
  return {
    ...task,
    stand: {
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
