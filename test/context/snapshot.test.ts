import { gzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';
import { describe, expect, it } from 'vitest';
import { readTarball, tarballCaps, type Snapshot } from '../../src/context/snapshot.ts';

type Entries = Parameters<typeof packTar>[0];
const file = (name: string, body: string, mode = 0o644): Entries[number] => ({
  header: { name, size: Buffer.byteLength(body), mode },
  body,
});
const folder = (name: string): Entries[number] => ({ header: { name, type: 'directory', size: 0 } });
const link = (name: string, linkname: string): Entries[number] => ({
  header: { name, type: 'symlink', size: 0, linkname },
});
const tarball = async (...entries: Entries): Promise<Uint8Array> => gzipSync(await packTar(entries));
const reason = (snapshot: Snapshot): string =>
  snapshot.kind === 'refused' ? snapshot.reason : snapshot.kind;

async function read(...entries: Entries): Promise<[string, string, string][]> {
  const snapshot = await readTarball(await tarball(...entries));
  if (snapshot.kind === 'refused') throw new Error(snapshot.message);
  return [...snapshot.files].map(([path, { mode, bytes }]) => [path, mode, Buffer.from(bytes).toString()]);
}

describe('readTarball', () => {
  it('reads files, modes and links below the leading folder', async () => {
    const entries = [
      folder('o-r-abc/'),
      file('o-r-abc/add.py', 'def add(): pass\n'),
      folder('o-r-abc/bin/'),
      file('o-r-abc/bin/run', '#!/bin/sh\n', 0o775),
      file('o-r-abc/empty', ''),
      link('o-r-abc/latest', '../elsewhere'),
    ];
    expect(await read(...entries)).toEqual([
      ['add.py', 'file', 'def add(): pass\n'],
      ['bin/run', 'executable', '#!/bin/sh\n'],
      ['empty', 'file', ''],
      ['latest', 'symlink', '../elsewhere'],
    ]);
  });

  it('reads long and non-ASCII names, and the global header that git writes', async () => {
    const long = `r/${'d'.repeat(120)}/${'é'.repeat(100)}.py`;
    const global: Entries[number] = {
      header: { name: 'pax_global_header', type: 'pax-global-header', size: 27 },
      body: '27 comment=0123456789abcdef',
    };
    expect(await read(global, file(long, 'x'), file('r/ü b.py', 'y'))).toEqual([
      [long.slice(2), 'file', 'x'],
      ['ü b.py', 'file', 'y'],
    ]);
  });

  it('keeps bytes as they are', async () => {
    const body = Uint8Array.from({ length: 256 }, (_, index) => index);
    const snapshot = await readTarball(await tarball({ header: { name: 'r/b', size: 256 }, body }));
    expect(snapshot.kind === 'snapshot' && [...(snapshot.files.get('b')?.bytes ?? [])]).toEqual([...body]);
  });

  it('holds no more memory in the end than its files need', async () => {
    const size = 16 * 1024 * 1024;
    const packed = await tarball({ header: { name: 'r/b', size }, body: new Uint8Array(size) });
    const before = process.memoryUsage().arrayBuffers;
    const snapshot = await readTarball(packed);
    const grown = process.memoryUsage().arrayBuffers - before;
    expect(snapshot.kind).toBe('snapshot');
    expect(grown).toBeLessThan(size * 1.2);
  });

  it.each([['r/../x'], ['r/a/../../x'], ['../x'], ['/etc/passwd'], ['r//x'], ['r/./x']])(
    'refuses the path %s',
    async (name) => {
      expect(reason(await readTarball(await tarball(file(name, 'x'))))).toBe('unsafe-path');
    },
  );

  it('refuses one path twice', async () => {
    expect(reason(await readTarball(await tarball(file('r/a', '1'), file('r/a', '2'))))).toBe('unsafe-path');
  });

  it.each(['link', 'fifo', 'character-device'] as const)('refuses an entry of type %s', async (type) => {
    const odd: Entries[number] = { header: { name: 'r/a', type, size: 0, linkname: 'r/b' } };
    expect(reason(await readTarball(await tarball(odd)))).toBe('unsupported-entry');
  });

  it('refuses a bomb before it unfolds', async () => {
    const bomb = gzipSync(new Uint8Array(4 * 1024 * 1024));
    expect(reason(await readTarball(bomb, { ...tarballCaps, bytes: 1024 * 1024 }))).toBe('too-large');
  });

  it('refuses too many entries, and takes as many as are allowed', async () => {
    const entries = [folder('r/'), file('r/a', '1'), file('r/b', '2')];
    expect(reason(await readTarball(await tarball(...entries), { ...tarballCaps, entries: 2 }))).toBe(
      'too-many-entries',
    );
    expect(reason(await readTarball(await tarball(...entries), { ...tarballCaps, entries: 3 }))).toBe(
      'snapshot',
    );
  });

  it('refuses what is cut off, altered or no tarball at all', async () => {
    const whole = await tarball(file('r/a', 'x'.repeat(3000)));
    const tar = await packTar([file('r/a', 'x'.repeat(3000))]);
    const altered = Uint8Array.from(tar);
    altered[0] = 0x71;
    const wrong = [
      whole.subarray(0, -20),
      gzipSync(tar.subarray(0, 1500)),
      gzipSync(altered),
      gzipSync('text'),
      tar,
      new Uint8Array(),
    ];
    const reasons = await Promise.all(wrong.map(async (bytes) => reason(await readTarball(bytes))));
    expect(new Set(reasons)).toEqual(new Set(['malformed']));
  });
});
