import { DatabaseSync } from 'node:sqlite';

export const databaseFile = 'cadence.sqlite';

export type StoreSettings = {
  /** How long a write waits for another process. It blocks the event loop, so it is short. */
  readonly busyTimeoutMs: number;
};

const defaults: StoreSettings = { busyTimeoutMs: 250 };

/** The server's connection: nothing that it answered may be lost, nothing that it erased may be found. */
export function openDatabase(path: string, settings: Partial<StoreSettings>): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: settings.busyTimeoutMs ?? defaults.busyTimeoutMs });
  try {
    // Deliveries are some 20 KB: larger pages write them in fewer pieces. Only a new database takes this.
    database.exec('pragma page_size = 8192');
    database.exec('pragma journal_mode = wal');
    // WAL alone would lose the last transactions with the power; what was answered must be on the disk.
    database.exec('pragma synchronous = full');
    // What is erased or pruned is people's text: its bytes are overwritten, not only unlinked.
    database.exec('pragma secure_delete = on');
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}
