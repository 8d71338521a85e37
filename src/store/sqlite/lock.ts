import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sqliteErrorCode } from './sqlite-error.ts';

/** The right to be the one server of a data directory. */
export type DirectoryLock = { readonly release: () => void };

// A database that nobody refers to is collected, and its lock goes with it.
const held = new Set<DatabaseSync>();

/**
 * Takes the lock, or answers null where another server (or this process) has it. The lock is an open transaction on
 * a database of its own: the kernel frees it with the process, however that ends, and readers of the data never meet
 * it. Nothing else may open and close that file here: POSIX would drop the lock.
 */
export function lockDirectory(dir: string): DirectoryLock | null {
  const database = new DatabaseSync(join(dir, 'server.lock'), { timeout: 0 });
  try {
    database.exec('begin exclusive');
  } catch (error) {
    database.close();
    if (sqliteErrorCode(error) === 'busy') return null;
    throw error;
  }
  held.add(database);
  return {
    release() {
      if (held.delete(database)) database.close();
    },
  };
}
