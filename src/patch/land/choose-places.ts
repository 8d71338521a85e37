import { spend } from './effort.ts';
import type { Hunk } from '../edit.ts';
import { narrowByHeadings } from './narrow-by-headings.ts';
import type { Place } from './place.ts';
import type { Searchable } from './searchable.ts';

export type Chosen =
  | { readonly kind: 'chosen'; readonly places: readonly Place[] }
  | { readonly kind: 'repeated'; readonly hunk: number; readonly places: readonly Place[] }
  /** The hunk's header names one place, the order of the hunks leaves it only others. */
  | {
      readonly kind: 'disordered';
      readonly hunk: number;
      readonly headed: Place;
      readonly ordered: readonly Place[];
    };

/** Each pass places hunks by those that the one before has placed; honest patches need a few. */
const maxPasses = 100;

/**
 * One place for each hunk of a file. Several are told apart only by what cannot mislead: a line number that names one
 * of them exactly, a heading that stands above one of them only, and then the order of the hunks. What one of these
 * says against another settles nothing.
 */
export function choosePlaces(
  file: Searchable,
  hunks: readonly Hunk[],
  found: readonly (readonly Place[])[],
): Chosen {
  let open = found.map((places, index) => {
    const hunk = hunks[index];
    return places.length < 2 || hunk === undefined ? places : narrowByHeader(file, hunk, places);
  });
  const isOrdered = areAscending(found);
  let before = -1;
  for (let pass = 0; isOrdered && pass < maxPasses && countOf(open) !== before; pass += 1) {
    before = countOf(open);
    open = narrowByOrder(open);
  }
  const places: Place[] = [];
  for (const [index, left] of open.entries()) {
    const [place, second] = left;
    if (place === undefined || second !== undefined) return { kind: 'repeated', hunk: index, places: left };
    places.push(place);
  }
  return (isOrdered ? outOfOrder(places, found) : null) ?? { kind: 'chosen', places };
}

/** Do the hunks that stand once come in the file's order? Where they do not, order says nothing of the others. */
function areAscending(found: readonly (readonly Place[])[]): boolean {
  const sure = found.flatMap((places) => (places.length === 1 ? places : []));
  return sure.every(({ first }, index) => index === 0 || (sure[index - 1]?.first ?? first) <= first);
}

/** The first hunk that a header put where the others leave it no room. */
function outOfOrder(places: readonly Place[], found: readonly (readonly Place[])[]): Chosen | null {
  const rooms = roomsBetween(places.map((place) => [place]));
  for (const [hunk, headed] of places.entries()) {
    const all = found[hunk] ?? [];
    const fits = rooms[hunk] ?? (() => true);
    if (all.length < 2 || fits(headed)) continue;
    const ordered = all.filter(fits);
    return ordered.length > 0
      ? { kind: 'disordered', hunk, headed, ordered }
      : { kind: 'repeated', hunk, places: all };
  }
  return null;
}

function countOf(found: readonly (readonly Place[])[]): number {
  return found.reduce((sum, places) => sum + places.length, 0);
}

function narrowByOrder(found: readonly (readonly Place[])[]): (readonly Place[])[] {
  const rooms = roomsBetween(found);
  return found.map((places, index) => {
    if (places.length < 2) return places;
    const fits = places.filter(rooms[index] ?? (() => true));
    return fits.length > 0 ? fits : places;
  });
}

/** Hunks of a file come in its order: a place must leave room for those that are placed before and after it. */
function roomsBetween(found: readonly (readonly Place[])[]): ((place: Place) => boolean)[] {
  const ends: number[] = [];
  let least = Infinity;
  for (const places of found.toReversed()) {
    ends.push(least);
    if (places.length === 1) least = Math.min(least, places[0]?.first ?? least);
  }
  let most = -1;
  return found.map((places) => {
    const start = most;
    const end = ends.pop() ?? Infinity;
    if (places.length === 1) most = Math.max(most, places[0]?.first ?? most);
    return ({ first }) => start < first && first < end;
  });
}

function narrowByHeader(file: Searchable, hunk: Hunk, places: readonly Place[]): readonly Place[] {
  const { at, headings } = hunk;
  const numbered = at === null ? [] : places.filter(({ first }) => first + 1 === at);
  const canLook = headings.length > 0 && spend(file.effort, places.length * file.lines.length);
  const headed = canLook
    ? narrowByHeadings(file.lines, places, headings, at === null ? 'bare' : 'numbered')
    : [];
  const sized = numbered.filter(({ first, last }) => last - first + 1 === hunk.count);
  const exact = numbered.length > 1 && sized.length > 0 ? sized : numbered;
  // Number and heading that point at different places are worth nothing.
  if (exact.length > 0 && headed.length > 0 && !headed.some((place) => exact.includes(place))) return places;
  if (exact.length > 0) return exact;
  return headed.length > 0 ? headed : places;
}
