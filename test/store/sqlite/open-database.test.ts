import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDatabase } from '../../../src/store/sqlite/open-database.ts';

// No kill of a process can show a missing fsync (only a power cut does), so the setting itself is looked at.
it('writes ahead, waits for the disk at every commit, waits briefly for others, and overwrites what is deleted', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'cadence-database-'));
  const database = openDatabase(join(dir, 'db'), { busyTimeoutMs: 123 });
  const pragma = (name: string) => Object.values(database.prepare(`pragma ${name}`).get() ?? {})[0];
  expect(['journal_mode', 'synchronous', 'busy_timeout', 'secure_delete'].map(pragma)).toEqual([
    'wal',
    2,
    123,
    1,
  ]);
  database.close();
  await rm(dir, { recursive: true });
});
