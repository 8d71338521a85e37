import { sqliteErrorCode } from './sqlite/sqlite-error.ts';

/** Why a data directory was not opened; the message is a sentence for the person who asked. */
export type StoreRefusal = {
  readonly kind: 'refused';
  readonly reason: 'in-use' | 'unusable' | 'other-release' | 'missing';
  readonly message: string;
};

export function refused(reason: StoreRefusal['reason'], message: string): StoreRefusal {
  return { kind: 'refused', reason, message };
}

// From making the directory, before SQLite is asked.
const fileCodes = new Set([
  'EACCES',
  'EEXIST',
  'ENOENT',
  'ENOTDIR',
  'EPERM',
  'EROFS',
  'ENOSPC',
  'ENAMETOOLONG',
]);

/** What the machine's owner can fix is a value; anything else goes on as the error it is. */
export function refusalOf(error: unknown, dir: string): StoreRefusal {
  const detail = error instanceof Error ? error.message : String(error);
  const code = sqliteErrorCode(error);
  const file =
    error instanceof Error && 'code' in error && typeof error.code === 'string' && fileCodes.has(error.code);
  if (file || code === 'unusable')
    return refused('unusable', `${dir} cannot be used for the database: ${detail}`);
  if (code === 'full') return refused('unusable', `the disk that holds ${dir} is full`);
  if (code === 'busy') return refused('in-use', `the database in ${dir} is locked by another program`);
  throw error;
}
