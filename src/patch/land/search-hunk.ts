import type { Hunk } from '../edit.ts';
import { searchLeftOut } from './search-left-out.ts';
import { nowhere, searchSegments, type Found } from './search-segments.ts';
import type { Searchable } from './searchable.ts';

const keyings = ['exact', 'trailing-space', 'whitespace'] as const;

/** Every place where the hunk's context stands, in the strictest manner that finds one. */
export function searchHunk(file: Searchable, hunk: Hunk): Found {
  const old = hunk.lines.flatMap((line, index) => (line.op === 'insert' ? [] : [index]));
  if (old.length === 0) return placeOfNew(file, hunk);
  for (const how of keyings) {
    const found = searchSegments(file, hunk, [old], how, how);
    if (isAny(found)) return found;
  }
  const segments = splitAtGaps(hunk, old);
  if (segments.length > 0 && segments.flat().length < old.length) {
    for (const how of keyings) {
      const found = searchSegments(file, hunk, segments, how, 'gap');
      if (isAny(found)) return found;
    }
  }
  return searchLeftOut(file, hunk, old);
}

/** Nothing says where new lines belong, but for those that go into an empty file or come after the last line. */
function placeOfNew({ lines }: Searchable, hunk: Hunk): Found {
  const end = lines.length;
  if (end > 0 && hunk.stands === 'anywhere') return nowhere;
  const place = { manner: 'exact', at: hunk.lines.map(() => end), first: end, last: end - 1 } as const;
  return { seen: 'all', places: [place] };
}

function isAny({ seen, places }: Found): boolean {
  return seen === 'some' || places.length > 0;
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
