import type { KeyObject } from 'node:crypto';
import type { Frontier } from './merkle.ts';
import { rootOfFrontier } from './merkle.ts';
import { checkNote, formatNote, fromBase64, parseNote, signNote } from './signed-note.ts';
import type { NoteKey, SignedNote } from './signed-note.ts';

/** What a checkpoint says: this log had so many entries and this root. https://c2sp.org/tlog-checkpoint */
type Checkpoint = { readonly origin: string; readonly size: number; readonly root: Uint8Array };

/** A checkpoint with the signatures in its log's name, in their order: each key id (4 bytes) ‖ Ed25519 signature. */
export type SignedCheckpoint = Checkpoint & { readonly signatures: readonly Uint8Array[] };

/** Names the log of a repository given as `<owner>/<repo>`; also the name of its key. */
export function originOf(repo: string): string {
  return `cadence/${repo}`;
}

/** The repository that a log of this name is of. */
export function repoOf(origin: string): string {
  return origin.slice(originOf('').length);
}

export function signCheckpoint(origin: string, frontier: Frontier, privateKey: KeyObject): SignedCheckpoint {
  const checkpoint = { origin, size: frontier.size, root: rootOfFrontier(frontier) };
  const { signatures } = signNote(bodyOf(checkpoint), origin, privateKey);
  return { ...checkpoint, signatures: signatures.map(({ blob }) => blob) };
}

export function formatCheckpoint(checkpoint: SignedCheckpoint): string {
  return formatNote(noteOf(checkpoint));
}

/** Null unless the note is a checkpoint that carries a signature in its origin's name. */
export function parseCheckpoint(text: string): SignedCheckpoint | null {
  const note = parseNote(text);
  const [, origin, digits, encoded] = /^([^+\s]+)\n(0|[1-9]\d{0,15})\n(\S+)\n$/.exec(note?.text ?? '') ?? [];
  const own = note?.signatures.filter(({ name }) => name === origin) ?? [];
  if (origin === undefined || own.length === 0) return null;
  const size = Number(digits);
  const root = fromBase64(encoded ?? '');
  if (!Number.isSafeInteger(size) || root === null || root.length !== 32) return null;
  return { origin, size, root, signatures: own.map(({ blob }) => blob) };
}

/** The line with the key's id decides, wherever it stands: a key that is followed by another signs beside it. */
export function checkCheckpoint(
  checkpoint: SignedCheckpoint,
  key: NoteKey,
): 'good' | 'bad-signature' | 'other-key' {
  return checkNote(noteOf(checkpoint), key);
}

function noteOf(checkpoint: SignedCheckpoint): SignedNote {
  const { origin: name, signatures } = checkpoint;
  return { text: bodyOf(checkpoint), signatures: signatures.map((blob) => ({ name, blob })) };
}

function bodyOf({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${Buffer.from(root).toString('base64')}\n`;
}
