import type { Edit } from './edit.ts';
import { splitFences, type Part } from './fences.ts';
import { looksLikeBlocks, parseBlocks } from './parse-blocks.ts';
import { parseFence } from './parse-fence.ts';
import type { Parsed, ParseReason } from './parsed.ts';

/** What an issue's body says should be changed, if it says so in a form that a machine can carry out. */
export type Directive =
  | { readonly kind: 'none' }
  | { readonly kind: 'directive'; readonly edits: readonly Edit[] }
  | { readonly kind: 'refused'; readonly reason: ParseReason; readonly message: string };

/**
 * Reads the directive of a Markdown text: fenced unified diffs, search/replace blocks, JSON edits, added up in their
 * order. Another fence is no directive; one that tries to be and cannot be read refuses the whole.
 */
export function parseDirective(body: string): Directive {
  const edits: Edit[] = [];
  let above: readonly string[] = [];
  for (const part of splitFences(body, 'page')) {
    const parsed = parsePart(part, above);
    if (parsed?.kind === 'refused') return parsed;
    edits.push(...(parsed?.edits ?? []));
    above = part.kind === 'prose' ? part.lines : [];
  }
  return edits.length === 0 ? { kind: 'none' } : { kind: 'directive', edits };
}

function parsePart(part: Part, above: readonly string[]): Parsed | null {
  if (part.kind === 'fence') return parseFence(part, above);
  return looksLikeBlocks(part.lines) ? parseBlocks(part.lines, part.line) : null;
}
