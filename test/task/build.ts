/** Tasks made by folding real entries, at every stop of the road. */
import { parseEntry, type Draft, type Entry, type PatchRef } from '../../src/task/entry.ts';
import { announcing, fitted, open } from './fitted.ts';
import { fold, type Folded } from '../../src/task/fold.ts';
import { address, baseSha, formatTaskId, headSha, repoName } from '../../src/task/names.ts';
import type { IntentData, IntentStep } from '../../src/task/intents.ts';
import type { Task } from '../../src/task/task.ts';
import { textHash } from '../../src/task/text-hash.ts';
import { peopleToNotify } from '../../src/task/gates/whose-move.ts';

export const start = Date.parse('2026-03-01T12:00:00.000Z');
export const repo = repoName('octo/cat');
export const id = formatTaskId(repo, 7, 1);
export const base = baseSha('b0000000');
export const testsHead = headSha('aaaa1111');
export const head = headSha('aaaa2222');
export const words = { title: 'add() subtracts', body: 'It should add.' };
export const minute = 60_000;

export const addressOf = (digit: string): ReturnType<typeof address> => address(digit.repeat(64));
export const patch = (fingerprint: string, named: readonly string[] = []): PatchRef => ({
  change: addressOf('c'),
  fingerprint,
  files: 1,
  named: [...named],
});
export const proof = {
  runId: 11,
  runAttempt: 1,
  headSha: testsHead,
  failed: ['tests/test_add.py::test_add'],
  baseFailures: [],
  files: [{ path: 'tests/test_add.py', blob: 'blob-1' }],
};
export const evidence = { runId: 12, runAttempt: 1, headSha: head, tree: 'tree-1', passed: 3, exempt: [] };

export const drafts = {
  queued: {
    kind: 'queued',
    data: {
      issue: 7,
      issueId: 'I_7',
      generation: 1,
      size: 'micro',
      labelledBy: 'ada',
      labelledAt: new Date(start).toISOString(),
      textHash: textHash(words),
      baseBranch: 'main',
      frozen: addressOf('f'),
    },
  },
  admitted: { kind: 'admitted', data: { policyHash: 'p', redProof: 'preferred', attempts: 3 } },
  generated: { kind: 'task_generated', data: { source: 'agent', spec: addressOf('5'), acceptance: 1 } },
  testsBuilt: {
    kind: 'patch_built',
    data: { by: 'agent', base, tests: patch('tests-1', ['tests/test_add.py::test_add']), change: null },
  },
  testsPublished: { kind: 'tests_published', headSha: testsHead, data: { pull: 8, pullId: 'PR_8', base } },
  red: { kind: 'pytest_run', headSha: testsHead, data: { judged: 'red', proof } },
  changeBuilt: { kind: 'patch_built', data: { by: 'agent', base, tests: null, change: patch('change-1') } },
  applied: { kind: 'patch_applied', headSha: head, data: { pull: 8, pullId: 'PR_8', base } },
  green: { kind: 'pytest_run', headSha: head, data: { judged: 'green', evidence } },
  drafted: {
    kind: 'review_drafted',
    headSha: head,
    data: { verdict: 'pass', findings: 0, rejecting: 0, reviewers: ['rules'], review: addressOf('e') },
  },
  rejected: {
    kind: 'review_drafted',
    headSha: head,
    data: { verdict: 'reject', findings: 1, rejecting: 1, reviewers: ['rules'], review: addressOf('e') },
  },
  reviewed: { kind: 'patch_reviewed', headSha: head, data: { reviewId: 'R_1' } },
  merged: { kind: 'merged', headSha: head, data: { mergeSha: 'm0000000', base } },
  committed: {
    kind: 'committed',
    headSha: head,
    data: { mergeSha: 'm0000000', parent: base, tree: 'tree-1' },
  },
  done: { kind: 'status_done', data: { closed: 'by-merge' } },
  archived: { kind: 'archived', data: { size: 20, root: 'cm9vdA==' } },
  reported: {
    kind: 'reported',
    data: {
      cycleMs: 1_000,
      attempts: 1,
      requests: { total: 9, graphql: 5, contentCreating: 4, mutations: 6 },
      tokensIn: 0,
      tokensOut: 0,
      costUsd: 0,
      overrides: 0,
    },
  },
} as const satisfies Record<string, Draft>;

const commanded = { comment: 'IC_1', command: 'retry', by: 'bob' } as const;

/** What an intent of each step may say. */
export const intentSamples: { readonly [S in IntentStep]: IntentData<S> } = {
  announce: {},
  notify: { hold: 2, people: ['ada'] },
  draftSpec: {},
  buildPatch: {},
  publishTests: { fingerprint: 'tests-1', base, tip: base },
  publishChange: { fingerprint: 'change-1', base, tip: testsHead },
  updateBranch: { headSha: head },
  draftReview: {},
  publishReview: { headSha: head },
  merge: { sha: head, trailer: 'Cadence-Record: 3 cm9vdA== c2ln' },
  finish: { closed: 'by-merge' },
  consult: {},
  openIssue: { comment: 'IC_1', by: 'bob' },
  answer: { ...commanded, result: 'accepted', reason: '' },
  cancel: { reason: 'unlabelled', by: null, pull: 8 },
};

/** Without data of its own, the intent announces what the task has come to. */
export function intent<S extends IntentStep>(step: S, data?: IntentData<S>): Draft {
  const draft = announcing(step, data ?? intentSamples[step], id);
  if (data === undefined) open.add(draft);
  return draft;
}
open.add(drafts.reported);

export function heldDraft(reason: string, back: 'here' | 'Generate' = 'here'): Draft {
  const judged = ['run-unusable', 'results-unusable', 'base-unclear'].includes(reason);
  return {
    kind: 'held',
    data: { reason, back, explained: null, ...(judged ? { seenRunAt: start } : {}) },
  } as Draft;
}

export function answeredDraft(changed: Record<string, unknown> = {}): Draft {
  const data = {
    comment: 'IC_1',
    command: 'retry',
    by: 'bob',
    result: 'accepted',
    reason: '',
    guidance: null,
    frozen: null,
    textHash: null,
    reply: 'none',
    ...changed,
  };
  return { kind: 'answered', data } as Draft;
}

/** Sidekick's words for a command; null: the model could not be reached. */
export function consulted(comment: string, reply: string | null = addressOf('9')): Draft {
  const result = reply === null ? 'model-unavailable' : 'answered';
  return { kind: 'consulted', data: { comment, command: 'ask', by: 'ada', result, reply } } as Draft;
}

/** The entry that a draft becomes; through the strict schema, as the engine writes it. */
export function entryOf(task: Task | null, given: Draft, changed: Partial<Entry> = {}, next?: Draft): Entry {
  const draft = fitted(task, given, next);
  const version = (task?.version ?? 0) + 1;
  const parsed = parseEntry({
    index: version - 1,
    task: task?.id ?? id,
    version,
    at: new Date(start + version * 1_000).toISOString(),
    actor: 'cadence',
    phase: task?.state.phase ?? 'Backlog',
    artefacts: [],
    ...structuredClone(draft),
    ...changed,
  });
  if (parsed.kind === 'wrong') throw new Error(parsed.message);
  return parsed.entry;
}

export function tryFold(task: Task | null, draft: Draft, changed: Partial<Entry> = {}, next?: Draft): Folded {
  return fold(task, entryOf(task, draft, changed, next));
}

/** What these drafts fold to, one after the other, until one is refused. */
export function tryAll(task: Task | null, ...all: readonly Draft[]): Folded {
  let now = task;
  for (const [index, draft] of all.entries()) {
    const folded = tryFold(now, draft, {}, all[index + 1]);
    if (folded.kind === 'refused') return folded;
    now = folded.task;
  }
  if (!now) throw new Error('no drafts');
  return { kind: 'task', task: now };
}

/** The task after these drafts; throws where one does not follow. */
export function after(task: Task | null, ...all: readonly Draft[]): Task {
  const folded = tryAll(task, ...all);
  if (folded.kind === 'refused') throw new Error(`${all.map(({ kind }) => kind).join()}: ${folded.message}`);
  return folded.task;
}

/** A held task whose people were mentioned, where there is anybody to mention. */
export function noticed(task: Task): Task {
  if (task.state.phase !== 'Held') throw new Error('not held');
  if (peopleToNotify(task).length === 0) return task;
  const notified: Draft = {
    kind: 'notified',
    data: { hold: task.state.version, people: ['ada'], comment: 'posted' },
  };
  return after(task, intent('notify'), notified);
}

const road = [
  ['Backlog', [drafts.queued]],
  ['Generate', [drafts.admitted]],
  ['Execute(tests)', [intent('draftSpec'), drafts.generated]],
  ['Execute(tests) built', [intent('buildPatch'), drafts.testsBuilt]],
  ['Test(proof)', [intent('publishTests'), drafts.testsPublished]],
  ['Execute(change)', [drafts.red]],
  ['Execute(change) built', [intent('buildPatch'), drafts.changeBuilt]],
  ['Test(evidence)', [intent('publishChange'), drafts.applied]],
  ['Review', [drafts.green]],
  ['Review drafted', [intent('draftReview'), drafts.drafted]],
  ['Commit', [intent('publishReview'), drafts.reviewed]],
  ['Commit merged', [intent('merge'), drafts.merged]],
  ['Record', [drafts.committed]],
  ['Record done', [intent('finish'), drafts.done]],
  ['Meta', [drafts.archived]],
  ['Meta reported', [drafts.reported]],
] as const satisfies readonly (readonly [string, readonly Draft[]])[];

export type Stop = (typeof road)[number][0];
export const stops: readonly Stop[] = road.map(([stop]) => stop);

/** What is recorded until the task is at a stop of the straight road. */
export function roadTo(stop: Stop): readonly Draft[] {
  const last = stops.indexOf(stop);
  return road.slice(0, last + 1).flatMap(([, all]): readonly Draft[] => all);
}

/** The task as it stands at a stop of the straight road. */
export function at(stop: Stop): Task {
  return after(null, ...roadTo(stop));
}

/** A task whose change is a person's, at its first stop. */
export function byPerson(redProof: 'preferred' | 'required' = 'preferred'): Task {
  const admitted: Draft = { kind: 'admitted', data: { policyHash: 'p', redProof, attempts: 3 } };
  const generated: Draft = {
    kind: 'task_generated',
    data: { source: 'person', spec: addressOf('5'), acceptance: 0 },
  };
  return after(null, drafts.queued, admitted, intent('draftSpec'), generated);
}
