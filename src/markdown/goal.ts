import { bareEditStart, type FindEdit } from './fences.ts';
import { shownMarkup, shownPieces } from './shown-markup.ts';
import { visibleText, type VisibleText } from './visible.ts';

const mark = /\[(?:[\w ]+ removed|image)\]/g;

/** The words of a page without its code and its edits, and without the marks of what was hidden. */
export function goalOf(text: VisibleText, findEdit: FindEdit): VisibleText {
  const words = shownPieces(shownMarkup(withoutBareEdits(text, findEdit), 'close'))
    .map((piece) => (typeof piece === 'string' ? piece : piece.fence ? '' : piece.text))
    .join('');
  return visibleText(words.replace(mark, '').trim());
}

function withoutBareEdits(text: string, findEdit: FindEdit): string {
  if (!bareEditStart.test(text)) return text;
  const lines = text.split('\n');
  const editAt = findEdit(lines);
  const kept: string[] = [];
  for (let at = 0; at < lines.length;) {
    const end = editAt(at)?.end ?? null;
    if (end === null) kept.push(lines[at] ?? '');
    at = end ?? at + 1;
  }
  return kept.join('\n');
}
