import type { Part } from '../fences.ts';
import { looksLikeBlocks, parseBlocks, pathAbove, pathIn } from './search-replace.ts';
import { looksLikeDiff, parseDiff } from './unified-diff.ts';
import { parseJsonEdits } from './json-edits.ts';
import { looksLikeV4a, parseV4a } from './v4a.ts';
import { unreadable, type Parsed } from './parsed.ts';

type Fence = Extract<Part, { kind: 'fence' }>;

/** The edits of a code fence; null where it is about something else. `above`: the prose right over it. */
export function parseFence(fence: Fence, above: readonly string[]): Parsed | null {
  const parsed = parseContent(fence, above);
  if (parsed?.kind === 'edits' && fence.end === 'open') return unended(fence);
  return parsed;
}

/** What file a fence is about: the path in its info string, or alone on the line over it. */
export function fencePath({ info }: Fence, above: readonly string[]): string | null {
  return pathIn(info) ?? pathAbove(above);
}

export function unended({ line }: Fence): Extract<Parsed, { kind: 'refused' }> {
  return unreadable('bad-block', line - 1, 'this code fence does not end; close it as it was opened.');
}

function parseContent(fence: Fence, above: readonly string[]): Parsed | null {
  const { info, lines, line } = fence;
  const language = info.split(/[\s{,:]/)[0]?.toLowerCase() ?? '';
  if (looksLikeV4a(lines)) return parseV4a(lines, line);
  if (looksLikeBlocks(lines)) return parseBlocks(lines, line, fencePath(fence, above));
  if (['diff', 'patch', 'udiff'].includes(language) || looksLikeDiff(lines)) return parseDiff(lines, line);
  return ['json', 'jsonc', 'json5'].includes(language) ? parseJsonEdits(lines, line) : null;
}
