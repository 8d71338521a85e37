import { splitFences, type Part } from '../../markdown/fences.ts';
import type { Edit } from '../edit.ts';
import { findEditsInReply } from '../find-edits.ts';
import { looksLikeBlocks, parseBlocks } from './search-replace.ts';
import { looksLikeDiff, parseDiff, startsDiff } from './unified-diff.ts';
import { fencePath, parseFence, unended } from './fenced-edit.ts';
import { parseJsonEdits } from './json-edits.ts';
import { parseV4a } from './v4a.ts';
import { unreadable, type Parsed } from './parsed.ts';
import { borderAt } from './patch-border.ts';
import { linesOf } from '../change/text.ts';

type Fence = Extract<Part, { kind: 'fence' }>;

/**
 * Reads the edits of a model's reply, in whatever forms it holds them, in their order: unified diffs with or without
 * right numbers, search/replace blocks, V4A patches, JSON edits, each in a fence or bare, and whole files (a fence under its path).
 * Prose around them is left alone. A part that tries to be an edit and cannot be read refuses the whole reply, for what is
 * left of it may be wrong without it; a reply without any edit is refused too, so that the model is asked again.
 */
export function parseEdits(text: string): Parsed {
  const bare = parseBare(linesOf(text));
  if (bare !== null) return bare;
  const edits: Edit[] = [];
  let above: readonly string[] = [];
  let whole: Fence | null = null;
  for (const part of splitFences(text, findEditsInReply)) {
    const parsed = parsePart(part, above);
    if (parsed?.kind === 'refused') return parsed;
    if (part.kind === 'fence' && parsed === null) {
      const path = wholePath(part, above);
      const refused = path === null ? straying(part, whole) : misread(part);
      if (refused !== null) return refused;
      if (path !== null) {
        edits.push({ kind: 'put', path, text: part.lines.map((line) => `${line}\n`).join('') });
        whole = part;
      }
    }
    for (const edit of parsed?.edits ?? []) edits.push(edit);
    above = part.kind === 'prose' ? part.lines : [];
  }
  if (edits.length > 0) return { kind: 'edits', edits };
  return unreadable(
    'no-edit',
    1,
    'there is no edit here; give each file\'s path and below it a "<<<<<<< SEARCH" block, or a unified diff in a fence.',
  );
}

/** A reply that is a diff or JSON and nothing else: it needs no fence, and fences in it belong to the files. */
function parseBare(lines: readonly string[]): Parsed | null {
  const first = lines.findIndex((line) => line.trim() !== '');
  const rest = lines.slice(first < 0 ? lines.length : first);
  if (startsDiff(rest, 0) || (borderAt(rest, 0) !== null && looksLikeDiff(rest)))
    return parseDiff(rest, first + 1);
  return /^[[{]/.test(rest[0] ?? '') ? parseJsonEdits(rest, first + 1) : null;
}

function parsePart(part: Part, above: readonly string[]): Parsed | null {
  if (part.kind === 'fence') return parseFence(part, above);
  const { lines, line } = part;
  if (part.kind === 'patch') return parseV4a(lines, line);
  if (looksLikeBlocks(lines)) return parseBlocks(lines, line);
  if (!looksLikeDiff(lines)) return null;
  return unreadable('bad-diff', line, 'this diff stands in prose; put it into a fence of its own.');
}

/** A word alone over a fence (`Example:`, `Done.`) names no file: a name has a folder or an ending. */
function wholePath(fence: Fence, above: readonly string[]): string | null {
  const path = fencePath(fence, above);
  return path !== null && /(?:\.[a-z][\w-]*|\/[^/.]+|\/\.\w+)$/i.test(path) && !path.includes('://')
    ? path
    : null;
}

/** A file that holds fences ends, in a fence as short as they are, at the first of them. */
function misread(fence: Fence): Parsed | null {
  if (fence.end === 'open') return unended(fence);
  return fence.lines.some((line) => line.startsWith(fence.mark)) ? nested(fence) : null;
}

function straying(fence: Fence, whole: Fence | null): Parsed | null {
  return whole !== null && fence.info === '' ? nested(whole) : null;
}

function nested({ line }: Fence): Parsed {
  return unreadable(
    'bad-block',
    line - 1,
    'this file may hold fences of its own; put it into a fence with more backquotes than they have.',
  );
}
