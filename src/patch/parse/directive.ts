import type { Edit } from '../edit.ts';
import { splitFences, type Part } from '../fences.ts';
import { looksLikeBlocks, parseBlocks } from './search-replace.ts';
import { parseFence } from './fenced-edit.ts';
import { parseV4a } from './v4a.ts';
import { unreadable, type Parsed, type ParseReason } from './parsed.ts';

/** What an issue's body says should be changed, if it says so in a form that a machine can carry out. */
export type Directive =
  | { readonly kind: 'none' }
  | { readonly kind: 'directive'; readonly edits: readonly Edit[] }
  | { readonly kind: 'refused'; readonly reason: ParseReason; readonly message: string };

/**
 * Reads the directive of a Markdown text: fenced unified diffs, search/replace blocks, V4A patches, JSON edits, added up in their
 * order. Another fence is no directive; one that tries to be and cannot be read refuses the whole.
 */
export function parseDirective(body: string): Directive {
  const edits: Edit[] = [];
  let above: readonly string[] = [];
  for (const part of splitFences(body, 'page')) {
    const parsed = parsePart(part, above);
    if (parsed?.kind === 'refused') return parsed;
    for (const edit of parsed?.edits ?? []) edits.push(edit);
    above = part.kind === 'prose' ? part.lines : [];
  }
  return edits.length === 0 ? { kind: 'none' } : { kind: 'directive', edits };
}

function parsePart(part: Part, above: readonly string[]): Parsed | null {
  const { kind, lines, line } = part;
  if (kind === 'fence') return parseFence(part, above);
  if (kind === 'prose') return looksLikeBlocks(lines) ? parseBlocks(lines, line) : null;
  const hidden = lines.findIndex((one) => one.includes('<!--'));
  return hidden < 0
    ? parseV4a(lines, line)
    : unreadable(
        'bad-patch',
        line + hidden,
        'an HTML comment hides a part of this patch from who reads it; put the patch into a code fence.',
      );
}
