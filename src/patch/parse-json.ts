import { z } from 'zod';
import type { Edit } from './edit.ts';
import { unreadable, type Parsed } from './parsed.ts';

const item = z.strictObject({ file: z.string().min(1), before: z.string(), after: z.string() });

/**
 * Reads `{file, before, after}` or an array of them; null when the text is about something else. `before` is the
 * whole file or a block that stands in it once; empty: a new file. Empty `after` with the whole file before: the file
 * is deleted.
 */
export function parseJsonEdits(lines: readonly string[], firstLine: number): Parsed | null {
  const source = lines.join('\n');
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    if (!['file', 'before', 'after'].every((key) => source.includes(`"${key}"`))) return null;
    return unreadable(
      'bad-json',
      firstLine,
      'this JSON cannot be read; check its quotes, commas and escaped newlines.',
    );
  }
  const items: unknown[] = Array.isArray(value) ? value : [value];
  if (!items.some((one) => isLikeEdit(one))) return null;
  const edits: Edit[] = [];
  for (const [index, one] of items.entries()) {
    const read = item.safeParse(one);
    if (!read.success) {
      const which = items.length > 1 ? `entry ${index + 1} of this JSON` : 'this JSON';
      return unreadable(
        'bad-json',
        firstLine,
        `${which} must have file, before and after, each a text, and nothing else.`,
      );
    }
    const { file, before, after } = read.data;
    edits.push({ kind: 'whole', path: file, before, after });
  }
  return { kind: 'edits', edits };
}

function isLikeEdit(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const keys = Object.keys(value);
  return ['file', 'before', 'after'].filter((key) => keys.includes(key)).length >= 2;
}
