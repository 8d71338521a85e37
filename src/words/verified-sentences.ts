/** What the check of a record came to: the verdict, and what it is worth. */
import type { Verification } from '../record/verify-export.ts';

/** `key`: the one that was checked with, and who brought it; null: there was none. */
export type VerifiedBy = {
  readonly key: { readonly id: string; readonly from: 'given' | 'own' | 'beside' } | null;
  readonly history: 'compared' | 'not asked';
};

export function verifiedSentences(
  found: Verification,
  { key, history }: VerifiedBy,
  wrong: string | null,
): readonly string[] {
  if (wrong !== null) return [`The record holds, but ${wrong}.`];
  const verdict = verdictOf(found);
  if (found.kind !== 'holds' || key === null) return [verdict];
  const compared =
    history === 'compared' ? ['The default branch agrees: what was published there is in this log.'] : [];
  return [verdict, ...compared, worthOf(key)];
}

function worthOf({ id, from }: NonNullable<VerifiedBy['key']>): string {
  switch (from) {
    case 'beside':
      return `Checked with the key that lies beside the record: that proves nothing about who wrote it. Key id: ${id}. Give the key that you trust with --key.`;
    case 'given':
      return `Checked with your key, id ${id}.`;
    case 'own':
      return `Checked with the key of this installation, id ${id}.`;
    default: {
      const never: never = from;
      throw new Error(`unknown origin of a key ${String(never)}`);
    }
  }
}

function verdictOf(found: Verification): string {
  switch (found.kind) {
    case 'holds': {
      const past = found.entries.length - found.signed;
      const unsigned = past > 0 ? `, ${past} of them not signed yet` : '';
      return `The record of ${found.origin} holds: ${found.entries.length} entries${unsigned}, root ${base64(found.root)}.`;
    }
    case 'broken':
      return found.reason === 'published'
        ? `The record does not agree with the repository, from entry ${found.index} on: ${found.message}.`
        : `The record does not hold: entry ${found.index} is the first that is wrong: ${found.message}.`;
    case 'rewritten':
      return `The record does not hold: ${found.message}. Its root is ${base64(found.root)}; the signed root is ${base64(found.signedRoot)}.`;
    case 'unverifiable':
      return `The record cannot be verified: ${found.message}.`;
    default: {
      const never: never = found;
      throw new Error(`unknown verification ${JSON.stringify(never)}`);
    }
  }
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
