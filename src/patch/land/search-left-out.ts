import { spend } from './effort.ts';
import type { Hunk } from '../edit.ts';
import { effectOf, placed, type Place } from './place.ts';
import { maxPlaces, nowhere, type Found } from './search-segments.ts';
import { keyOf, type Searchable } from './searchable.ts';

/**
 * One line of the file is missing in the hunk, strictly inside. Beside an insertion nobody can tell on which side of
 * that line the new ones belong: if it may be missing there, the hunk has no place at all.
 */
export function searchLeftOut(file: Searchable, hunk: Hunk, old: readonly number[]): Found {
  const count = old.length;
  if (count < 3) return nowhere;
  const places = new Map<string, Place>();
  for (const how of ['exact', 'trailing-space'] as const) {
    const keys = file.keys(how);
    const wanted = old.map((index) => keyOf(hunk.lines[index]?.text ?? '', how));
    if (!spend(file.effort, keys.length)) return nowhere;
    for (let start = 0; start + count < keys.length && places.size < maxPlaces; start += 1) {
      let head = 0;
      while (head < count && keys[start + head] === wanted[head]) head += 1;
      if (head === 0) continue;
      let tail = 0;
      while (tail < count && keys[start + count - tail] === wanted[count - 1 - tail]) tail += 1;
      if (!spend(file.effort, head + tail)) return nowhere;
      for (let cut = Math.max(1, count - tail); cut <= Math.min(head, count - 1); cut += 1) {
        if (isBesideInsertion(hunk, old, cut) || !spend(file.effort, hunk.lines.length)) return nowhere;
        const at = old.map((_index, offset) => start + offset + (offset < cut ? 0 : 1));
        const place = placed(hunk, old, at, 'left-out-line');
        const key = effectOf(hunk, place);
        if (!places.has(key)) places.set(key, place);
      }
    }
    if (places.size > 0) break;
  }
  return { seen: places.size < maxPlaces ? 'all' : 'some', places: [...places.values()] };
}

/** Lines replaced one for one belong together: what is missing after them was not among them. */
function isBesideInsertion(hunk: Hunk, old: readonly number[], cut: number): boolean {
  const left = old[cut - 1] ?? 0;
  const inserted = (old[cut] ?? 0) - left - 1;
  let deleted = 0;
  while (hunk.lines[left - deleted]?.op === 'delete') deleted += 1;
  return inserted > 0 && inserted !== deleted;
}
