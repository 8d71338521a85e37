import { diffArrays } from 'diff';
import { spend, type Effort } from './effort.ts';
import { bareHunk, type Hunk, type HunkLine } from '../edit.ts';
import { landHunks, type Landed } from './hunks.ts';
import { rewrite } from './rewrite.ts';
import { linesOf, type Text } from '../change/text.ts';

/** Beyond this many edited lines, what lies between the first and the last of them gives way as a whole. */
const maxEdits = 500;

/** The hunk that turns some lines into others: what both have is context and keeps the file's bytes. */
function hunkBetween(before: readonly string[], after: readonly string[], effort: Effort): Hunk {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const deleted = before.slice(head, before.length - tail);
  const inserted = after.slice(head, after.length - tail);
  // What is compared grows with the square of the edits.
  const cost = 10 * Math.min(deleted.length + inserted.length, maxEdits) ** 2;
  const parts = spend(effort, cost) ? diffArrays(deleted, inserted, { maxEditLength: maxEdits }) : undefined;
  const middle = parts?.flatMap(({ added, removed, value }) =>
    linesAs(added ? 'insert' : removed ? 'delete' : 'context', value),
  );
  return bareHunk([
    ...linesAs('context', before.slice(0, head)),
    ...(middle ?? [...linesAs('delete', deleted), ...linesAs('insert', inserted)]),
    ...linesAs('context', before.slice(before.length - tail)),
  ]);
}

function linesAs(op: HunkLine['op'], lines: readonly string[]): HunkLine[] {
  return lines.map((text) => ({ op, text }));
}

/** Whole lines give way to others, wherever the search finds them. */
export function landLines(path: string, text: Text, before: string, after: string, effort: Effort): Landed {
  return landHunks(path, text, [hunkBetween(linesOf(before), linesOf(after), effort)], effort);
}

/** A block of text, which may start and end within a line; twice is refused, and what is not there is sought by lines. */
export function landBlock(path: string, text: Text, before: string, after: string, effort: Effort): Landed {
  const whole = text.lines.join('\n') + (text.final ? '\n' : '');
  const sought = before.replaceAll('\r\n', '\n');
  const at = whole.indexOf(sought);
  if (at < 0) return landLines(path, text, before, after, effort);
  const second = whole.indexOf(sought, at + 1);
  if (second >= 0) {
    const lines = [at, second].map((offset) => lineAt(whole, offset)).join(' and ');
    const message = `The block stands more than once in ${path}, at lines ${lines}; add lines around it until it stands once.`;
    return { kind: 'refused', reason: 'repeated', message };
  }
  const next = whole.slice(0, at) + after.replaceAll('\r\n', '\n') + whole.slice(at + sought.length);
  return replaceWhole(text, next, effort);
}

/** The new text in the old one's manner: lines that both have keep their bytes, whatever ends them. */
export function replaceWhole(text: Text, next: string, effort: Effort): Landed {
  const deleted = new Set<number>();
  const inserted = new Map<number, string[]>();
  let line = 0;
  for (const { op, text: wanted } of hunkBetween(text.lines, linesOf(next), effort).lines) {
    if (op === 'insert') {
      const lines = inserted.get(line) ?? [];
      lines.push(wanted);
      inserted.set(line, lines);
    }
    if (op === 'delete') deleted.add(line);
    if (op !== 'insert') line += 1;
  }
  const final = next === '' || next.endsWith('\n');
  return { kind: 'text', text: rewrite(text, deleted, inserted, final) };
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
