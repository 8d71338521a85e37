import { afterEach, beforeEach } from 'vitest';
import type { Store } from '../../src/store/port.ts';
import { artefactsContract } from './contract/artefacts.ts';
import { baseLockContract } from './contract/base-lock.ts';
import { boardContract } from './contract/board.ts';
import { crashContract } from './contract/crash.ts';
import { dueContract } from './contract/due.ts';
import { entriesContract } from './contract/entries.ts';
import { inboxContract } from './contract/inbox.ts';
import { ledgerContract } from './contract/ledger.ts';

/** An empty database, and how this process and others come by a store on it. */
export type Home = {
  readonly open: () => Promise<Store>;
  /** The command of a process that opens the same database, writes and reports (see `crash-writer.ts`). */
  readonly writer: readonly string[];
  readonly remove: () => Promise<void>;
};

/** What a contract's tests get: the store of the running test, made anew for each. */
export type Subject = {
  readonly store: () => Store;
  readonly home: () => Home;
  readonly reopen: () => Promise<Store>;
};

/** Everything that a store promises, whatever database is behind it; to be called inside a `describe`. */
export function storeContract(make: () => Promise<Home>): void {
  let home: Home;
  let store: Store;
  beforeEach(async () => {
    home = await make();
    store = await home.open();
  });
  afterEach(async () => {
    await store.close();
    await home.remove();
  });
  const subject: Subject = {
    store: () => store,
    home: () => home,
    async reopen() {
      await store.close();
      store = await home.open();
      return store;
    },
  };
  inboxContract(subject);
  dueContract(subject);
  entriesContract(subject);
  baseLockContract(subject);
  artefactsContract(subject);
  boardContract(subject);
  ledgerContract(subject);
  crashContract(subject);
}
