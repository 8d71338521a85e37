import type { Hunk } from '../edit.ts';
import { reindent } from './reindent.ts';
import { rewrite } from './rewrite.ts';
import type { Place } from './place.ts';
import type { Text } from '../change/text.ts';

export type PlacedHunk = { readonly hunk: Hunk; readonly place: Place };
export type Spliced =
  | { readonly kind: 'spliced'; readonly text: string }
  | {
      readonly kind: 'refused';
      readonly reason: 'overlap' | 'indentation' | 'end-of-file';
      readonly line: number;
    };

/** Carries out hunks whose places are chosen. Every line that no hunk changes keeps its bytes. */
export function splice(text: Text, hunks: readonly PlacedHunk[]): Spliced {
  const deleted = new Set<number>();
  const inserted = new Map<number, string[]>();
  let final = text.final;
  for (const { hunk, place } of hunks) {
    const texts =
      place.manner === 'exact' ? hunk.lines.map((line) => line.text) : reindent(hunk, place, text.lines);
    if (texts === null) return { kind: 'refused', reason: 'indentation', line: place.first + 1 };
    const mine = new Map<number, string[]>();
    for (const [index, { op }] of hunk.lines.entries()) {
      const at = place.at[index] ?? 0;
      if (op === 'delete') {
        if (deleted.has(at)) return { kind: 'refused', reason: 'overlap', line: at + 1 };
        deleted.add(at);
      } else if (op === 'insert') {
        const lines = mine.get(at) ?? [];
        lines.push(texts[index] ?? '');
        mine.set(at, lines);
      }
    }
    for (const [at, lines] of mine) {
      if (inserted.has(at)) return { kind: 'refused', reason: 'overlap', line: at + 1 };
      inserted.set(at, lines);
    }
    if (hunk.end.before === 'no-newline' || hunk.end.after === 'no-newline') {
      if (text.lines.length > 0 && place.last !== text.lines.length - 1)
        return { kind: 'refused', reason: 'end-of-file', line: place.last + 1 };
      final = hunk.end.after === 'unsaid';
    }
  }
  const ends = hunks.some(({ hunk }) => hunk.end.after === 'newline');
  if (ends && isLast(text.lines.length, deleted, inserted)) final = true;
  return { kind: 'spliced', text: rewrite(text, deleted, inserted, final) };
}

/** Do new lines come last, with all of the file's own before them? */
function isLast(
  count: number,
  deleted: ReadonlySet<number>,
  inserted: ReadonlyMap<number, unknown>,
): boolean {
  for (let at = count; at >= 0; at -= 1) {
    if (at < count && !deleted.has(at)) return false;
    if (inserted.has(at)) return true;
  }
  return false;
}
