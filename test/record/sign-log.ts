import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { checkCheckpoint, formatCheckpoint, originOf, signCheckpoint } from '../../src/record/checkpoint.ts';
import { formatLine, leafOf } from '../../src/record/export-line.ts';
import type { LogEntry } from '../../src/record/log-entry.ts';
import { appendLeaf, emptyFrontier, rootOfFrontier, type Frontier } from '../../src/record/merkle.ts';
import { formatVerifierKey, noteKeyOf } from '../../src/record/signed-note.ts';
import { commitmentsIn } from '../../src/task/fold/commitments.ts';
import type { Log } from '../../src/record/verify-export.ts';

export const { privateKey } = generateKeyPairSync('ed25519');

export type SignedLog = { readonly text: string; readonly publicKey: string; readonly checkpoint: string };

/** The three files of an export, as the owner of the key makes them of any entries. */
export function signLog(
  entries: readonly LogEntry[],
  repo = 'octo/cat',
  key: KeyObject = privateKey,
): SignedLog {
  const origin = originOf(repo);
  return {
    text: entries.map((entry) => formatLine(entry)).join(''),
    publicKey: `${formatVerifierKey(noteKeyOf(origin, key))}\n`,
    checkpoint: formatCheckpoint(signCheckpoint(origin, frontierOf(entries), key)),
  };
}

/** The log as a replay asks about it, its bytes and its signature being good. */
export function logOf(entries: readonly LogEntry[], repo = 'octo/cat', key: KeyObject = privateKey): Log {
  return {
    entries,
    repo,
    rootAt: (size) => (size > entries.length ? null : rootOfFrontier(frontierOf(entries.slice(0, size)))),
    isSigned: (published) => checkCheckpoint(published, noteKeyOf(originOf(repo), key)) === 'good',
  };
}

const leaves = new WeakMap<LogEntry, Uint8Array>();

/** Thousands of altered logs share all entries but one. */
function knownLeaf(entry: LogEntry): Uint8Array {
  const leaf = leaves.get(entry) ?? leafOf(entry);
  leaves.set(entry, leaf);
  return leaf;
}

export function frontierOf(entries: readonly LogEntry[]): Frontier {
  return entries.reduce((grown, entry) => appendLeaf(grown, knownLeaf(entry)), emptyFrontier);
}

/** The entries with the artefacts that each of them commits to, in the order of the log. */
export function committed(entries: readonly LogEntry[]): LogEntry[] {
  const known = new Set<string>();
  return entries.map((entry) => {
    const artefacts = [...new Set(commitmentsIn(entry.data))].filter(
      (one) => !known.has(`${entry.task} ${one}`),
    );
    for (const one of artefacts) known.add(`${entry.task} ${one}`);
    return { ...entry, artefacts };
  });
}
