import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bareHunk, type Hunk, type HunkLine } from '../../../src/patch/edit.ts';
import { newEffort } from '../../../src/patch/land/effort.ts';
import { landHunks } from '../../../src/patch/land/hunks.ts';
import { spliceBytes } from '../../../src/patch/land/splice-bytes.ts';
import { parseText, readSource } from '../../../src/patch/change/text.ts';

type Source = string | Uint8Array;

/** What the short way makes of a file, as text; null where it leaves the file to the search. */
function shortly(source: Source, hunks: readonly Hunk[], effort = newEffort()): string | null {
  const bytes = typeof source === 'string' ? new TextEncoder().encode(source) : source;
  const spliced = spliceBytes({ mode: 'file', bytes }, hunks, effort);
  return spliced && Buffer.from(spliced).toString();
}

/** What the search makes of it; null where it refuses. */
function searched(source: string, hunks: readonly Hunk[]): string | null {
  const landed = landHunks('f', parseText(source), hunks, newEffort());
  return landed.kind === 'text' ? landed.text : null;
}

/** A hunk from lines as a diff has them. */
function hunk(...marked: readonly string[]): Hunk {
  const ops = { ' ': 'context', '-': 'delete', '+': 'insert' } as const;
  return bareHunk(
    marked.map((line): HunkLine => {
      const [mark] = line;
      if (mark !== ' ' && mark !== '-' && mark !== '+') throw new Error(`no line of a diff: ${line}`);
      return { op: ops[mark], text: line.slice(1) };
    }),
  );
}

const change = hunk(' b', '-c', '+C');

describe('the short way of landing', () => {
  it.each<[string, string, readonly Hunk[], string]>([
    ['at the start', 'b\nc\nd\n', [change], 'b\nC\nd\n'],
    ['in the middle', 'a\nb\nc\nd\n', [change], 'a\nb\nC\nd\n'],
    ['at the end', 'a\nb\nc\n', [change], 'a\nb\nC\n'],
    ['where carriage returns end the lines', 'a\r\nb\r\nc\r\n', [change], 'a\r\nb\r\nC\r\n'],
    ['among letters of several bytes', 'é\nb\nc\nü\n', [change], 'é\nb\nC\nü\n'],
    ['twice, one below the other', 'a\nb\nc\nd\n', [hunk('-a'), hunk('-c', '+x')], 'b\nx\nd\n'],
    ['with all of it gone', 'b\nc\n', [hunk('-b', '-c')], ''],
    ['with a new line after the last', 'b\nc\n', [hunk(' c', '+d')], 'b\nc\nd\n'],
    ['not where a line only ends like the block', 'ab\nc\nb\nc\n', [change], 'ab\nc\nb\nC\n'],
  ])('lands a block that stands once, %s, as the search does', (_where, source, hunks, after) => {
    expect(shortly(source, hunks)).toBe(after);
    expect(searched(source, hunks)).toBe(after);
  });

  const numbered = { ...hunk('+x', ' b', '-c'), at: 2 };
  it.each<[string, Source, readonly Hunk[]]>([
    ['the block stands twice', 'b\nc\nb\nc\n', [change]],
    ['the block stands twice, one over the other', 'b\nb\nb\n', [hunk(' b', '-b')]],
    ['the block is not there', 'a\nb\n', [change]],
    ['the block is there but for its spaces', 'a\n  b\n  c\n', [change]],
    ['blocks are in another order', 'a\nb\nc\n', [hunk('-c'), hunk('-a')]],
    ['blocks overlap', 'a\nb\nc\n', [hunk(' a', ' b', '+x'), hunk(' b', '-c')]],
    ['blocks touch', 'a\nb\nc\n', [hunk(' a', '+x'), hunk('+y', ' b')]],
    ['the last line has no newline', 'a\nb\nc', [change]],
    ['some lines only end with a carriage return', 'b\r\nc\r\nb\nc\n', [change]],
    ['there is a byte-order mark', '\ufeffb\nc\nb\nc\n', [change]],
    ['there is a NUL', 'a\0\nb\nc\n', [change]],
    ['it is not UTF-8', Uint8Array.from([0xff, 0x0a, 0x62, 0x0a, 0x63, 0x0a]), [change]],
    ['a new line holds a NUL', 'b\nc\n', [hunk(' b', '+\0')]],
    ['a new line holds half a character', 'b\nc\n', [hunk(' b', '+\ud83d')]],
    ['a line that is sought holds half a character', '\ufffd\nc\n', [hunk(' \ud83d', '-c')]],
    ['there is nothing to look for', 'b\nc\n', [hunk('+x')]],
    ['a tool’s hunk has lost its edge', 'a\nb\nc\n', [numbered]],
    ['it goes to the end of the file', 'b\nc\n', [{ ...change, stands: 'at-the-end' }]],
    [
      'something is said of the last newline',
      'b\nc\n',
      [{ ...change, end: { before: 'unsaid', after: 'no-newline' } }],
    ],
    ['the file is empty', '', [change]],
  ])('is not taken where %s', (_why, source, hunks) => {
    expect(shortly(source, hunks)).toBeNull();
  });

  it('is not taken for what is no plain file', () => {
    const bytes = new TextEncoder().encode('b\nc\n');
    expect(spliceBytes({ mode: 'symlink', bytes }, [change], newEffort())).toBeNull();
    expect(spliceBytes({ mode: 'executable', bytes }, [change], newEffort())).not.toBeNull();
  });

  it('is given up when comparing would cost too much', () => {
    const effort = newEffort();
    effort.compares = 30;
    expect(shortly('a\nb\nc\n', [change], effort)).toBe('a\nb\nC\n');
    expect(shortly('a\nb\nc\n', [change], effort)).toBeNull();
  });

  it('keeps no part of the pool that Node shares among small buffers', () => {
    const bytes = new TextEncoder().encode('b\nc\n');
    const spliced = spliceBytes({ mode: 'file', bytes }, [change], newEffort());
    expect(spliced?.buffer.byteLength).toBe(4);
  });

  it('lands nothing that the search would not land in the same bytes', () => {
    let taken = 0;
    fc.assert(
      fc.property(file, fc.array(wish, { minLength: 1, maxLength: 2 }), (source, wishes) => {
        const hunks = wishes.map((one) => hunkIn(source, one));
        const short = shortly(source, hunks);
        if (short === null) return;
        taken += 1;
        expect(readSource({ mode: 'file', bytes: new TextEncoder().encode(short) })).toBe(short);
        expect(short).toBe(searched(source, hunks));
      }),
      { numRuns: 6_000 },
    );
    expect(taken).toBeGreaterThan(400);
  });
});

// Few different lines, so that blocks repeat, touch and overlap.
const row = fc.constantFrom('', ...'abcdefghijklmnopqrst', '  a', 'a ', 'é', '...', 'ab', 'a\r');
const file = fc
  .tuple(
    fc.constantFrom(...Array<string>(9).fill(''), '\ufeff'),
    fc.array(fc.tuple(row, fc.constantFrom('\n', '\n', '\n', '\r\n')), { maxLength: 14 }),
    fc.constantFrom('same', 'same', 'same', 'mixed'),
    fc.constantFrom(...Array<string>(9).fill(''), 'last'),
  )
  .map(([bom, rows, how, last]) => {
    const [, first = '\n'] = rows[0] ?? [];
    return bom + rows.map(([text, ending]) => text + (how === 'same' ? first : ending)).join('') + last;
  });

type Wish = {
  readonly from: number;
  readonly ops: readonly HunkLine['op'][];
  readonly fresh: readonly string[];
  readonly at: number | null;
  readonly end: Hunk['end']['after'];
};
const wish: fc.Arbitrary<Wish> = fc.record({
  from: fc.nat(13),
  ops: fc.array(fc.constantFrom('context', 'context', 'delete', 'insert'), { minLength: 1, maxLength: 6 }),
  fresh: fc.array(row, { minLength: 6, maxLength: 6 }),
  at: fc.constantFrom(null, null, 1, 3),
  end: fc.constantFrom('unsaid', 'unsaid', 'unsaid', 'newline', 'no-newline'),
});

/** A hunk whose old lines stand in the file from one of its lines on, as far as there are lines. */
function hunkIn(source: string, { from, ops, fresh, at, end }: Wish): Hunk {
  const { lines } = parseText(source);
  let next = from % Math.max(1, lines.length);
  const made = ops.map((op, index): HunkLine => {
    const text = (op === 'insert' ? null : lines[next]) ?? fresh[index] ?? '';
    if (op !== 'insert') next += 1;
    return { op, text };
  });
  return { ...bareHunk(made), at, end: { before: 'unsaid', after: end } };
}
