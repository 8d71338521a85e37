// The whole state of the local GitHub. Surfaces (http, rest, graphql) and Actions read these objects and change
// them only through `ops/*`. Objects are live and shared by reference: an answer built after an operation sees it.
//
// Conventions
// - An operation is `operation(world, actor, …)`; it checks the actor's permission itself, changes the state,
//   queues webhooks and follow-ups, and returns the live object. What GitHub refuses is a thrown `GitHubError`.
// - Reads need no operation: walk the objects; call `requireAccess` (ops/permit.ts) first.
// - Times are `Date`s from `world.now()`, never the host's clock. Git dates come from it too.
import type { Actions } from './actions/service.ts';
import type { Faults } from './faults.ts';
import type { Ids } from './ids.ts';
import type { Later } from './later.ts';
import type { Installation, Token } from './state/access.ts';
import type { App, User } from './state/accounts.ts';
import type { NodeEntry } from './state/node-entry.ts';
import type { Repository } from './state/repository.ts';
import type { Settings } from './state/settings.ts';
import type { Mismatch, RequestLine } from './state/traffic.ts';
import type { Hooks } from './webhooks/hooks.ts';

export type World = {
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
};
