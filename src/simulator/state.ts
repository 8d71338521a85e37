// The whole state of the local GitHub. Surfaces (http, rest, graphql) and Actions read these objects and change
// them only through `ops/*`. Objects are live and shared by reference: an answer built after an operation sees it.
//
// Conventions
// - An operation is `operation(world, actor, …)`; it checks the actor's permission itself, changes the state,
//   queues webhooks and follow-ups, and returns the live object. What GitHub refuses is a thrown `GitHubError`.
// - Reads need no operation: walk the objects; call `requireAccess` (ops/permit.ts) first.
// - Times are `Date`s from `world.now()`, never the host's clock. Git dates come from it too.
import type { CheckRun, CheckSuite, Workflow, WorkflowRun, Actions } from './state/actions.ts';
import type { Comment, Issue, Label, Pull, Review, ReviewComment } from './state/issues.ts';
import type { Faults } from './faults.ts';
import type { Hooks } from './hooks.ts';
import type { Ids } from './ids.ts';
import type { Later } from './later.ts';

export type AccessLevel = 'read' | 'write' | 'admin';
/** Permissions of an app, installation or token, as in GitHub's `permissions` objects: `{ contents: 'write' }`. */
export type Permissions = Readonly<Record<string, AccessLevel>>;
/** A collaborator's role. `triage` shows as permission `read`, `maintain` as `write`. */
export type Role = 'read' | 'triage' | 'write' | 'maintain' | 'admin';

/** REST shows a bot as `slug[bot]` (the login kept here); GraphQL's `Bot.login` is the slug alone. */
export interface User {
  id: number;
  nodeId: string;
  login: string;
  type: 'User' | 'Bot' | 'Organization';
  createdAt: Date;
}

export interface App {
  id: number;
  nodeId: string;
  slug: string;
  name: string;
  owner: User;
  bot: User;
  /** PEM, PKCS#1 as GitHub's downloads; the public half (SPKI) is what the surfaces verify a JWT with. */
  privateKey: string;
  publicKey: string;
  webhookSecret: string;
  hookUrl: string | null;
  permissions: Permissions;
  events: string[];
  createdAt: Date;
}

export interface Installation {
  id: number;
  nodeId: string;
  app: App;
  account: User;
  repositories: Repository[];
  selection: 'all' | 'selected';
  permissions: Permissions;
  events: string[];
  suspendedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

/** A token by its secret text: `ghs_…` of an installation, `ghp_…` of a person. */
export type Token =
  | {
      kind: 'installation';
      token: string;
      installation: Installation;
      permissions: Permissions;
      /** null: every repository of the installation, also those added later. */
      repositories: Repository[] | null;
      expiresAt: Date;
    }
  | { kind: 'user'; token: string; user: User };

/** Who acts. `actor.user` is the author of what comes about (the app's bot for an installation). */
export type Actor =
  | {
      kind: 'installation';
      user: User;
      installation: Installation;
      permissions: Permissions;
      repositories: Repository[] | null;
    }
  | { kind: 'user'; user: User };

export interface Repository {
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
}

/** What `node(id)` can find by a stored id. Git objects and refs have derived ids: `parseGitNodeId` in ids.ts. */
export type NodeEntry =
  | { type: 'User'; value: User }
  | { type: 'App'; value: App }
  | { type: 'Repository'; value: Repository }
  | { type: 'Label'; value: Label }
  | { type: 'Issue'; value: Issue }
  | { type: 'PullRequest'; value: Pull }
  | { type: 'IssueComment'; value: Comment }
  | { type: 'PullRequestReview'; value: Review }
  | { type: 'PullRequestReviewComment'; value: ReviewComment }
  | { type: 'CheckSuite'; value: CheckSuite }
  | { type: 'CheckRun'; value: CheckRun }
  | { type: 'WorkflowRun'; value: WorkflowRun };

export interface Settings {
  /** How long after a push or retarget `mergeable` stays unknown. */
  mergeableMs: number;
  /** How long after a merge a linked issue is closed. */
  autoCloseMs: number;
  /** How long after its 202 update-branch moves the head. */
  updateBranchMs: number;
  tokenTtlMs: number;
  hookTimeoutMs: number;
  maxConcurrentRuns: number;
  /** Enforced request limits; null enforces none (the headers are sent all the same). */
  limits: null | {
    contentPerMinute: number;
    contentPerHour: number;
    pointsPerMinute: number;
    inFlight: number;
  };
}

/** One line of requests.jsonl. `path` is the URL's path for REST, the operation's name for GraphQL. */
export interface RequestLine {
  at: string;
  method: string;
  path: string;
  kind: 'read' | 'write' | 'content';
  mutations: number;
  status: number;
  ms: number;
}

/** A request, answer or payload that does not fit GitHub's own description of it. */
export interface Mismatch {
  at: string;
  where: string;
  detail: string;
}

export interface World {
  /** Scratch directory of this world: bare repositories, Actions' workspaces. */
  dir: string;
  /** Root of the server, no slash at the end; empty until it listens. REST is at `${url}/api/v3`. */
  url: string;
  now(): Date;
  settings: Settings;
  ids: Ids;
  /** By login in lower case. */
  users: Map<string, User>;
  apps: App[];
  /** The app that Actions' check suites belong to (id 15368). */
  actionsApp: App;
  installations: Installation[];
  tokens: Map<string, Token>;
  repositories: Repository[];
  nodes: Map<string, NodeEntry>;
  hooks: Hooks;
  later: Later;
  faults: Faults;
  /** Assigned by start.ts; absent in tests of the core alone. */
  actions: Actions | null;
  requests: RequestLine[];
  mismatches: Mismatch[];
  /** Set by the surfaces: checks a webhook payload against GitHub's description, recording mismatches. */
  checkPayload: ((event: string, action: string | null, payload: unknown) => void) | null;
}

/** GitHub's machine-readable reason in a GraphQL error's `type`. */
export type GraphqlErrorType =
  'NOT_FOUND' | 'FORBIDDEN' | 'UNPROCESSABLE' | 'STALE_DATA' | 'INSUFFICIENT_SCOPES';

/** Entry of a 422's `errors` list. */
export interface FieldError {
  resource: string;
  code: 'missing' | 'missing_field' | 'invalid' | 'already_exists' | 'unprocessable' | 'custom';
  field?: string;
  message?: string;
}

/** What else a refusal carries: GraphQL's type and wording where they differ from REST's, a 422's list. */
export interface ErrorDetail {
  type?: GraphqlErrorType;
  graphqlMessage?: string;
  errors?: (FieldError | string)[];
}

/** A refusal as GitHub words it: `status`, `message` and `errors` for REST, the `graphql…` pair for GraphQL. */
export class GitHubError extends Error {
  readonly status: number;
  readonly errors: (FieldError | string)[];
  readonly graphqlType: GraphqlErrorType;
  readonly graphqlMessage: string;

  constructor(status: number, message: string, detail: ErrorDetail = {}) {
    super(message);
    this.name = 'GitHubError';
    this.status = status;
    this.errors = detail.errors ?? [];
    this.graphqlType = detail.type ?? graphqlTypes[status] ?? 'UNPROCESSABLE';
    const first = this.errors[0];
    this.graphqlMessage =
      detail.graphqlMessage ?? (typeof first === 'string' ? first : first?.message) ?? message;
  }
}

const graphqlTypes: Record<number, GraphqlErrorType> = { 403: 'FORBIDDEN', 404: 'NOT_FOUND' };

export type { Actions, CheckRun, CheckSuite, Workflow, WorkflowRun } from './state/actions.ts';
export type { Comment, Issue, Label, Pull, Review, ReviewComment } from './state/issues.ts';
