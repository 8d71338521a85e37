import type { Hunk } from './edit.ts';

/** How alike the file's lines are to the hunk's: the first way that finds anything is the one that counts. */
export type Manner = 'exact' | 'trailing-space' | 'whitespace' | 'gap' | 'left-out-line';

/**
 * One place where a hunk may go. `at[i]` belongs to `hunk.lines[i]`: the index of the file's line for a context or
 * deleted one, of the line it comes before for an inserted one, -1 for a gap. `first` and `last` bound what matched.
 */
export type Place = {
  readonly manner: Manner;
  readonly at: readonly number[];
  readonly first: number;
  readonly last: number;
};

/** A file's lines, with each way of comparing them computed once. */
export type Searchable = { readonly lines: readonly string[]; keys(how: Keying): readonly string[] };
type Keying = 'exact' | 'trailing-space' | 'whitespace';

// More places than this are as ambiguous as any number.
const maxPlaces = 50;
const maxSteps = 20_000;

export function searchable(lines: readonly string[]): Searchable {
  const made = new Map<Keying, readonly string[]>([['exact', lines]]);
  return {
    lines,
    keys(how) {
      const known = made.get(how) ?? lines.map((line) => keyOf(line, how));
      made.set(how, known);
      return known;
    },
  };
}

/** Every place where the hunk's context stands, in the strictest manner that finds one. */
export function searchHunk(file: Searchable, hunk: Hunk): Place[] {
  const old = hunk.lines.flatMap((line, index) => (line.op === 'insert' ? [] : [index]));
  if (old.length === 0) return placeOfNew(file, hunk);
  for (const how of ['exact', 'trailing-space', 'whitespace'] as const) {
    const places = searchSegments(file, hunk, [old], how, how);
    if (places.length > 0) return places;
  }
  const segments = splitAtGaps(hunk, old);
  if (segments.length > 0 && segments.flat().length < old.length) {
    for (const how of ['exact', 'trailing-space', 'whitespace'] as const) {
      const places = searchSegments(file, hunk, segments, how, 'gap');
      if (places.length > 0) return places;
    }
  }
  return searchLeftOut(file, hunk, old);
}

/** Nothing says where new lines belong, but for those that go into an empty file or come after the last line. */
function placeOfNew({ lines }: Searchable, hunk: Hunk): Place[] {
  const end = lines.length;
  if (end > 0 && hunk.stands === 'anywhere') return [];
  return [{ manner: 'exact', at: hunk.lines.map(() => end), first: end, last: end - 1 }];
}

function searchSegments(
  file: Searchable,
  hunk: Hunk,
  segments: readonly (readonly number[])[],
  how: Keying,
  manner: Manner,
): Place[] {
  const keys = file.keys(how);
  const found = segments.map((segment) =>
    occurrences(
      keys,
      segment.map((index) => keyOf(hunk.lines[index]?.text ?? '', how)),
    ),
  );
  if (found.some((starts) => starts.length === 0)) return [];
  const places = new Map<string, Place>();
  let steps = 0;
  const walk = (depth: number, from: number, starts: readonly number[]): void => {
    steps += 1;
    const segment = segments[depth];
    if (segment === undefined) {
      const at = segments.flatMap((one, index) => one.map((_line, offset) => (starts[index] ?? 0) + offset));
      const place = placed(hunk, segments.flat(), at, manner);
      const key = effectOf(hunk, place);
      if (!places.has(key)) places.set(key, place);
      return;
    }
    for (const start of found[depth] ?? []) {
      if (places.size >= maxPlaces || steps > maxSteps) return;
      if (start >= from) walk(depth + 1, start + segment.length, [...starts, start]);
    }
  };
  walk(0, 0, []);
  return [...places.values()];
}

/**
 * One line of the file is missing in the hunk, strictly inside. Beside an insertion nobody can tell on which side of
 * that line the new ones belong: if it may be missing there, the hunk has no place at all.
 */
function searchLeftOut(file: Searchable, hunk: Hunk, old: readonly number[]): Place[] {
  const count = old.length;
  if (count < 3) return [];
  const places = new Map<string, Place>();
  for (const how of ['exact', 'trailing-space'] as const) {
    const keys = file.keys(how);
    const wanted = old.map((index) => keyOf(hunk.lines[index]?.text ?? '', how));
    for (let start = 0; start + count < keys.length && places.size < maxPlaces; start += 1) {
      let head = 0;
      while (head < count && keys[start + head] === wanted[head]) head += 1;
      if (head === 0) continue;
      let tail = 0;
      while (tail < count && keys[start + count - tail] === wanted[count - 1 - tail]) tail += 1;
      for (let cut = Math.max(1, count - tail); cut <= Math.min(head, count - 1); cut += 1) {
        if (isBesideInsertion(hunk, old, cut)) return [];
        const at = old.map((_index, offset) => start + offset + (offset < cut ? 0 : 1));
        const place = placed(hunk, old, at, 'left-out-line');
        const key = effectOf(hunk, place);
        if (!places.has(key)) places.set(key, place);
      }
    }
    if (places.size > 0) break;
  }
  return [...places.values()];
}

/** Lines replaced one for one belong together: what is missing after them was not among them. */
function isBesideInsertion(hunk: Hunk, old: readonly number[], cut: number): boolean {
  const left = old[cut - 1] ?? 0;
  const inserted = (old[cut] ?? 0) - left - 1;
  let deleted = 0;
  while (hunk.lines[left - deleted]?.op === 'delete') deleted += 1;
  return inserted > 0 && inserted !== deleted;
}

function splitAtGaps(hunk: Hunk, old: readonly number[]): number[][] {
  const segments: number[][] = [[]];
  for (const index of old) {
    const line = hunk.lines[index];
    if (line?.op === 'context' && isGap(line.text)) segments.push([]);
    else segments.at(-1)?.push(index);
  }
  return segments.filter((segment) => segment.length > 0);
}

function isGap(text: string): boolean {
  return /^\s*(?:#\s*|\/\/\s*)?(?:\.\.\.|…)\s*$/.test(text);
}

function occurrences(keys: readonly string[], wanted: readonly string[]): number[] {
  let anchor = 0;
  for (let index = 1; index < wanted.length; index += 1) {
    if ((wanted[index]?.length ?? 0) > (wanted[anchor]?.length ?? 0)) anchor = index;
  }
  const starts: number[] = [];
  const last = keys.length - wanted.length + anchor;
  const sought = wanted[anchor] ?? '';
  for (let at = keys.indexOf(sought, anchor); at >= 0 && at <= last; at = keys.indexOf(sought, at + 1)) {
    if (standsAt(keys, wanted, at - anchor)) starts.push(at - anchor);
    if (starts.length >= maxPlaces * 4) break;
  }
  return starts;
}

function standsAt(keys: readonly string[], wanted: readonly string[], start: number): boolean {
  for (let index = 0; index < wanted.length; index += 1) {
    if (keys[start + index] !== wanted[index]) return false;
  }
  return true;
}

function placed(hunk: Hunk, old: readonly number[], found: readonly number[], manner: Manner): Place {
  const at = hunk.lines.map(() => -1);
  for (const [index, line] of old.entries()) at[line] = found[index] ?? -1;
  let next = -1;
  for (let index = hunk.lines.length - 1; index >= 0; index -= 1) {
    if (hunk.lines[index]?.op === 'insert') at[index] = next;
    else next = at[index] ?? -1;
  }
  // After the line before it wins over before the line after it: they differ beside a gap or a left-out line only.
  let previous = -1;
  for (const [index, { op }] of hunk.lines.entries()) {
    if (op !== 'insert') previous = at[index] ?? -1;
    else if (previous >= 0) at[index] = previous + 1;
  }
  return { manner, at, first: found[0] ?? 0, last: found.at(-1) ?? 0 };
}

/** Two places that change the same lines in the same way are one. */
function effectOf(hunk: Hunk, place: Place): string {
  return hunk.lines.flatMap(({ op }, index) => (op === 'context' ? [] : [place.at[index]])).join(' ');
}

function keyOf(text: string, how: Keying): string {
  if (how === 'exact') return text;
  return how === 'trailing-space' ? text.trimEnd() : text.trim().replace(/\s+/g, ' ');
}
