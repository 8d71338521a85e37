import { withoutInvisible } from '../../markdown/invisible.ts';
import type { Page, PagePart } from '../../markdown/page.ts';
import type { VisibleText } from '../../markdown/visible.ts';
import type { Edit } from '../edit.ts';
import { looksLikeBlocks, parseBlocks } from './search-replace.ts';
import { isIllustration, parseFence } from './fenced-edit.ts';
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
  let rest = page.text;
  let above: readonly string[] = [];
  for (const part of page.parts) {
    const parsed = parsePart(part, above);
    if (parsed?.kind === 'refused') return parsed;
    const hidden = parsed ? hiddenLine(part, parsed.edits, page.visible()) : null;
    if (hidden !== null)
      return unreadable(
        'bad-patch',
        hidden,
        'the page hides a part of this patch from who reads it; put the patch into a code fence.',
      );
    for (const edit of parsed?.edits ?? []) edits.push(edit);
    // What a fence holds belongs to files. A bare edit is a part of the page.
    if (parsed && part.kind === 'fence')
      for (const text of part.edits) rest = rest.replace(text, () => text.replace(/[^\n]/g, ''));
    above = part.kind === 'prose' ? part.lines : [];
  }
  return edits.length === 0 ? { kind: 'none' } : (doubtOf(rest) ?? { kind: 'directive', edits });
}

/**
 * What readers of Markdown and HTML take differently, so that one of them may hide what another shows: elements whose
 * content no page shows, unfinished comments and declarations, footnotes, and spaces that are none for everybody.
 */
const readDifferently =
  /<!(?!--)|<\/?(?:template|style|script|textarea|title|svg|math|noscript|iframe|noembed|noframes|xmp|plaintext|select|audio|video|object|canvas|applet|frameset|head)(?![\w-])|\[\^[^\]\n]+\]:|[\v\f]/i;

/** Beside a patch nothing may stand that could hide a part of it from some reader. */
function doubtOf(text: string): Directive | null {
  const found = readDifferently.exec(text);
  if (!found) return null;
  const shown = /[\v\f]/.test(found[0]) ? 'a form feed' : `"${found[0].slice(0, 30)}"`;
  return unreadable(
    'bad-patch',
    text.slice(0, found.index).split('\n').length,
    `beside a patch, ${shown} makes it unclear what this page shows; put the patch into an issue without it.`,
  );
}

function parsePart(part: PagePart, above: readonly string[]): Parsed | null {
  const { kind, lines, line } = part;
  if (part.kind === 'fence') return isIllustration(part, above) ? null : parseFence(part, above);
  if (kind === 'patch') return parseV4a(lines, line);
  if (looksLikeBlocks(lines)) return parseBlocks(lines, line);
  const cutOff = lines.findIndex(startsV4a);
  return cutOff < 0 ? null : parseV4a(lines.slice(cutOff), line + cutOff);
}

/** Every word of an edit, and the path above its block, as the page shows it; null, or the line of what it does not show. */
function hiddenLine(part: PagePart, edits: readonly Edit[], visible: VisibleText): number | null {
  const paths = looksLikeBlocks(part.lines) ? edits.map(({ path }) => path) : [];
  const isShown = (text: string): boolean => visible.includes(withoutInvisible(text));
  if ([...part.edits, ...paths].every(isShown)) return null;
  let from = 0;
  const at = part.lines.findIndex((line) => {
    from = visible.indexOf(withoutInvisible(line), from);
    return from < 0;
  });
  return part.line + Math.max(at, 0);
}
