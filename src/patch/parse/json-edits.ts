import { z } from 'zod';
import type { Edit } from '../edit.ts';
import { unreadable, type Parsed } from './parsed.ts';

const file = z.string().min(1);
const item = z.union([
  z.strictObject({ file, before: z.string(), after: z.string() }),
  z.strictObject({ file, whole: z.string() }),
]);

const forms: readonly (readonly string[])[] = [
  ['file', 'before', 'after'],
  ['file', 'whole'],
];

/**
 * Reads `{file, before, after}` or an array of them; null when the text is about something else. `before` is the
 * whole file or a block that stands in it once; empty: a new file. Empty `after` with the whole file before: the file
 * is deleted. `{file, whole}` is a file in full.
 */
export function parseJsonEdits(lines: readonly string[], firstLine: number): Parsed | null {
  const source = lines.join('\n');
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    if (!forms.some((keys) => keys.every((key) => source.includes(`"${key}"`)))) return null;
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
        `${which} must have file, before and after, or file and whole, each a text, and nothing else.`,
      );
    }
    edits.push(editOf(read.data));
  }
  return { kind: 'edits', edits };
}

function editOf(read: z.infer<typeof item>): Edit {
  if ('whole' in read) return { kind: 'put', path: read.file, text: read.whole };
  return { kind: 'whole', path: read.file, before: read.before, after: read.after };
}

/** Two keys of a form are no accident. */
function isLikeEdit(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return forms.some((keys) => keys.filter((key) => Object.hasOwn(value, key)).length >= 2);
}
