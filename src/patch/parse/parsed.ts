import type { Edit } from '../edit.ts';

export type ParseReason =
  'bad-diff' | 'bad-patch' | 'bad-block' | 'bad-json' | 'no-path' | 'no-edit' | 'unsupported';

/** Edits that a text holds, or why it cannot be read: one sentence with the line and what to do. */
export type Parsed =
  | { readonly kind: 'edits'; readonly edits: readonly Edit[] }
  | { readonly kind: 'refused'; readonly reason: ParseReason; readonly message: string };

export function unreadable(
  reason: ParseReason,
  line: number,
  what: string,
): Extract<Parsed, { kind: 'refused' }> {
  return { kind: 'refused', reason, message: `Line ${line}: ${what}` };
}
