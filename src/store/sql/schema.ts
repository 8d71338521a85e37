/** Rows as the database holds them: texts, integers and bytes; times are epoch milliseconds. */
export type Schema = {
  inbox: InboxRow;
  due: DueRow;
  counter: { name: string; value: number };
  log: { repo: string; size: number; frontier: string };
  entry: { repo: string; idx: number; task: string; version: number; leaf: string; body: string };
  checkpoint: { repo: string; size: number; note: string; saved_at: number };
  artefact: ArtefactRow;
  board: BoardTable;
  ledger: LedgerRow;
};

export type InboxRow = {
  id: string;
  event: string;
  action: string | null;
  payload: string;
  received_at: number;
  processed_at: number | null;
  failures: number;
  failure: string | null;
};

/**
 * `raised_due_at` is the earliest time asked for while somebody held the row. `failures` counts the turns that failed
 * since one succeeded; `failure` is the last reason.
 */
type DueRow = {
  key: string;
  due_at: number;
  generation: number;
  fence: number;
  owner: string | null;
  lease_until: number | null;
  raised_due_at: number | null;
  failures: number;
  failure: string | null;
};

/** Salt (hex) and bytes are null once erased; then the other two say when and why. */
type ArtefactRow = {
  address: string;
  salt: string | null;
  bytes: Uint8Array | null;
  erased_at: number | null;
  erased_because: string | null;
};

/** A call of a model: what it may come to (`reserved`), or came to. */
type LedgerRow = {
  id: string;
  repo: string;
  task: string;
  day: number;
  tokens: number;
  usd: number;
  state: 'reserved' | 'settled';
};

export type BoardTable = {
  task: string;
  repo: string;
  issue: number;
  pull: number | null;
  version: number;
  phase: string;
  status: string;
  updated_at: number;
  wait_events: string;
  view: string;
};
