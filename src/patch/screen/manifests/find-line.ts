import { lineFinder } from '../../../python/line-finder.ts';

/** Says on which line something stands that a parser found, and of which it tells no place. */
export type FindLine = (...written: readonly string[]) => number;

/** Characters that may be looked at for one file: a hostile one could make each search a long one. */
const maxWork = 100_000_000;
/** What a place that does not count costs beside its character. */
const workOfMiss = 100;

/**
 * The first of the texts that stands in the source gives the line. Asked again for the same text, it gives the next
 * place: a name that stands in two lists is found in both. What is nowhere (written with escapes, say) is on line 1.
 */
export function createFindLine(source: string): FindLine {
  const lineOf = lineFinder(source);
  const asked = new Map<string, number>();
  let work = 0;

  /** `pad` does not stand in `leftpad`. */
  function indexOfWhole(text: string, start: number): number {
    for (let from = start; work < maxWork;) {
      const at = source.indexOf(text, from);
      work += (at === -1 ? source.length : at) - from + workOfMiss;
      if (at === -1) return -1;
      if (!/[\w-]/.test(`${source[at - 1] ?? ' '}${source[at + text.length] ?? ' '}`)) return at;
      from = at + 1;
    }
    return -1;
  }

  return (...written) => {
    for (const text of written) {
      if (text === '') continue;
      const start = asked.get(text) ?? 0;
      const next = indexOfWhole(text, start);
      const at = next === -1 && start > 0 ? indexOfWhole(text, 0) : next;
      if (at === -1) continue;
      asked.set(text, at + text.length);
      return lineOf(at);
    }
    return 1;
  };
}
