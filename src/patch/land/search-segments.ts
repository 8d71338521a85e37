import { spend } from './effort.ts';
import type { Hunk } from '../edit.ts';
import { effectOf, placed, type Manner, type Place } from './place.ts';
import { keyOf, type Keying, type Searchable } from './searchable.ts';

/** `some`: there were too many to look at them all, so that none of them is known to be the only one. */
export type Found = { readonly seen: 'all' | 'some'; readonly places: readonly Place[] };

export const nowhere: Found = { seen: 'all', places: [] };
export const maxPlaces = 50;

const maxStarts = 5_000;
const maxSteps = 20_000;
const maxSegments = 50;

/** Every way in which the segments of a hunk, with any number of lines between them, stand in the file in their order. */
export function searchSegments(
  file: Searchable,
  hunk: Hunk,
  segments: readonly (readonly number[])[],
  how: Keying,
  manner: Manner,
): Found {
  const starts: number[][] = [];
  for (const segment of segments.slice(0, maxSegments + 1)) {
    const found = occurrences(
      file,
      how,
      segment.map((index) => keyOf(hunk.lines[index]?.text ?? '', how)),
    );
    if (found.length === 0) return nowhere;
    starts.push(found);
  }
  if (starts.length > maxSegments) return { seen: 'some', places: [] };
  const old = segments.flat();
  const places = new Map<string, Place>();
  let steps = 0;
  const walk = (depth: number, from: number, at: readonly number[]): void => {
    steps += 1;
    const segment = segments[depth];
    if (segment === undefined) {
      const place = placed(hunk, old, at, manner);
      const key = effectOf(hunk, place);
      if (!places.has(key)) places.set(key, place);
      return;
    }
    for (const start of starts[depth] ?? []) {
      if (places.size >= maxPlaces || steps > maxSteps || !spend(file.effort, hunk.lines.length)) return;
      if (start >= from)
        walk(depth + 1, start + segment.length, [...at, ...segment.map((_line, offset) => start + offset)]);
    }
  };
  walk(0, 0, []);
  const isAll =
    places.size < maxPlaces && steps <= maxSteps && starts.every(({ length }) => length < maxStarts);
  return { seen: isAll ? 'all' : 'some', places: [...places.values()] };
}

/** Where the lines stand one below the other, by their longest: it is the rarest. */
function occurrences(file: Searchable, how: Keying, wanted: readonly string[]): number[] {
  const keys = file.keys(how);
  let anchor = 0;
  for (let index = 1; index < wanted.length; index += 1) {
    if ((wanted[index]?.length ?? 0) > (wanted[anchor]?.length ?? 0)) anchor = index;
  }
  const starts: number[] = [];
  const last = keys.length - wanted.length + anchor;
  const sought = wanted[anchor] ?? '';
  if (!spend(file.effort, keys.length)) return starts;
  for (let at = keys.indexOf(sought, anchor); at >= 0 && at <= last; at = keys.indexOf(sought, at + 1)) {
    const same = sameFrom(keys, wanted, at - anchor);
    if (same === wanted.length) starts.push(at - anchor);
    if (starts.length >= maxStarts || !spend(file.effort, same)) break;
  }
  return starts;
}

/** How many of the wanted lines stand here, before one does not. */
function sameFrom(keys: readonly string[], wanted: readonly string[], start: number): number {
  let index = 0;
  while (index < wanted.length && keys[start + index] === wanted[index]) index += 1;
  return index;
}
