/** Situations with defaults, for the tables: GitHub as it is when all is well, and what differs. */
import { policySchema, type Policy } from '../../src/policy/policy.ts';
import type { Comment, Pull, Run, Situation } from '../../src/task/situation.ts';
import type { Settings } from '../../src/task/step.ts';
import { base, head, minute, repo, start, words } from './build.ts';

export const workflow = '.github/workflows/cadence-pytest.yml';

export const settings: Settings = {
  leaseMs: 30_000,
  deadlineMs: 10_000,
  settleMs: 5_000,
  closeLookMs: 30_000,
  lookMs: 5 * minute,
  pendingMs: 2_000,
  goneMs: 300_000,
  freshMs: minute,
  modelRetryMs: 10 * minute,
  idleMs: 60 * minute,
  model: 'configured',
  merging: 'open',
};

export function policy(changed: object = {}): Policy {
  return policySchema.parse(changed);
}

export function run(changed: Partial<Run> = {}): Run {
  const job = {
    name: 'pytest',
    status: 'completed',
    conclusion: 'success',
    startedAt: start,
    completedAt: start,
  };
  return {
    id: 12,
    path: workflow,
    event: 'pull_request',
    headSha: head,
    status: 'completed',
    conclusion: 'success',
    updatedAt: start,
    jobs: [job],
    complete: true,
    ...changed,
  };
}

export function pull(changed: Partial<Pull> = {}): Pull {
  return {
    id: 'PR_8',
    number: 8,
    state: 'open',
    draft: false,
    mergeable: 'yes',
    author: { login: 'cadence[bot]', kind: 'bot' },
    body: '',
    headRef: 'cadence/7-add-subtracts',
    headSha: head,
    headMessage: '',
    headTree: 'tree-1',
    headParents: [base],
    baseRef: 'main',
    crossRepository: false,
    runs: [run()],
    runsComplete: true,
    landed: null,
    reviews: [],
    threads: [],
    threadsComplete: true,
    checkRun: null,
    ...changed,
  };
}

export function comment(changed: Partial<Comment> = {}): Comment {
  return {
    id: 'IC_1',
    on: 'issue',
    subjectId: 'I_7',
    place: null,
    url: 'https://github.test/octo/cat/issues/7#issuecomment-1',
    author: { login: 'ada', kind: 'person' },
    body: '/cadence status',
    createdAt: start + 1_000,
    edited: false,
    reactions: [],
    ...changed,
  };
}

/** GitHub as it is when all is well: a labelled issue, a green pull request on the base's tip. */
export function situation(changed: Partial<Situation> = {}): Situation {
  return {
    at: start + minute,
    viewer: 'cadence[bot]',
    repo: {
      name: repo,
      id: 'R_1',
      archived: false,
      defaultBranch: 'main',
      baseSha: base,
      allows: { squash: true, merge: true },
      labels: {},
    },
    policy: { kind: 'policy', policy: policy(), hash: 'p' },
    ruleset: { kind: 'none' },
    baseRuns: [],
    workflowBlob: 'workflow-1',
    issue: {
      id: 'I_7',
      number: 7,
      open: true,
      ...words,
      author: { login: 'ada', kind: 'person' },
      editedAt: null,
      editor: null,
      writers: [{ login: 'ada', kind: 'person' }],
      labels: ['cadence'],
      labelled: { by: { login: 'ada', kind: 'person' }, at: start },
      closedAt: null,
      closedBy: null,
      missingSince: null,
    },
    roles: { ada: 'write', bob: 'maintain', eve: 'triage' },
    branch: { headSha: head, message: '', behindBy: 0 },
    pull: pull(),
    blobs: { 'tests/test_add.py': 'blob-1' },
    workflowBlobAtHead: 'workflow-1',
    scriptBlob: 'script-1',
    scriptBlobAtHead: 'script-1',
    behindBy: 0,
    comments: [],
    replies: [],
    opened: [],
    status: [{ id: 'IC_status', body: '<!-- cadence:status acme/calc#7 1:Test(evidence):1 -->' }],
    notices: [],
    ...changed,
  };
}

/** The situation before anything of ours is on GitHub. */
export function untouched(changed: Partial<Situation> = {}): Situation {
  return situation({
    pull: null,
    branch: null,
    behindBy: null,
    workflowBlobAtHead: null,
    scriptBlobAtHead: null,
    blobs: {},
    ...changed,
  });
}
