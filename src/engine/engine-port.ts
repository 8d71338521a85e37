/** What the engine needs of the store and of GitHub: declared here, provided by compose. */
import type { ActDeps, Artefact, GitHub } from '../acts/act.ts';
import type { RequestCounts } from '../task/spending.ts';
import type { NewEntry } from '../record/log-entry.ts';
import type { BoardRow } from '../task/shapes/board-row.ts';
import type { StoredDelivery } from '../task/shapes/delivery.ts';
import type { Claim, Lease } from '../task/shapes/lease.ts';
import type { RepoName } from '../task/names.ts';
import type { Settings } from '../task/step.ts';

export type EngineStore = {
  readonly inbox: {
    read(id: string): Promise<StoredDelivery | null>;
    processed(id: string, at: number): Promise<void>;
    failed(id: string, reason: string): Promise<void>;
    prune(olderThan: number): Promise<number>;
  };
  readonly due: {
    raise(key: string, dueAt: number): Promise<void>;
    raised(key: string): Promise<number>;
    claim(owner: string, now: number, leaseMs: number): Promise<Claim | null>;
    heartbeat(lease: Lease, until: number): Promise<boolean>;
    settle(claim: Claim, next: { readonly dueAt: number } | null): Promise<boolean>;
    setBack(claim: Claim, failed: { readonly dueAt: number; readonly reason: string }): Promise<boolean>;
    holds(lease: Lease, now: number): Promise<boolean>;
    nextAt(): Promise<number | null>;
    onRaise(listener: () => void): () => void;
  };
  readonly entries: {
    append(
      entry: NewEntry,
      lease?: Lease,
      base?: string | null,
    ): Promise<
      | { kind: 'appended'; entry: unknown }
      | { kind: 'conflict' }
      | { kind: 'fenced' }
      | { kind: 'locked'; by: string }
    >;
    lockedBy(repo: string, base: string): Promise<string | null>;
    ofTask(task: string): Promise<readonly unknown[]>;
  };
  readonly board: {
    put(row: BoardRow): Promise<void>;
    byRepo(repo: string): Promise<readonly BoardRow[]>;
    concerning(
      repo: string,
      what: { readonly issues: readonly number[]; readonly pull: number | null },
    ): Promise<readonly BoardRow[]>;
    waitingFor(repo: string, event: string): Promise<readonly BoardRow[]>;
  };
};

export type EngineLog = {
  debug(fields: Readonly<Record<string, unknown>>, message: string): void;
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
};

export type EngineDeps = Omit<ActDeps, 'github' | 'artefact' | 'settings'> & {
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
