import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { unpackTar } from 'modern-tar';
import type { Files, SourceFile } from '../patch/change.ts';

/** What a tarball may hold: bytes after decompression, and entries of any kind. */
export type TarballCaps = { bytes: number; entries: number };

export const tarballCaps: TarballCaps = { bytes: 256 * 1024 * 1024, entries: 100_000 };

export type TarballProblem =
  'too-large' | 'too-many-entries' | 'malformed' | 'unsafe-path' | 'unsupported-entry';

export type Snapshot =
  { kind: 'snapshot'; files: Files } | { kind: 'refused'; reason: TarballProblem; message: string };

type Refused = Extract<Snapshot, { kind: 'refused' }>;
type Entry = Awaited<ReturnType<typeof unpackTar>>[number];

const inflate = promisify(gunzip);

/**
 * Read GitHub's tarball of a commit, gzipped, into memory; its leading folder is dropped. Submodules
 * are empty folders there and so do not appear. Anything odd refuses the whole: a tree with a hole
 * must not be taken for the tree.
 */
export async function readTarball(bytes: Uint8Array, caps: TarballCaps = tarballCaps): Promise<Snapshot> {
  const tar = await open(bytes, caps);
  if (!(tar instanceof Uint8Array)) return tar;
  const entries = await unpack(tar, caps);
  if (!Array.isArray(entries)) return entries;
  const files = new Map<string, SourceFile>();
  for (const entry of entries) {
    const path = pathInRepository(entry.header.name);
    if (path === '') continue;
    if (path === null || files.has(path)) {
      return refuse('unsafe-path', 'The tarball holds a path that points outside of it, or one path twice.');
    }
    const file = toFile(entry);
    if (file === 'directory') continue;
    if (file === null)
      return refuse('unsupported-entry', 'The tarball holds an entry that git does not know.');
    files.set(path, file);
  }
  return { kind: 'snapshot', files };
}

async function open(bytes: Uint8Array, caps: TarballCaps): Promise<Uint8Array | Refused> {
  try {
    return await inflate(bytes, { maxOutputLength: caps.bytes, chunkSize: 1 << 20 });
  } catch (error) {
    if (isCoded(error) && error.code === 'ERR_BUFFER_TOO_LARGE') {
      return refuse('too-large', `The tarball holds more than ${Math.floor(caps.bytes / 1024 / 1024)} MB.`);
    }
    return refuse('malformed', 'The tarball is not gzip, or is cut off.');
  }
}

async function unpack(tar: Uint8Array, caps: TarballCaps): Promise<Entry[] | Refused> {
  let seen = 0;
  try {
    const entries = await unpackTar(tar, {
      strict: true,
      // Past the cap nothing more is kept, so a million empty entries cost no memory.
      filter: () => {
        seen += 1;
        return seen <= caps.entries;
      },
    });
    if (seen > caps.entries)
      return refuse('too-many-entries', `The tarball has more than ${caps.entries} entries.`);
    return entries;
  } catch {
    return refuse('malformed', 'The tarball is not a tar archive, or is cut off.');
  }
}

function toFile({ header, data }: Entry): SourceFile | 'directory' | null {
  switch (header.type) {
    case 'directory':
      return 'directory';
    case 'symlink':
      return { mode: 'symlink', bytes: new TextEncoder().encode(header.linkname ?? '') };
    case 'file':
    case undefined:
      return {
        mode: ((header.mode ?? 0) & 0o100) === 0 ? 'file' : 'executable',
        bytes: data ?? new Uint8Array(),
      };
    default:
      return null;
  }
}

/** The path below the leading folder: '' for that folder itself, null for a path that is not safe. */
function pathInRepository(name: string): string | null {
  const parts = name.replace(/\/$/u, '').split('/');
  // U+FFFD: the name is not UTF-8, and what is shown would not be the file's name.
  const unsafe = parts.some(
    (part) => part === '' || part === '.' || part === '..' || /[\0\uFFFD]/u.test(part),
  );
  return unsafe ? null : parts.slice(1).join('/');
}

function isCoded(error: unknown): error is { code: unknown } {
  return typeof error === 'object' && error !== null && 'code' in error;
}

function refuse(reason: TarballProblem, message: string): Refused {
  return { kind: 'refused', reason, message };
}
