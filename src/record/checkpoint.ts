import type { KeyObject } from 'node:crypto';
import type { Frontier } from './merkle.ts';
import { rootOfFrontier } from './merkle.ts';
import { checkNote, formatNote, fromBase64, parseNote, signNote } from './signed-note.ts';
import type { NoteKey } from './signed-note.ts';

/** What a checkpoint says: this log had so many entries and this root. https://c2sp.org/tlog-checkpoint */
type Checkpoint = { readonly origin: string; readonly size: number; readonly root: Uint8Array };

/** A checkpoint with the signature of its log's key: key id (4 bytes) ‖ Ed25519 signature. */
export type SignedCheckpoint = Checkpoint & { readonly signature: Uint8Array };

/** Names the log of a repository given as `<owner>/<repo>`; also the name of its key. */
export function originOf(repo: string): string {
  return `cadence/${repo}`;
}

export function signCheckpoint(origin: string, frontier: Frontier, privateKey: KeyObject): SignedCheckpoint {
  const checkpoint = { origin, size: frontier.size, root: rootOfFrontier(frontier) };
  const [signature] = signNote(bodyOf(checkpoint), origin, privateKey).signatures;
  if (signature === undefined) throw new Error('a signed note has a signature');
  return { ...checkpoint, signature: signature.blob };
}

export function formatCheckpoint(checkpoint: SignedCheckpoint): string {
  const { origin: name, signature: blob } = checkpoint;
  return formatNote({ text: bodyOf(checkpoint), signatures: [{ name, blob }] });
}

/** Null unless the note is a checkpoint that carries a signature in its origin's name. */
export function parseCheckpoint(text: string): SignedCheckpoint | null {
  const note = parseNote(text);
  const [, origin, digits, encoded] = /^([^+\s]+)\n(0|[1-9]\d{0,15})\n(\S+)\n$/.exec(note?.text ?? '') ?? [];
  const signature = note?.signatures.find(({ name }) => name === origin);
  if (origin === undefined || signature === undefined) return null;
  const size = Number(digits);
  const root = fromBase64(encoded ?? '');
  if (!Number.isSafeInteger(size) || root === null || root.length !== 32) return null;
  return { origin, size, root, signature: signature.blob };
}

export function checkCheckpoint(
  checkpoint: SignedCheckpoint,
  key: NoteKey,
): 'good' | 'bad-signature' | 'other-key' {
  const { origin: name, signature: blob } = checkpoint;
  return checkNote({ text: bodyOf(checkpoint), signatures: [{ name, blob }] }, key);
}

function bodyOf({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${Buffer.from(root).toString('base64')}\n`;
}
