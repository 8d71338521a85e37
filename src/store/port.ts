import type { Artefact } from '../record/artefact.ts';
import type { LogEntry, NewEntry } from '../record/log-entry.ts';
import type { BoardRow } from '../task/shapes/board-row.ts';
import type { Delivery, StoredDelivery } from '../task/shapes/delivery.ts';
import type { Amount } from '../task/gates/budget.ts';
import type { Claim, Lease } from '../task/shapes/lease.ts';
import type { Reservation, Reserved, Used } from '../task/shapes/reservation.ts';
import type { TaskStatus } from '../task/view.ts';

/**
 * The one memory of the server, whatever database is behind it. Every method that answers has its effect, whatever
 * becomes of this process; every method that throws has had none. Deliveries that were received, entries, checkpoints
 * and money are on the disk then; due rows, the board and what was read of the inbox may be lost with the power, the
 * latest first, and are made again from the rest. Times are epoch milliseconds, `repo` is `<owner>/<repo>`.
 */
export type Store = {
  readonly inbox: Inbox;
  readonly due: Due;
  readonly entries: Entries;
  readonly checkpoints: Checkpoints;
  readonly artefacts: Artefacts;
  readonly board: Board;
  readonly ledger: Ledger;
  /** Waits for what is under way, then frees the data directory. */
  close(): Promise<void>;
};

/** What `show` and `verify` may use beside a running server: nothing that writes. */
export type StoreReader = {
  readonly inbox: Pick<Inbox, 'read' | 'recent'>;
  readonly due: Pick<Due, 'nextAt'>;
  readonly entries: Pick<Entries, 'ofTask' | 'log' | 'head' | 'repos' | 'lockedBy'>;
  readonly checkpoints: Pick<Checkpoints, 'latest'>;
  readonly artefacts: Pick<Artefacts, 'read'>;
  readonly board: Pick<Board, 'get' | 'list' | 'byRepo' | 'concerning' | 'liveTask'>;
  close(): Promise<void>;
};

export type Inbox = {
  /**
   * Keeps the delivery and its due row `inbox:<id>` in one transaction; calls of one tick share it. An id that was
   * processed is answered 'done'; one that was not has its due row raised again. The first payload stays.
   */
  receive(delivery: Delivery): Promise<'stored' | 'again' | 'done'>;
  read(id: string): Promise<StoredDelivery | null>;
  processed(id: string, at: number): Promise<void>;
  /** Keeps the delivery for another try. */
  failed(id: string, reason: string): Promise<void>;
  /** Newest first, without regard to their state. */
  recent(limit: number): Promise<StoredDelivery[]>;
  /** Forgets deliveries processed before that time; answers how many. */
  prune(olderThan: number): Promise<number>;
};

export type Due = {
  /** How often the row was raised since it came: another number than before says that something came in. 0: no such row. */
  raised(key: string): Promise<number>;
  /** Makes sure that the row is claimed again at that time or before, also when somebody holds it now. */
  raise(key: string, dueAt: number): Promise<void>;
  /** Leases the most overdue row that nobody holds. A fence is never given twice, not even after a row is gone. */
  claim(owner: string, now: number, leaseMs: number): Promise<Claim | null>;
  /** Moves the end of the lease; false if it is not ours any more. */
  heartbeat(lease: Lease, until: number): Promise<boolean>;
  /**
   * Ends the claim: the row goes, or waits for `next`. If it was raised since the claim it stays, due at the raised
   * time or `next`, whichever is earlier. False if the lease is not ours any more; then nothing changes.
   */
  settle(claim: Claim, next: { readonly dueAt: number } | null): Promise<boolean>;
  /** Ends a claim whose turn failed: counts it, keeps the reason, and tries again at that time. False as `settle`. */
  setBack(claim: Claim, failed: { readonly dueAt: number; readonly reason: string }): Promise<boolean>;
  /** Is the lease ours and not over? */
  holds(lease: Lease, now: number): Promise<boolean>;
  /** When the next row can be claimed: its time, or the end of the lease on it. Null where there is none. */
  nextAt(): Promise<number | null>;
  /** Called in this process after rows were raised: a hint, never the only way to learn it. Answers how to stop. */
  onRaise(listener: () => void): () => void;
};

export type Appended =
  | { readonly kind: 'appended'; readonly entry: LogEntry }
  /** The task does not stand at the version before this one: somebody else wrote, or this entry is in already. */
  | { readonly kind: 'conflict' }
  /** The lease has gone to somebody else. */
  | { readonly kind: 'fenced' }
  /** The base branch that the entry asks for is locked by another task of the repository. */
  | { readonly kind: 'locked'; readonly by: string };

export type Entries = {
  /**
   * Compare-and-append on task and version (the first is 1). Index, leaf, root and artefacts are written in the same
   * transaction. With a lease, only while nobody else has taken the row: a late outcome is better written than lost.
   * `base` is the branch that only this task may merge into after the entry; null: none, and the task's lock ends.
   * The lock is taken or ended in the same transaction, so that lock and log never differ, whatever is killed.
   */
  append(entry: NewEntry, lease?: Lease, base?: string | null): Promise<Appended>;
  /** The task that has locked the base branch of the repository; null: none. */
  lockedBy(repo: string, base: string): Promise<string | null>;
  ofTask(task: string): Promise<LogEntry[]>;
  /** The whole log of a repository in order, read in pages. `leaf` is hex. */
  log(repo: string): AsyncIterable<{ readonly entry: LogEntry; readonly leaf: string }>;
  /** Size and tree head; of a log that does not exist: those of the empty tree. */
  head(repo: string): Promise<LogHead>;
  repos(): Promise<string[]>;
};

export type LogHead = {
  readonly size: number;
  readonly root: Uint8Array;
  readonly peaks: readonly Uint8Array[];
};

export type Checkpoints = {
  /** Keeps a signed note; one that is there for this size stays. */
  save(repo: string, size: number, note: string): Promise<void>;
  latest(repo: string): Promise<{ readonly size: number; readonly note: string } | null>;
};

export type Artefacts = {
  /** Null where it was never kept, and where it was erased. */
  read(address: string): Promise<Artefact | null>;
  /** Removes salt and bytes and keeps the reason; false where there was nothing to remove. */
  erase(address: string, because: string): Promise<boolean>;
};

/** What calls of models cost, kept over restarts. A reservation counts in full until it is settled. */
export type Ledger = {
  /** Makes room for a call at its worst, or says which limit has none. One after the other in a repository. */
  reserve(wanted: Reservation): Promise<Reserved>;
  /** What the call came to; it takes the place of the reservation. */
  settle(id: string, amount: Amount): Promise<void>;
  used(task: string): Promise<Used>;
};

/** The row that the entries of one task come to, null if they show nothing. */
export type Project = (entries: readonly LogEntry[]) => BoardRow | null;

export type Board = {
  /** A row of an older version than the one kept is passed over: its writer is late. */
  put(row: BoardRow): Promise<void>;
  get(task: string): Promise<BoardRow | null>;
  /** Newest change first. */
  list(filter: { readonly status?: TaskStatus }): Promise<BoardRow[]>;
  /** Rows that are neither done nor cancelled. */
  byRepo(repo: string): Promise<BoardRow[]>;
  /** Every generation's row of these issues, and of the tasks whose pull request it is. At most 500 issues. */
  concerning(
    repo: string,
    what: { readonly issues: readonly number[]; readonly pull: number | null },
  ): Promise<BoardRow[]>;
  /** Rows that are neither done nor cancelled and whose wait names the event. */
  waitingFor(repo: string, event: string): Promise<BoardRow[]>;
  /** The task of this issue that is neither done nor cancelled. */
  liveTask(repo: string, issue: number): Promise<BoardRow | null>;
  /** Rebuilds the whole board from the entries; answers how many rows it has. */
  rebuild(project: Project): Promise<number>;
};
