import type { Edit } from './edit.ts';
import { splitFences, type Part } from './fences.ts';
import { looksLikeBlocks, parseBlocks } from './parse-blocks.ts';
import { looksLikeDiff, parseDiff } from './parse-diff.ts';
import { parseJsonEdits } from './parse-json.ts';
import { unreadable, type Parsed, type ParseReason } from './parsed.ts';

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
  for (const part of splitFences(body)) {
    const parsed = parsePart(part, above);
    if (parsed?.kind === 'refused') return parsed;
    edits.push(...(parsed?.edits ?? []));
    above = part.kind === 'prose' ? part.lines : [];
  }
  return edits.length === 0 ? { kind: 'none' } : { kind: 'directive', edits };
}

function parsePart(part: Part, above: readonly string[]): Parsed | null {
  const { lines, line } = part;
  if (part.kind === 'prose') return looksLikeBlocks(lines) ? parseBlocks(lines, line) : null;
  const parsed = parseFence(part.info, lines, line, above);
  if (parsed?.kind === 'edits' && part.end === 'open')
    return unreadable('bad-block', line - 1, 'this code fence does not end; close it as it was opened.');
  return parsed;
}

function parseFence(
  info: string,
  lines: readonly string[],
  line: number,
  above: readonly string[],
): Parsed | null {
  const language = info.split(/[\s{,:]/)[0]?.toLowerCase() ?? '';
  if (looksLikeBlocks(lines)) return parseBlocks(lines, line, above);
  if (['diff', 'patch', 'udiff'].includes(language) || looksLikeDiff(lines)) return parseDiff(lines, line);
  return ['json', 'jsonc', 'json5'].includes(language) ? parseJsonEdits(lines, line) : null;
}
