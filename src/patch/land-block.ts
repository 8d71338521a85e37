import { diffArrays } from 'diff';
import { bareHunk, type Hunk, type HunkLine } from './edit.ts';
import { landHunks, type Landed } from './land-hunks.ts';
import { rewrite } from './splice.ts';
import { formatText, linesOf, type Text } from './text.ts';

/** The hunk that turns some lines into others: what both have is context and keeps the file's bytes. */
export function hunkBetween(before: readonly string[], after: readonly string[]): Hunk {
  const lines = diffArrays([...before], [...after]).flatMap(({ added, removed, value }) => {
    const op = added ? 'insert' : removed ? 'delete' : 'context';
    return value.map((text): HunkLine => ({ op, text }));
  });
  return bareHunk(lines);
}

/** Whole lines give way to others, wherever the search finds them. */
export function landLines(path: string, text: Text, before: string, after: string): Landed {
  return landHunks(path, text, [hunkBetween(linesOf(before), linesOf(after))]);
}

/** A block of text, which may start and end within a line; twice is refused, and what is not there is sought by lines. */
export function landBlock(path: string, text: Text, before: string, after: string): Landed {
  const whole = text.lines.join('\n') + (text.final ? '\n' : '');
  const sought = before.replaceAll('\r\n', '\n');
  const at = whole.indexOf(sought);
  if (at < 0) return landLines(path, text, before, after);
  const second = whole.indexOf(sought, at + 1);
  if (second >= 0) {
    const lines = [at, second].map((offset) => lineAt(whole, offset)).join(' and ');
    const message = `The block stands more than once in ${path}, at lines ${lines}; add lines around it until it stands once.`;
    return { kind: 'refused', reason: 'repeated', message };
  }
  const next = whole.slice(0, at) + after.replaceAll('\r\n', '\n') + whole.slice(at + sought.length);
  return replaceWhole(text, next);
}

/** The new text in the old one's manner: lines that both have keep their bytes, whatever ends them. */
export function replaceWhole(text: Text, next: string): Landed {
  const gone = new Set<number>();
  const come = new Map<number, string[]>();
  let line = 0;
  for (const { op, text: wanted } of hunkBetween(text.lines, linesOf(next)).lines) {
    if (op === 'insert') come.set(line, [...(come.get(line) ?? []), wanted]);
    if (op === 'delete') gone.add(line);
    if (op !== 'insert') line += 1;
  }
  const final = next === '' || next.endsWith('\n');
  return { kind: 'text', text: formatText(rewrite(text, gone, come, final), { bom: text.bom, final }) };
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
