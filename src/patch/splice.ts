import type { Hunk } from './edit.ts';
import { reindent } from './reindent.ts';
import type { Place } from './search-hunk.ts';
import { withoutReturn, type Text } from './text.ts';

export type PlacedHunk = { readonly hunk: Hunk; readonly place: Place };
export type Spliced =
  | { readonly kind: 'spliced'; readonly raw: readonly string[]; readonly final: boolean }
  | {
      readonly kind: 'refused';
      readonly reason: 'overlap' | 'indentation' | 'end-of-file';
      readonly line: number;
    };

/** Carries out hunks whose places are settled. Every line that no hunk changes keeps its bytes. */
export function splice(text: Text, hunks: readonly PlacedHunk[]): Spliced {
  const gone = new Set<number>();
  const come = new Map<number, string[]>();
  let final = text.final;
  for (const { hunk, place } of hunks) {
    const texts =
      place.manner === 'exact' ? hunk.lines.map((line) => line.text) : reindent(hunk, place, text.lines);
    if (texts === null) return { kind: 'refused', reason: 'indentation', line: place.first + 1 };
    const mine = new Map<number, string[]>();
    for (const [index, { op }] of hunk.lines.entries()) {
      const at = place.at[index] ?? 0;
      if (op === 'delete') {
        if (gone.has(at)) return { kind: 'refused', reason: 'overlap', line: at + 1 };
        gone.add(at);
      } else if (op === 'insert') {
        const lines = mine.get(at) ?? [];
        lines.push(texts[index] ?? '');
        mine.set(at, lines);
      }
    }
    for (const [at, lines] of mine) {
      if (come.has(at)) return { kind: 'refused', reason: 'overlap', line: at + 1 };
      come.set(at, lines);
    }
    if (hunk.end.after === 'newline' && isLastIn(text.lines.length, gone, mine)) final = true;
    if (hunk.end.before === 'no-newline' || hunk.end.after === 'no-newline') {
      if (text.lines.length > 0 && place.last !== text.lines.length - 1)
        return { kind: 'refused', reason: 'end-of-file', line: place.last + 1 };
      final = hunk.end.after === 'unsaid';
    }
  }
  return { kind: 'spliced', raw: rewrite(text, gone, come, final), final };
}

/** Do a hunk's new lines come last, with all of the file's own before them? */
function isLastIn(count: number, gone: ReadonlySet<number>, come: ReadonlyMap<number, unknown>): boolean {
  for (let at = count; at >= 0; at -= 1) {
    if (at < count && !gone.has(at)) return false;
    if (come.has(at)) return true;
  }
  return false;
}

/** Takes lines out and puts lines in (before the line of that index). */
export function rewrite(
  text: Text,
  gone: ReadonlySet<number>,
  come: ReadonlyMap<number, readonly string[]>,
  final: boolean,
): string[] {
  const { raw } = text;
  const result: string[] = [];
  const points = [...new Set([...gone, ...come.keys()])].toSorted((a, b) => a - b);
  let done = 0;
  let lastCame = false;
  for (const at of points) {
    for (; done < at; done += 1) result.push(raw[done] ?? '');
    const mark = hasReturn(text, at) ? '\r' : '';
    const lines = come.get(at) ?? [];
    // The file's last line had no newline and so no carriage return; now that something follows, it gets both.
    if (lines.length > 0 && at === raw.length && !text.final) endWith(result, mark);
    for (const line of lines) result.push(line + mark);
    lastCame = lines.length > 0;
    if (gone.has(at)) done = at + 1;
  }
  lastCame &&= done >= raw.length;
  for (; done < raw.length; done += 1) result.push(raw[done] ?? '');
  if (!final && lastCame) result.push(withoutReturn(result.pop() ?? ''));
  if (final && !text.final) endWith(result, hasReturn(text, raw.length) ? '\r' : '');
  return result;
}

function endWith(lines: string[], mark: string): void {
  const last = lines.pop();
  if (last !== undefined) lines.push(last.endsWith(mark) ? last : last + mark);
}

/** Does a line that comes in here end with CR LF? As its neighbours do: the line above, else the one below. */
function hasReturn({ raw, lines, final }: Text, at: number): boolean {
  if (raw === lines) return false;
  const terminated = final ? raw.length : raw.length - 1;
  for (const neighbour of [at - 1, at, at - 2]) {
    if (neighbour >= 0 && neighbour < terminated) return raw[neighbour]?.endsWith('\r') ?? false;
  }
  return false;
}
