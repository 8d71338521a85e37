import type { SignedCheckpoint } from './checkpoint.ts';
import { checkCheckpoint, parseCheckpoint, repoOf } from './checkpoint.ts';
import { parseLine } from './export-line.ts';
import type { LineFault } from './export-line.ts';
import type { LogEntry } from './log-entry.ts';
import { appendLeaf, emptyFrontier, rootOfFrontier } from './merkle.ts';
import type { Frontier } from './merkle.ts';
import { parseVerifierKey, type NoteKey } from './signed-note.ts';

/**
 * Checks an export offline, as an auditor does who trusts one public key and nothing of ours. Three questions, in
 * this order: is the file consistent with itself (else the first bad index), is its tree the one that was signed
 * (else a rewrite, however consistent), did the tasks walk their phases (the function passed in).
 */
export type VerifyInput = {
  /** Lines with their newlines, in order: `linesOf` cuts a file, `formatLine` makes them from a store. */
  readonly lines: Iterable<Uint8Array>;
  /** The text of `record.pub`, null where there is none. */
  readonly publicKey: string | null;
  /** The text of `record.checkpoint`, null where there is none. */
  readonly checkpoint: string | null;
  /** Entries past the checkpoint: of a finished export none may be there, of a living log some are. */
  readonly past: 'refused' | 'counted';
  readonly replay: Replay;
  /** Holds the log against what was published elsewhere; null: nothing is at hand. */
  readonly published: Replay | null;
};

/** A log whose bytes, tree and signature hold, as replays ask about it. */
export type Log = {
  readonly entries: readonly LogEntry[];
  /** `owner/repo`. */
  readonly repo: string;
  /** The root of the log's first entries; null: it has not so many. */
  readonly rootAt: (size: number) => Uint8Array | null;
  /** Whether the log's own key signed it. */
  readonly isSigned: (checkpoint: SignedCheckpoint) => boolean;
};

/** What is wrong with the log, and from which index on. */
export type Misstep = { readonly index: number; readonly message: string };
type Replay = (log: Log) => Misstep | null;

export type Verification =
  | {
      readonly kind: 'holds';
      readonly origin: string;
      readonly entries: readonly LogEntry[];
      readonly root: Uint8Array;
      readonly signed: number;
    }
  | Broken
  | {
      readonly kind: 'rewritten';
      readonly root: Uint8Array;
      readonly signedRoot: Uint8Array;
      readonly message: string;
    }
  | { readonly kind: 'unverifiable'; readonly reason: TrustFault; readonly message: string };

type Broken = {
  readonly kind: 'broken';
  readonly index: number;
  readonly reason:
    LineFault | 'empty' | 'index' | 'version' | 'missing' | 'unsigned' | 'phases' | 'published';
  readonly message: string;
};

/** What keeps a file from being held against a signature. */
type TrustFault = 'no-key' | 'bad-key' | 'no-checkpoint' | 'bad-checkpoint' | 'other-key' | 'bad-signature';

type Read = {
  readonly entries: readonly LogEntry[];
  /** The tree after each entry. */
  readonly frontiers: readonly Frontier[];
};

export function verifyExport(input: VerifyInput): Verification {
  const trusted = trust(input);
  const read = readLines(input.lines);
  // An inconsistent file is named as such even where the key or the checkpoint is missing.
  if ('reason' in read) return read;
  if ('reason' in trusted) return trusted;
  const { entries, frontiers } = read;
  const { key, checkpoint } = trusted;
  const { origin, size } = checkpoint;
  if (entries.length === 0 && size > 0) return broken(0, 'empty', 'the file is empty');
  if (entries.length < size) {
    return broken(
      entries.length,
      'missing',
      `the file ends after ${entries.length} entries, the checkpoint was made at ${size}`,
    );
  }
  const rootAt = (count: number): Uint8Array | null => {
    const frontier = count === 0 ? emptyFrontier : frontiers[count - 1];
    return frontier ? rootOfFrontier(frontier) : null;
  };
  const root = rootAt(size) ?? new Uint8Array();
  if (!Buffer.from(root).equals(checkpoint.root)) {
    const message = 'the file is consistent, but its root is not the one that was signed: it was rewritten';
    return { kind: 'rewritten', root, signedRoot: checkpoint.root, message };
  }
  if (entries.length > size && input.past === 'refused') {
    return broken(size, 'unsigned', `the checkpoint ends at ${size} entries, the file goes on`);
  }
  const log: Log = {
    entries,
    repo: repoOf(origin),
    rootAt,
    isSigned: (published) => checkCheckpoint(published, key) === 'good',
  };
  const misstep = input.replay(log);
  if (misstep !== null) return broken(misstep.index, 'phases', misstep.message);
  const differs = input.published?.(log) ?? null;
  if (differs !== null) return broken(differs.index, 'published', differs.message);
  return { kind: 'holds', origin, entries, root: rootAt(entries.length) ?? root, signed: size };
}

/** Cuts the bytes of a file into lines that keep their newline; the last one may lack it. */
export function* linesOf(bytes: Uint8Array): Iterable<Uint8Array> {
  for (let start = 0; start < bytes.length;) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline < 0 ? bytes.length : newline + 1;
    yield bytes.subarray(start, end);
    start = end;
  }
}

function readLines(lines: Iterable<Uint8Array>): Read | Broken {
  const entries: LogEntry[] = [];
  const versions = new Map<string, number>();
  const frontiers: Frontier[] = [];
  let frontier: Frontier = emptyFrontier;
  for (const line of lines) {
    const index = entries.length;
    const parsed = parseLine(line);
    if (parsed.kind === 'wrong') return broken(index, parsed.reason, parsed.message);
    const { entry, leaf } = parsed;
    if (entry.index !== index) return broken(index, 'index', `entry ${entry.index} stands here`);
    const expected = (versions.get(entry.task) ?? 0) + 1;
    if (entry.version !== expected) {
      return broken(index, 'version', `${entry.task} goes on with version ${entry.version}, not ${expected}`);
    }
    versions.set(entry.task, entry.version);
    entries.push(entry);
    frontier = appendLeaf(frontier, leaf);
    frontiers.push(frontier);
  }
  return { entries, frontiers };
}

type Trusted = { readonly key: NoteKey; readonly checkpoint: SignedCheckpoint };

function trust(input: VerifyInput): Trusted | Extract<Verification, { kind: 'unverifiable' }> {
  if (input.publicKey === null) return unverifiable('no-key', 'there is no public key');
  const key = parseVerifierKey(input.publicKey);
  if (key === null) return unverifiable('bad-key', 'the public key cannot be read');
  if (input.checkpoint === null) return unverifiable('no-checkpoint', 'there is no checkpoint');
  const checkpoint = parseCheckpoint(input.checkpoint);
  if (checkpoint === null) return unverifiable('bad-checkpoint', 'the checkpoint cannot be read');
  const checked = checkCheckpoint(checkpoint, key);
  if (checked === 'other-key') return unverifiable(checked, 'the checkpoint was not signed by this key');
  if (checked === 'bad-signature') return unverifiable(checked, 'the signature does not fit the checkpoint');
  return { key, checkpoint };
}

function unverifiable(reason: TrustFault, message: string): Extract<Verification, { kind: 'unverifiable' }> {
  return { kind: 'unverifiable', reason, message };
}

function broken(index: number, reason: Broken['reason'], message: string): Broken {
  return { kind: 'broken', index, reason, message };
}
