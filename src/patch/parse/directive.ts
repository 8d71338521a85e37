import { splitFences, type Part } from '../../markdown/fences.ts';
import type { Page } from '../../markdown/page.ts';
import type { Edit } from '../edit.ts';
import { findEdits } from '../find-edits.ts';
import { looksLikeBlocks, parseBlocks } from './search-replace.ts';
import { doubtAbove, doubtBeside } from './doubt.ts';
import { isIllustration, parseFence } from './fenced-edit.ts';
import { hiddenLines } from './hidden-line.ts';
import { parseV4a, startsV4a } from './v4a.ts';
import { unreadable, type Parsed, type ParseReason } from './parsed.ts';

/** What an issue's page says should be changed, if it says so in a form that a machine can carry out. */
export type Directive =
  | { readonly kind: 'none' }
  | { readonly kind: 'directive'; readonly edits: readonly Edit[] }
  | { readonly kind: 'refused'; readonly reason: ParseReason; readonly message: string };

/**
 * Reads the directive of a page: fenced unified diffs, search/replace blocks, V4A patches, JSON edits, added up in their
 * order. Another fence is no directive; one that tries to be and cannot be read refuses the whole. Law: what lands is a
 * part of what the page shows.
 */
export function parseDirective(page: Page): Directive {
  if (page.kind === 'too-long')
    return unreadable(
      'unsupported',
      1,
      `this text has ${page.length} characters, too many to look for a patch in it.`,
    );
  const edits: Edit[] = [];
  const rest = [...page.lines];
  let hiddenLine: ReturnType<typeof hiddenLines> | null = null;
  let above: readonly string[] = [];
  for (const part of page.parts) {
    const parsed = parsePart(part, above);
    if (parsed?.kind === 'refused') return parsed;
    if (parsed) {
      hiddenLine ??= hiddenLines(page.visible());
      const hidden = hiddenLine(part, parsed.edits);
      if (hidden !== null)
        return unreadable(
          'bad-patch',
          hidden,
          'the page hides a part of this patch from who reads it; put the patch into a code fence.',
        );
      for (const edit of parsed.edits) edits.push(edit);
      // What a fence holds belongs to files. A bare edit is a part of the page.
      if (part.kind === 'fence') rest.fill('', part.line - 1, part.line - 1 + part.lines.length);
    }
    above = part.kind === 'prose' ? part.lines : [];
  }
  if (page.unclear && holdsEdit(page.lines.slice(page.unclear.line - 1)))
    return doubtAbove(page.unclear, page.lines);
  return edits.length === 0
    ? { kind: 'none' }
    : (doubtBeside(rest.join('\n')) ?? { kind: 'directive', edits });
}

/** Whether lines of which it is unclear what they are might hold an edit: read as loosely as a reply. */
function holdsEdit(lines: readonly string[]): boolean {
  let above: readonly string[] = [];
  for (const part of splitFences(lines.join('\n'), findEdits)) {
    if (parsePart(part, above) !== null) return true;
    above = part.kind === 'prose' ? part.lines : [];
  }
  return false;
}

function parsePart(part: Part, above: readonly string[]): Parsed | null {
  const { kind, lines, line } = part;
  if (part.kind === 'fence') return isIllustration(part, above) ? null : parseFence(part, above);
  if (kind === 'patch') return parseV4a(lines, line);
  if (looksLikeBlocks(lines)) return parseBlocks(lines, line);
  const cutOff = lines.findIndex(startsV4a);
  return cutOff < 0 ? null : parseV4a(lines.slice(cutOff), line + cutOff);
}
