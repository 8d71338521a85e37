import { maxBlocks } from '../../markdown/blocks.ts';
import { neverShown } from '../../markdown/hidden-elements.ts';
import type { Unclear } from '../../markdown/page.ts';
import { unreadable, type Parsed } from './parsed.ts';

type Refused = Extract<Parsed, { kind: 'refused' }>;

/**
 * What readers of Markdown and HTML take differently, so that one of them may hide what another shows: elements whose
 * content no page shows, unfinished comments and declarations, footnotes, and spaces that are none for everybody.
 */
const readDifferently = new RegExp(
  String.raw`<!(?!--)|<\/?(?:${[...neverShown].join('|')}|frameset|head)(?![\w-])|[\v\f]`,
  'i',
);
/**
 * The definition of a footnote. What stands between two closing brackets is read once: from each opening bracket in it,
 * that would be the square of its length.
 */
const note = /(?<![^\]\n])(?=[^\]\n]*\]:)[^\]\n]*?(\[\^[^\]\n]+\]:)/;

/** Beside a patch nothing may stand that could hide a part of it from some reader. */
export function doubtBeside(text: string): Refused | null {
  const found = [readDifferently.exec(text), note.exec(text)]
    .filter((one) => one !== null)
    .toSorted((one, other) => one.index - other.index)[0];
  if (!found) return null;
  const line = text.slice(0, found.index).split('\n').length;
  return unreadable('bad-patch', line, `beside a patch, ${nameOf(found[1] ?? found[0])} ${unclearHere}`);
}

/** A patch stands below where readers begin to differ: it may be hidden from some of them, and is not looked for. */
export function doubtAbove({ line, why }: Unclear, lines: readonly string[]): Refused {
  const here = lines[line - 1] ?? '';
  switch (why) {
    case 'readers-differ':
      return unreadable(
        'bad-patch',
        line,
        `above a patch, ${nameOf(readDifferently.exec(here)?.[0] ?? here.trim())} ${unclearHere}`,
      );
    case 'too-deep':
      return unreadable(
        'bad-patch',
        line,
        `too many lists and quotations stand within each other. ${another}`,
      );
    case 'too-many':
      return unreadable(
        'bad-patch',
        line,
        `only the first ${maxBlocks} paragraphs, list items and fences of a page are read. ${another}`,
      );
  }
}

const unclearHere = 'makes it unclear what this page shows; put the patch into an issue without it.';
const another = 'A patch stands below; put it into an issue of its own.';

function nameOf(text: string): string {
  return /[\v\f]/.test(text) ? 'a form feed' : `"${text.slice(0, 30)}"`;
}
