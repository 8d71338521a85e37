// A repository and what is in it name each other, so that they stand in one file: types in two would import each other.
import type { App, Role, User } from './accounts.ts';
import type { Annotation, CheckConclusion, CheckStatus, JobStep, Workflow } from './check-parts.ts';
import type { Edit, Label, MergeMethod, Reaction, ReviewState, StateReason } from './conversation-parts.ts';

export type Repository = {
  id: number;
  nodeId: string;
  owner: User;
  name: string;
  /** Directory of the bare repository. */
  gitDir: string;
  defaultBranch: string;
  description: string | null;
  isPrivate: boolean;
  isArchived: boolean;
  /** The parent of a fork. */
  parent: Repository | null;
  collaborators: Map<string, { user: User; role: Role }>;
  labels: Label[];
  /** Issues and pull requests share one series of numbers. */
  conversations: Map<number, Issue | Pull>;
  nextNumber: number;
  checkSuites: CheckSuite[];
  checkRuns: CheckRun[];
  workflows: Workflow[];
  workflowRuns: WorkflowRun[];
  squashMergeAllowed: boolean;
  mergeCommitAllowed: boolean;
  rebaseMergeAllowed: boolean;
  autoMergeAllowed: boolean;
  deleteBranchOnMerge: boolean;
  /** "Auto-close issues with merged linked pull requests", on by default. */
  autoCloseIssues: boolean;
  createdAt: Date;
  updatedAt: Date;
  pushedAt: Date;
};

type Conversation = {
  id: number;
  nodeId: string;
  repository: Repository;
  number: number;
  title: string;
  body: string;
  author: User | null;
  state: 'open' | 'closed';
  createdAt: Date;
  updatedAt: Date;
  closedAt: Date | null;
  closedBy: User | null;
  lastEditedAt: Date | null;
  editor: User | null;
  edits: Edit[];
  labels: Label[];
  assignees: User[];
  isLocked: boolean;
  comments: Comment[];
  timeline: TimelineEvent[];
  reactions: Reaction[];
};

export type Issue = Conversation & {
  kind: 'issue';
  stateReason: StateReason | null;
  /** Issues that this one waits for (`blocked_by`). */
  blockedBy: Issue[];
};

/** `id` and `nodeId` are the pull request's; `issueId` is the database id of its issue side (the node id is one). */
export type Pull = Conversation & {
  kind: 'pull';
  issueId: number;
  head: { ref: string; oid: string; repository: Repository | null };
  /** `oid`: tip of the base when the head was last pushed or the base changed; the branch itself may be ahead. */
  base: { ref: string; oid: string };
  isDraft: boolean;
  merged: null | { at: Date; by: User; oid: string; method: MergeMethod };
  /** `unknown` until computed in the background after each change of head or base. */
  mergeable: 'unknown' | 'mergeable' | 'conflicting';
  /** Commit of `refs/pull/N/merge`; null while unknown, conflicting, merged. */
  testMergeOid: string | null;
  maintainerCanModify: boolean;
  /** Numbers of the issues its body (or a commit) closes by keyword. */
  closingIssues: number[];
  stats: { commits: number; additions: number; deletions: number; changedFiles: number };
  reviews: Review[];
  reviewComments: ReviewComment[];
};

export type Comment = {
  id: number;
  nodeId: string;
  conversation: Issue | Pull;
  author: User | null;
  body: string;
  createdAt: Date;
  updatedAt: Date;
  lastEditedAt: Date | null;
  editor: User | null;
  edits: Edit[];
  minimizedReason: string | null;
  reactions: Reaction[];
};

/** `label` is a copy: a deleted or renamed label keeps its name in the timeline. */
export type TimelineEvent = { id: number; nodeId: string; actor: User | null; createdAt: Date } & (
  | { type: 'labeled' | 'unlabeled'; label: Label }
  | {
      type: 'closed';
      stateReason: StateReason | null;
      closer: { kind: 'pull'; pull: Pull } | { kind: 'commit'; oid: string } | null;
    }
  | { type: 'reopened' }
  | { type: 'renamed'; from: string; to: string }
  | { type: 'merged'; oid: string; refName: string }
  | { type: 'converted_to_draft' }
  | { type: 'ready_for_review' }
  | { type: 'head_ref_deleted'; refName: string }
  | { type: 'head_ref_force_pushed'; before: string; after: string }
  | { type: 'base_ref_changed'; from: string; to: string }
);

export type Review = {
  id: number;
  nodeId: string;
  pull: Pull;
  author: User | null;
  state: ReviewState;
  body: string;
  commitOid: string;
  createdAt: Date;
  submittedAt: Date | null;
  updatedAt: Date;
  comments: ReviewComment[];
};

/** A thread is its first comment and those with that `inReplyTo`. */
export type ReviewComment = {
  id: number;
  nodeId: string;
  review: Review;
  author: User | null;
  body: string;
  path: string;
  side: 'LEFT' | 'RIGHT';
  /** null when outdated by a push. */
  line: number | null;
  originalLine: number;
  startLine: number | null;
  diffHunk: string;
  commitOid: string;
  originalCommitOid: string;
  inReplyTo: ReviewComment | null;
  /** Of the thread; meaningful on its first comment. */
  threadNodeId: string;
  /** Of the thread; null while it is open. */
  resolvedBy: User | null;
  createdAt: Date;
  updatedAt: Date;
  lastEditedAt: Date | null;
  editor: User | null;
  edits: Edit[];
  reactions: Reaction[];
};

export type CheckSuite = {
  id: number;
  nodeId: string;
  repository: Repository;
  app: App;
  headOid: string;
  headBranch: string | null;
  before: string | null;
  status: CheckStatus;
  conclusion: CheckConclusion | null;
  createdAt: Date;
  updatedAt: Date;
  /** Every run, reruns of a name too; `LATEST` is the highest id of a name. */
  runs: CheckRun[];
  /** The workflow run it stands for, if it is Actions'. */
  workflowRun: WorkflowRun | null;
};

export type CheckRun = {
  id: number;
  nodeId: string;
  suite: CheckSuite;
  app: App;
  name: string;
  headOid: string;
  externalId: string;
  detailsUrl: string | null;
  status: CheckStatus;
  conclusion: CheckConclusion | null;
  startedAt: Date | null;
  completedAt: Date | null;
  output: { title: string | null; summary: string | null; text: string | null };
  annotations: Annotation[];
};

export type WorkflowRun = {
  id: number;
  nodeId: string;
  repository: Repository;
  workflow: Workflow;
  name: string;
  displayTitle: string;
  path: string;
  event: string;
  headBranch: string | null;
  /** The head of the pull request, or the pushed commit: never the test merge. */
  headOid: string;
  /** What was checked out: the test merge for `pull_request`. */
  checkoutOid: string;
  runNumber: number;
  checkSuite: CheckSuite;
  pulls: Pull[];
  actor: User;
  createdAt: Date;
  /** Oldest first; the last is the present one, and its state is the run's. */
  attempts: RunAttempt[];
  artifacts: Artifact[];
};

export type RunAttempt = {
  number: number;
  triggeringActor: User;
  status: CheckStatus;
  conclusion: CheckConclusion | null;
  startedAt: Date;
  updatedAt: Date;
  jobs: Job[];
};

export type Job = {
  /** Also the id of its check run. */
  id: number;
  nodeId: string;
  run: WorkflowRun;
  attempt: number;
  name: string;
  labels: string[];
  status: CheckStatus;
  conclusion: CheckConclusion | null;
  createdAt: Date;
  startedAt: Date | null;
  completedAt: Date | null;
  steps: JobStep[];
  log: string;
  checkRun: CheckRun;
};

export type Artifact = {
  id: number;
  nodeId: string;
  run: WorkflowRun;
  attempt: number;
  name: string;
  zip: Uint8Array;
  createdAt: Date;
  expiresAt: Date;
};
