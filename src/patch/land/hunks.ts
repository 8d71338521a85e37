import type { Effort } from './effort.ts';
import { oldLines, type Hunk } from '../edit.ts';
import { nearest } from './nearest-lines.ts';
import type { Place } from './place.ts';
import { searchHunk } from './search-hunk.ts';
import { searchable } from './searchable.ts';
import { choosePlaces, type Chosen } from './choose-places.ts';
import { splice } from './splice.ts';
import type { Text } from '../change/text.ts';

export type HunkRefusal =
  'not-found' | 'repeated' | 'no-context' | 'overlap' | 'indentation' | 'end-of-file' | 'too-much';

export type Landed =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'refused'; readonly reason: HunkRefusal; readonly message: string };

/** Lands all hunks of one file, found against the file as it stands, or none of them. */
export function landHunks(path: string, text: Text, hunks: readonly Hunk[], effort: Effort): Landed {
  const file = searchable(text.lines, effort);
  const found: (readonly Place[])[] = [];
  for (const [index, hunk] of hunks.entries()) {
    const { seen, places } = searchHunk(file, hunk);
    if (effort.left < 0) return refused('too-much', sentences['too-much'](path));
    if (seen === 'some') return repeated(path, hunks, index, places);
    const [place] = places;
    if (place === undefined) return notFound(path, text, hunks, index);
    const there = hunk.stands === 'anywhere' ? places : places.filter(({ last }) => isEnd(text.lines, last));
    if (there.length === 0) return refused('end-of-file', sentences['end-of-file'](path, place.last + 1));
    found.push(there);
  }
  const chosen = choosePlaces(file, hunks, found);
  if (chosen.kind === 'repeated') return repeated(path, hunks, chosen.hunk, chosen.places);
  if (chosen.kind === 'disordered') return disordered(path, hunks, chosen);
  const open = hunks.findIndex((hunk, index) => isOpenEnded(hunk, chosen.places[index], text.lines.length));
  if (open >= 0) {
    return refused(
      'no-context',
      `${blockOf(hunks, open)} for ${path} adds lines at its edge with none of the file's beyond them; add the next line of the file, so that their place is certain.`,
    );
  }
  const placed = hunks.flatMap((hunk, index) => {
    const place = chosen.places[index];
    return place === undefined ? [] : [{ hunk, place }];
  });
  const spliced = splice(text, placed);
  if (spliced.kind === 'refused')
    return refused(spliced.reason, sentences[spliced.reason](path, spliced.line));
  return { kind: 'text', text: spliced.text };
}

const sentences = {
  'too-much': (path: string) =>
    `The patch is more work than one patch may be, at ${path}; make it smaller, or send it in parts.`,
  overlap: (path: string, line: number) =>
    `Two blocks change the same place of ${path}, at line ${line}; make one of them.`,
  indentation: (path: string, line: number) =>
    `A block matches ${path} at line ${line} but for its indentation, which fits in no one way; copy the lines exactly.`,
  'end-of-file': (path: string, line: number) =>
    `The patch says that ${path} ends after line ${line}, and it does not; make the patch from the present file.`,
};

function repeated(path: string, hunks: readonly Hunk[], index: number, places: readonly Place[]): Landed {
  const lines = places.map(({ first }) => first + 1);
  const where = lines.length > 0 ? `, at lines ${listed(lines)}` : '';
  return refused(
    'repeated',
    `${blockOf(hunks, index)} stands more than once in ${path}${where}; add lines around it until it stands once.`,
  );
}

function disordered(
  path: string,
  hunks: readonly Hunk[],
  { hunk, headed, ordered }: Extract<Chosen, { kind: 'disordered' }>,
): Landed {
  const lines = listed(ordered.map(({ first }) => first + 1));
  return refused(
    'repeated',
    `${blockOf(hunks, hunk)} stands more than once in ${path}: its header says line ${headed.first + 1}, the order of the blocks line ${lines}; put the blocks in the file's order, or add lines around it until it stands once.`,
  );
}

function notFound(path: string, text: Text, hunks: readonly Hunk[], index: number): Landed {
  const hunk = hunks[index];
  const sought = hunk === undefined ? [] : oldLines(hunk);
  if (sought.length === 0) {
    return refused(
      'no-context',
      `${blockOf(hunks, index)} for ${path} has no line that stands in the file, so its place is unknown; add the lines around it.`,
    );
  }
  const near = nearest(text.lines, sought);
  const hint =
    near === null ? 'Nothing in the file is like it.' : `Nearest is line ${near.line}: ${near.text}`;
  return refused('not-found', `${blockOf(hunks, index)} does not stand in ${path}. ${hint}`);
}

/** Blank lines at the end of a file are as good as none. */
function isEnd(lines: readonly string[], last: number): boolean {
  return lines.slice(last + 1).every((line) => line.trim() === '');
}

/**
 * A hunk with line numbers comes from a tool, and tools give the lines on both sides. Where insertions stand at its
 * edge within the file, a line was lost there, and the new ones may belong on either side of it.
 */
function isOpenEnded({ lines, at }: Hunk, place: Place | undefined, count: number): boolean {
  if (at === null || place === undefined || !lines.some(({ op }) => op === 'context')) return false;
  return (isBare(lines, 'start') && place.first > 0) || (isBare(lines, 'end') && place.last < count - 1);
}

function isBare(lines: Hunk['lines'], edge: 'start' | 'end'): boolean {
  const inwards = edge === 'start' ? lines : lines.toReversed();
  const length = inwards.findIndex(({ op }) => op !== 'insert');
  return length > 0 && inwards[length]?.op === 'context';
}

function blockOf(hunks: readonly Hunk[], index: number): string {
  return hunks.length > 1 ? `Block ${index + 1} of ${hunks.length}` : 'The block';
}

function listed(lines: readonly number[]): string {
  const sorted = lines.toSorted((a, b) => a - b);
  const shown = sorted.length > 5 ? [...sorted.slice(0, 5), '…'] : sorted;
  return shown.length === 2 ? shown.join(' and ') : shown.join(', ');
}

function refused(reason: HunkRefusal, message: string): Landed {
  return { kind: 'refused', reason, message };
}
