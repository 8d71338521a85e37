import type { Part } from '../../markdown/fences.ts';
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

/** A diff of no file and of no place in it: two outputs side by side, in a report. */
export function isIllustration(fence: Fence, above: readonly string[]): boolean {
  const { lines } = fence;
  if (!isDiffFence(fence) || looksLikeV4a(lines) || looksLikeBlocks(lines) || looksLikeDiff(lines))
    return false;
  return fencePath(fence, above) === null && !lines.some((line) => line.startsWith('@@'));
}

function isDiffFence({ info }: Fence): boolean {
  return ['diff', 'patch', 'udiff'].includes(languageOf(info));
}

function languageOf(info: string): string {
  return info.split(/[\s{,:]/)[0]?.toLowerCase() ?? '';
}

function parseContent(fence: Fence, above: readonly string[]): Parsed | null {
  const { info, lines, line } = fence;
  if (looksLikeV4a(lines)) return parseV4a(lines, line);
  if (looksLikeBlocks(lines)) return parseBlocks(lines, line, fencePath(fence, above));
  if (isDiffFence(fence) || looksLikeDiff(lines)) return parseDiff(lines, line);
  return ['json', 'jsonc', 'json5'].includes(languageOf(info)) ? parseJsonEdits(lines, line) : null;
}
