import type { Actor, App, Repository, User } from '../state.ts';
import type { Pull } from './issues.ts';

export type CheckStatus = 'requested' | 'queued' | 'waiting' | 'pending' | 'in_progress' | 'completed';
export type CheckConclusion =
  | 'success'
  | 'failure'
  | 'neutral'
  | 'cancelled'
  | 'skipped'
  | 'timed_out'
  | 'action_required'
  | 'startup_failure'
  | 'stale';

export interface CheckSuite {
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
}

export interface Annotation {
  path: string;
  startLine: number;
  endLine: number;
  startColumn: number | null;
  endColumn: number | null;
  level: 'notice' | 'warning' | 'failure';
  message: string;
  title: string | null;
  rawDetails: string | null;
}

export interface CheckRun {
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
}

export interface Workflow {
  id: number;
  nodeId: string;
  name: string;
  /** `.github/workflows/ci.yml` */
  path: string;
  state: 'active' | 'disabled_manually' | 'deleted';
  createdAt: Date;
  updatedAt: Date;
}

export interface WorkflowRun {
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
}

export interface RunAttempt {
  number: number;
  triggeringActor: User;
  status: CheckStatus;
  conclusion: CheckConclusion | null;
  startedAt: Date;
  updatedAt: Date;
  jobs: Job[];
}

export interface Job {
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
}

export interface JobStep {
  number: number;
  name: string;
  status: 'queued' | 'in_progress' | 'completed';
  conclusion: CheckConclusion | null;
  startedAt: Date | null;
  completedAt: Date | null;
}

export interface Artifact {
  id: number;
  nodeId: string;
  run: WorkflowRun;
  attempt: number;
  name: string;
  zip: Uint8Array;
  createdAt: Date;
  expiresAt: Date;
}

/** What the simulated Actions service offers to the rest of the world. */
export interface Actions {
  /** `ref` is full (`refs/heads/x`); called after a branch came about or moved, not for deletions. */
  onPush(repository: Repository, ref: string, beforeOid: string, afterOid: string, actor: Actor): void;
  /** Called once the test merge is computed; a conflicted pull request has `testMergeOid` null. */
  onPullRequest(
    repository: Repository,
    pull: Pull,
    action: 'opened' | 'synchronize' | 'reopened',
    actor: Actor,
  ): void;
  /** Throws `GitHubError` where GitHub refuses. */
  rerun(repository: Repository, runId: number, which: 'all' | 'failed', actor: Actor): void;
  cancel(repository: Repository, runId: number): void;
  idle(): Promise<void>;
  stop(): Promise<void>;
}
