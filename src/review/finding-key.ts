import { createHash } from 'node:crypto';
import type { Change } from '../patch/change.ts';
import { decode } from '../patch/text.ts';
import type { Finding } from './rules.ts';

/**
 * What a finding is known by from one round to the next: its rule, path, the text of its line and its words. The
 * line's number is left out: it moves with whatever is written above it.
 */
export function findingKey({ rule, path, line, message }: Finding, change: Change): string {
  const after = change.find((file) => file.path === path)?.after ?? null;
  const text = after === null || line === null ? '' : (decode(after.bytes)?.split('\n')[line - 1] ?? '');
  const words = message.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
  const parts = [rule, path, text.trim(), words.join(' ')];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
