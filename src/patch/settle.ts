import type { Hunk } from './edit.ts';
import { narrowByHeadings } from './narrow-by-headings.ts';
import type { Place } from './search-hunk.ts';

export type Settled =
  | { readonly kind: 'settled'; readonly places: readonly Place[] }
  | { readonly kind: 'repeated'; readonly hunk: number; readonly lines: readonly number[] };

/**
 * One place for each hunk of a file. Several are told apart only by what cannot mislead: the hunks' order, a line
 * number that names one of them exactly, a heading that stands above one of them only.
 */
export function settle(
  lines: readonly string[],
  hunks: readonly Hunk[],
  found: readonly (readonly Place[])[],
): Settled {
  let open = found;
  for (let before = -1, now = countOf(open); now !== before; before = now, now = countOf(open)) {
    open = open.map((places, index) => narrowByOrder(places, index, open));
    open = open.map((places, index) => {
      const hunk = hunks[index];
      return places.length < 2 || hunk === undefined ? places : narrowByHeader(lines, hunk, places);
    });
  }
  const places: Place[] = [];
  for (const [index, left] of open.entries()) {
    const [place, second] = left;
    if (place === undefined || second !== undefined)
      return { kind: 'repeated', hunk: index, lines: left.map(({ first }) => first + 1) };
    places.push(place);
  }
  return { kind: 'settled', places };
}

function countOf(found: readonly (readonly Place[])[]): number {
  return found.reduce((sum, places) => sum + places.length, 0);
}

/** Hunks of a file come in its order: a place must leave room for those that are settled before and after it. */
function narrowByOrder(
  places: readonly Place[],
  index: number,
  found: readonly (readonly Place[])[],
): readonly Place[] {
  if (places.length < 2) return places;
  const fits = places.filter((place) =>
    found.every((others, other) => {
      const [settled, more] = others;
      if (other === index || settled === undefined || more !== undefined) return true;
      return other < index ? settled.first < place.first : settled.first > place.first;
    }),
  );
  return fits.length > 0 ? fits : places;
}

function narrowByHeader(lines: readonly string[], hunk: Hunk, places: readonly Place[]): readonly Place[] {
  const { at, headings } = hunk;
  const numbered = at === null ? [] : places.filter(({ first }) => first + 1 === at);
  const headed = narrowByHeadings(lines, places, headings, at === null ? 'bare' : 'numbered');
  const sized = numbered.filter(({ first, last }) => last - first + 1 === hunk.count);
  const exact = numbered.length > 1 && sized.length > 0 ? sized : numbered;
  // Number and heading that point at different places are worth nothing.
  if (exact.length > 0 && headed.length > 0 && !headed.some((place) => exact.includes(place))) return places;
  if (exact.length > 0) return exact;
  return headed.length > 0 ? headed : places;
}
