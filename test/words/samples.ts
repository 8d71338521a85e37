/** Tasks as they stand in each phase, for the sentences about them. */
import * as fc from 'fast-check';
import { address, baseSha, headSha, repoName, type TaskId } from '../../src/task/names.ts';
import type { PatchRef } from '../../src/task/entry.ts';
import type { AttemptFailure } from '../../src/task/failure-reasons.ts';
import type { Ground } from '../../src/task/gates/ground.ts';
import type { HoldReason } from '../../src/task/hold-reasons.ts';
import type {
  Active,
  Attempts,
  Learned,
  ProofState,
  Published,
  TaskState,
  Task,
} from '../../src/task/task.ts';

/** Code units that a title or a message may hold and that nobody sees, beside some that everybody does. */
const units = [
  ...'aZ09 #@:/`<>[]()-*_\\|"',
  '\n',
  '\r',
  '\t',
  '\0',
  '\u2028',
  '\u200b',
  '\u202e',
  '\ufe0f',
  '\ufeff',
];
/** Cheap to make by the thousand: whole text, half of a surrogate pair, tags. */
export const anyText = fc.string({
  unit: fc.constantFrom(...units, '\ud83d', '\ude00', '\u{e0041}', 'é', '😀'),
});

export const head = 'a'.repeat(40);
export const base = 'b'.repeat(40);
export const mergeSha = 'c'.repeat(40);

const patch = (name: string): PatchRef => ({
  change: address('1'.repeat(64)),
  fingerprint: name,
  files: 1,
  named: ['tests/test_add.py::test_add'],
});

export const branch: Published = {
  headSha: headSha(head),
  base: baseSha(base),
  tests: patch('tests'),
  change: patch('change'),
};
export const work = { spec: address('2'.repeat(64)), source: 'agent', learned: null } as const;

export const proof: ProofState = {
  kind: 'proof',
  proof: {
    runId: 41,
    runAttempt: 1,
    headSha: headSha('d'.repeat(40)),
    failed: ['tests/test_add.py::test_add'],
    baseFailures: [],
    files: [],
  },
};
export const evidence: Extract<Ground<'tests'>, { kind: 'evidence' }> = {
  kind: 'evidence',
  runId: 42,
  runAttempt: 1,
  headSha: headSha(head),
  tree: 'tree-1',
  passed: 12,
  exempt: [],
};
export const verdict: Ground<'review'> = {
  kind: 'verdict',
  headSha: headSha(head),
  reviewId: 'R_1',
  findings: 0,
};

const merged = { branch, mergeSha, mergedAt: 3_000, proof, evidence, verdict };

export const stands = {
  Backlog: { phase: 'Backlog' },
  Generate: { phase: 'Generate', branch: null },
  'Execute(tests)': { phase: 'Execute', part: 'tests', work, branch: null, built: null, rest: null },
  'Execute(change)': { phase: 'Execute', part: 'change', work, branch, proof, built: null },
  'Test(proof)': {
    phase: 'Test',
    part: 'proof',
    work,
    branch: { ...branch, tests: patch('tests') },
    rest: null,
  },
  'Test(evidence)': { phase: 'Test', part: 'evidence', work, branch, proof },
  Review: { phase: 'Review', work, branch, proof, evidence, drafted: null },
  Commit: { phase: 'Commit', work, branch, proof, evidence, verdict, merged: null },
  Record: { phase: 'Record', ...merged, done: false },
  'Record(done)': { phase: 'Record', ...merged, done: true },
  Meta: { phase: 'Meta', ...merged, report: null },
} as const satisfies Record<string, Active>;

export function learned(why: AttemptFailure): Learned {
  return { why, explained: address('3'.repeat(64)), change: null };
}

export function held(
  reason: HoldReason,
  back: Active = stands.Backlog,
  explained: 'some' | 'none' = 'none',
): TaskState {
  return {
    phase: 'Held',
    since: 2_000,
    version: 5,
    seenRunAt: null,
    waitMs: null,
    reason,
    explained: explained === 'some' ? address('4'.repeat(64)) : null,
    resumeAt: back,
  };
}

export function attemptsOf(changed: Partial<Attempts>): Attempts {
  const none = { used: 0, granted: 3, tried: [], past: [], rejections: 0, mergeRefusals: 0 } as const;
  return { ...none, progress: 'some', ...changed };
}

export function task(state: TaskState, change: Partial<Task> = {}): Task {
  const started = state.phase !== 'Backlog';
  return {
    id: 'acme/calc#7' as TaskId,
    repo: repoName('acme/calc'),
    issue: 7,
    issueId: 'I_7',
    generation: 1,
    size: 'micro',
    version: 5,
    queuedAt: 1_000,
    changedAt: 2_000,
    authority: {
      labelledBy: 'octocat',
      labelledAt: '2026-01-01T00:00:00.000Z',
      by: 'octocat',
      via: 'label',
      approvals: [],
      guidance: null,
    },
    baseBranch: 'main',
    textHash: '5'.repeat(64),
    frozen: address('6'.repeat(64)),
    redProof: 'preferred',
    pull: 'branch' in state && state.branch ? { number: 8, id: 'PR_8' } : null,
    attempts: attemptsOf({ granted: started ? 3 : 0 }),
    risk: null,
    updateNotSeen: null,
    mergeNotSeen: null,
    announced: false,
    notified: null,
    answers: { answered: new Set(), prepared: new Map() },
    stopping: null,
    open: null,
    spent: {
      requests: { total: 9, graphql: 7, contentCreating: 3, mutations: 5 },
      tokensIn: 0,
      tokensOut: 0,
      costUsd: 0,
    },
    state,
    ...change,
  };
}

/** What is left of Markdown outside code, as CommonMark reads spans and fences. */
export function prose(markdown: string): string {
  const outside: string[] = [];
  let fence: string | null = null;
  for (const line of markdown.split('\n')) {
    const mark: string | undefined = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/.exec(line)?.[1];
    if (fence === null && mark) fence = mark;
    else if (fence !== null && line.trim() !== '' && line.trim().startsWith(fence) && /^[`~\s]+$/.test(line))
      fence = null;
    else if (fence === null) outside.push(line);
  }
  return outside.join('\n').replace(/(?<![\\`])(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, '\u2420');
}
