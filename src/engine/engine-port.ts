/** What the engine needs of the store and of GitHub: declared here, provided by compose. */
import type { ActDeps, Artefact, GitHub } from '../acts/act.ts';
import type { RequestCounts } from '../task/entry.ts';
import type { JsonObject } from '../record/log-entry.ts';
import type { RepoName } from '../task/names.ts';
import type { Settings } from '../task/step.ts';
import type { TaskStatus, TaskView } from '../task/view.ts';

export type Lease = { readonly key: string; readonly owner: string; readonly fence: number };
export type Claim = Lease & { readonly generation: number; readonly dueAt: number };

type StoredEntry = {
  readonly repo: string;
  readonly task: string;
  readonly version: number;
  readonly at: string;
  readonly actor: string;
  readonly phase: string;
  readonly kind: string;
  readonly headSha?: string;
  readonly data: JsonObject;
  readonly artefacts: readonly { readonly salt: Uint8Array; readonly bytes: Uint8Array }[];
};

export type BoardRow = {
  readonly task: string;
  readonly repo: string;
  readonly issue: number;
  readonly version: number;
  readonly phase: string;
  readonly status: TaskStatus;
  readonly updatedAt: number;
  readonly waitEvents: readonly string[];
  readonly view: TaskView;
};

export type EngineStore = {
  readonly inbox: {
    read(id: string): Promise<{
      event: string;
      action: string | null;
      payload: string;
      processedAt: number | null;
      failures: number;
    } | null>;
    processed(id: string, at: number): Promise<void>;
    failed(id: string, reason: string): Promise<void>;
  };
  readonly due: {
    raise(key: string, dueAt: number): Promise<void>;
    raised(key: string): Promise<number>;
    claim(owner: string, now: number, leaseMs: number): Promise<Claim | null>;
    heartbeat(lease: Lease, until: number): Promise<boolean>;
    settle(claim: Claim, next: { readonly dueAt: number } | null): Promise<boolean>;
    holds(lease: Lease, now: number): Promise<boolean>;
    nextAt(): Promise<number | null>;
    onRaise(listener: () => void): () => void;
  };
  readonly entries: {
    append(
      entry: StoredEntry,
      lease?: Lease,
    ): Promise<{ kind: 'appended'; entry: unknown } | { kind: 'conflict' } | { kind: 'fenced' }>;
    ofTask(task: string): Promise<readonly unknown[]>;
  };
  readonly board: {
    put(row: BoardRow): Promise<void>;
    byRepo(repo: string, which: 'all' | 'live'): Promise<readonly BoardRow[]>;
  };
};

export type EngineLog = {
  debug(fields: Readonly<Record<string, unknown>>, message: string): void;
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
};

export type EngineDeps = Omit<ActDeps, 'github' | 'artefact' | 'settings' | 'lookAgain'> & {
  readonly store: EngineStore;
  readonly settings: Settings;
  readonly artefact: (bytes: Uint8Array) => Artefact;
  /** GitHub for one issue's repository, with the requests made for that issue since they were last taken. */
  readonly githubFor: (key: {
    readonly repo: RepoName;
    readonly issue: number;
  }) => Promise<{ readonly github: GitHub; readonly takeRequests: () => RequestCounts }>;
  /** Who writes entries: the App's name and this worker. */
  readonly actor: string;
  readonly owner: string;
  readonly log: EngineLog;
};
