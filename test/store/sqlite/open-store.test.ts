import { spawn } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addressOf, newSalt } from '../../../src/record/artefact.ts';
import { openReader } from '../../../src/store/sqlite/open-reader.ts';
import { openStore } from '../../../src/store/sqlite/open-store.ts';
import type { Store, StoreReader } from '../../../src/store/port.ts';
import { storeContract } from '../contract.ts';
import { boardRow, collect, delivery, newEntry, repo } from '../samples.ts';

const writer = fileURLToPath(new URL('./crash-writer.ts', import.meta.url));
let root: string;
let dir: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'cadence-store-'));
  dir = join(root, 'data');
});
afterEach(() => rm(root, { recursive: true }));

describe('the SQLite store', () => {
  storeContract(() => {
    const home = join(root, 'contract');
    return Promise.resolve({
      open: () => open(home),
      writer: [process.execPath, writer, home],
      remove: () => rm(home, { recursive: true }),
    });
  });

  it('lets the event loop turn while it is kept busy', async () => {
    const store = await open(dir);
    const loop = { turned: false };
    setImmediate(() => (loop.turned = true));
    for (let asked = 0; asked < 20_000 && !loop.turned; asked += 1) await store.due.nextAt();
    expect(loop.turned).toBe(true);
    await store.close();
  });
});

describe('a data directory', () => {
  it('is made for its owner alone', async () => {
    await (await open(dir)).close();
    expect((await stat(dir)).mode & 0o777).toBe(0o700);
  });

  it('has one server: a second one is told so', async () => {
    const store = await open(dir);
    const second = await openStore({ dir, now: () => new Date(0) });
    expect(second).toEqual({
      kind: 'refused',
      reason: 'in-use',
      message: `another Cadence server is using ${dir}`,
    });
    await store.close();
    await (await open(dir)).close();
  });

  it('is held against another process, and is free right after that one was killed', async () => {
    const child = spawn(process.execPath, [writer, dir, 'idle'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const closed = new Promise((resolve) => child.once('close', resolve));
    await new Promise((resolve) => child.stdout.once('data', resolve));
    expect(await openStore({ dir, now: () => new Date(0) })).toMatchObject({
      kind: 'refused',
      reason: 'in-use',
    });
    child.kill('SIGKILL');
    await closed;
    await (await open(dir)).close();
  });

  it('stays held when nothing refers to the store any more', async () => {
    await open(dir);
    // A collected handle would free the lock; the pressure makes the collector run.
    for (let round = 0; round < 40; round += 1) {
      Array.from({ length: 20_000 }, (_, at) => ({ at }));
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await openStore({ dir, now: () => new Date(0) })).toMatchObject({ reason: 'in-use' });
  });

  it('that cannot be used is refused with a sentence', async () => {
    await writeFile(dir, 'a file in the way');
    expect(await openStore({ dir, now: () => new Date(0) })).toMatchObject({
      kind: 'refused',
      reason: 'unusable',
      message: expect.stringContaining(dir) as string,
    });
    expect(await openStore({ dir: join(dir, 'below'), now: () => new Date(0) })).toMatchObject({
      reason: 'unusable',
    });
  });

  it('whose database is something else is refused, and is free again', async () => {
    await (await open(dir)).close();
    await writeFile(
      join(dir, 'cadence.sqlite'),
      'not a database, but long enough to be taken for one'.repeat(100),
    );
    expect(await openStore({ dir, now: () => new Date(0) })).toMatchObject({
      kind: 'refused',
      reason: 'unusable',
    });
    await rm(join(dir, 'cadence.sqlite'));
    await (await open(dir)).close();
  });

  it('that a newer release has written is refused, by a server and by a reader, and is free again', async () => {
    await (await open(dir)).close();
    const newer = new DatabaseSync(join(dir, 'cadence.sqlite'));
    newer.exec("insert into kysely_migration values ('9999-later', '')");
    const message = expect.stringContaining('9999-later') as string;
    expect(await openStore({ dir, now: () => new Date(0) })).toMatchObject({
      reason: 'other-release',
      message,
    });
    expect(await openReader({ dir })).toMatchObject({ kind: 'refused', reason: 'other-release' });
    newer.exec("delete from kysely_migration where name = '9999-later'");
    newer.close();
    await (await open(dir)).close();
  });

  it('keeps no byte of what was erased or forgotten', async () => {
    const store = await open(dir);
    const artefact = { salt: newSalt(), bytes: Buffer.from(`canary ${'words of a person '.repeat(600)}`) };
    await store.entries.append(newEntry('a', 1, { artefacts: [artefact] }));
    await store.inbox.receive(delivery('d', { payload: `canary ${'{}'.repeat(6_000)}` }));
    await store.inbox.processed('d', 1);
    expect(await bytesOf(dir)).toContain('canary');
    await store.artefacts.erase(addressOf(artefact.salt, artefact.bytes), 'asked');
    await store.inbox.prune(2);
    await store.close();
    const left = await bytesOf(dir);
    expect(left).not.toContain('canary');
    expect(left).not.toContain('words of a person');
    expect(left).toContain('asked');
  });
});

describe('a reader', () => {
  it('sees what a running server writes, and does not stop it', async () => {
    const store = await open(dir);
    const reader = await read(dir);
    await store.entries.append(newEntry('a', 1));
    await store.board.put(boardRow('a'));
    expect((await reader.entries.head(repo)).size).toBe(1);
    expect(await collect(reader.entries.log(repo))).toHaveLength(1);
    expect(await reader.board.list({})).toEqual([boardRow('a')]);
    await reader.close();
    await store.close();
  });

  it('works without a server, and leaves the directory free for one', async () => {
    const store = await open(dir);
    await store.entries.append(newEntry('a', 1));
    await store.close();
    const reader = await read(dir);
    expect(await reader.entries.ofTask('a')).toHaveLength(1);
    await (await open(dir)).close();
    await reader.close();
  });

  it('says where there is nothing to read, and makes nothing', async () => {
    expect(await openReader({ dir: root })).toMatchObject({ kind: 'refused', reason: 'missing' });
    expect(await readdir(root)).toEqual([]);
  });
});

async function open(at: string): Promise<Store> {
  const opened = await openStore({ dir: at, now: () => new Date(0) });
  if (opened.kind === 'refused') throw new Error(opened.message);
  return opened.store;
}

async function read(at: string): Promise<StoreReader> {
  const opened = await openReader({ dir: at });
  if (opened.kind === 'refused') throw new Error(opened.message);
  return opened.reader;
}

async function bytesOf(at: string): Promise<string> {
  const files = await Promise.all((await readdir(at)).map((name) => readFile(join(at, name), 'latin1')));
  return files.join('\n');
}
