/** What a SQLite error means for the person who starts a server; 'other' is broken. */
export type SqliteErrorCode = 'busy' | 'unusable' | 'full' | 'other';

/** SQLite's primary result codes; the extended ones carry them in their low byte. https://sqlite.org/rescode.html */
const meanings: ReadonlyMap<number, SqliteErrorCode> = new Map([
  [3, 'unusable'], // PERM
  [5, 'busy'], // BUSY
  [6, 'busy'], // LOCKED
  [8, 'unusable'], // READONLY
  [10, 'unusable'], // IOERR
  [11, 'unusable'], // CORRUPT
  [13, 'full'], // FULL
  [14, 'unusable'], // CANTOPEN
  [26, 'unusable'], // NOTADB
]);

/** Looks through the causes, since errors are wrapped on their way up. */
export function sqliteErrorCode(error: unknown): SqliteErrorCode {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('errcode' in at && typeof at.errcode === 'number') return meanings.get(at.errcode & 0xff) ?? 'other';
  }
  return 'other';
}
