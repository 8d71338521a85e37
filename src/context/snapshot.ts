import { ReadableStream } from 'node:stream/web';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { createTarDecoder, type TarHeader } from 'modern-tar';
import type { Files, SourceFile } from '../patch/change/change.ts';

/** What a tarball may hold: bytes after decompression, and entries of any kind. */
export type TarballCaps = { bytes: number; entries: number };

export const tarballCaps: TarballCaps = { bytes: 256 * 1024 * 1024, entries: 100_000 };

export type TarballProblem =
  'too-large' | 'too-many-entries' | 'malformed' | 'unsafe-path' | 'unsupported-entry';

export type Snapshot =
  { kind: 'snapshot'; files: Files } | { kind: 'refused'; reason: TarballProblem; message: string };

type Refused = Extract<Snapshot, { kind: 'refused' }>;

const inflate = promisify(gunzip);

/**
 * Read GitHub's tarball of a commit, gzipped, into memory; its leading folder is dropped. Submodules
 * are empty folders there and so do not appear. Anything odd refuses the whole: a tree with a hole
 * must not be taken for the tree. All files are in one piece of memory that threads share.
 */
export async function readTarball(bytes: Uint8Array, caps: TarballCaps = tarballCaps): Promise<Snapshot> {
  const tar = await open(bytes, caps);
  if (!(tar instanceof Uint8Array)) return tar;
  const read = await readTar(tar, caps).catch(() =>
    refuse('malformed', 'The tarball is not a tar archive, or is cut off.'),
  );
  const snapshot = read.kind === 'snapshot' ? { ...read, files: gather(read.files) } : read;
  // Given back at once: the garbage collector would let several of them come together.
  tar.buffer.transfer(0);
  return snapshot;
}

/** Files as parts of the archive's own memory. Throws where it is no tar archive. */
async function readTar(tar: Uint8Array, caps: TarballCaps): Promise<Snapshot> {
  const files = new Map<string, SourceFile>();
  let seen = 0;
  for await (const { header, body } of ReadableStream.from([tar]).pipeThrough(
    createTarDecoder({ strict: true }),
  )) {
    seen += 1;
    if (seen > caps.entries)
      return refuse('too-many-entries', `The tarball has more than ${caps.entries} entries.`);
    const data = await wholeOf(body);
    const path = pathInRepository(header.name);
    if (path === '') continue;
    if (path === null || files.has(path)) {
      return refuse('unsafe-path', 'The tarball holds a path that points outside of it, or one path twice.');
    }
    const file = toFile(header, data);
    if (file === 'directory') continue;
    if (file === null)
      return refuse('unsupported-entry', 'The tarball holds an entry that git does not know.');
    files.set(path, file);
  }
  return { kind: 'snapshot', files };
}

async function open(bytes: Uint8Array, caps: TarballCaps): Promise<Uint8Array<ArrayBuffer> | Refused> {
  try {
    return await inflate(bytes, { maxOutputLength: caps.bytes, chunkSize: sizeIn(bytes, caps) });
  } catch (error) {
    if (isCoded(error) && error.code === 'ERR_BUFFER_TOO_LARGE') {
      return refuse('too-large', `The tarball holds more than ${Math.floor(caps.bytes / 1024 / 1024)} MB.`);
    }
    return refuse('malformed', 'The tarball is not gzip, or is cut off.');
  }
}

/**
 * What gzip says at its end that it unfolds to, as the size of a first piece: where it tells the truth there is no
 * second one, and nothing has to be copied together.
 */
function sizeIn(bytes: Uint8Array, caps: TarballCaps): number {
  const said = bytes.length < 4 ? 0 : Buffer.from(bytes.slice(-4)).readUInt32LE();
  return Math.min(Math.max(said + 1, 1 << 16), caps.bytes);
}

/** One piece where the archive was one: a part of its memory. */
async function wholeOf(body: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  const [first = new Uint8Array(), second] = pieces;
  return second === undefined ? first : Buffer.concat(pieces);
}

function toFile(header: TarHeader, bytes: Uint8Array): SourceFile | 'directory' | null {
  switch (header.type) {
    case 'directory':
      return 'directory';
    case 'symlink':
      return { mode: 'symlink', bytes: new TextEncoder().encode(header.linkname ?? '') };
    case 'file':
    case undefined:
      return {
        mode: ((header.mode ?? 0) & 0o100) === 0 ? 'file' : 'executable',
        bytes,
      };
    default:
      return null;
  }
}

function gather(files: Files): Files {
  const size = [...files.values()].reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
  const whole = new SharedArrayBuffer(size);
  let at = 0;
  const moved = [...files].map(([path, { mode, bytes }]): [string, SourceFile] => {
    const copy = new Uint8Array(whole, at, bytes.byteLength);
    copy.set(bytes);
    at += bytes.byteLength;
    return [path, { mode, bytes: copy }];
  });
  return new Map(moved);
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
