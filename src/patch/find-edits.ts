import type { BareEdit, FindEdit } from '../markdown/fences.ts';
import { endOfBlock } from './parse/search-replace.ts';
import { endOfV4a, startsV4a } from './parse/v4a.ts';

/**
 * Finds the edits that stand in a text without a fence around them: V4A patches and search/replace blocks. What they
 * hold belongs to files, and is no part of the text around them.
 */
export const findEdits: FindEdit = (lines) => finder(lines, 'is left alone');

/** The same for a reply: a patch that was cut off reaches to the end of the text, and is refused as a whole. */
export const findEditsInReply: FindEdit = (lines) => finder(lines, 'reaches to the end');

function finder(
  lines: readonly string[],
  cutOff: 'is left alone' | 'reaches to the end',
): (at: number) => BareEdit | null {
  // Where one patch has no end, none behind it has: they are not all looked for again.
  let endless = Infinity;
  return (at) => {
    const line = lines[at] ?? '';
    // Most lines begin nothing, and need no pattern to say so.
    if (!line.startsWith('<<<<<') && !line.includes('***')) return null;
    if (!startsV4a(line)) {
      const last = endOfBlock(lines, at);
      return last < 0 ? null : { kind: 'blocks', end: last + 1 };
    }
    const last = at >= endless ? -1 : endOfV4a(lines, at);
    if (last >= 0) return { kind: 'patch', end: last + 1 };
    endless = Math.min(endless, at);
    return cutOff === 'is left alone' ? null : { kind: 'patch', end: lines.length };
  };
}
