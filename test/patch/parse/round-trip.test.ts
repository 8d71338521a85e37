import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeBetween } from '../../../src/patch/change/change.ts';
import { land } from '../../../src/patch/land/land.ts';
import { parseDiff } from '../../../src/patch/parse/unified-diff.ts';
import { renderDiff } from '../../../src/patch/change/render-diff.ts';
import { filesOf } from '../support.ts';
import { tree } from './trees.ts';

describe('a rendered diff', () => {
  it('lands on what it was made from, exactly, or is refused', () => {
    let landed = 0;
    fc.assert(
      fc.property(tree, tree, (before, after) => {
        const change = changeBetween(filesOf(before), filesOf(after));
        const diff = renderDiff(change);
        const parsed = parseDiff(diff);
        // Changed lines at the end of a hunk that look like a header, and another hunk: not even counts tell them apart.
        if (change.length === 0 || /^--- x\n\+\+\+ y\n@@/m.test(diff)) return;
        expect(parsed.kind).toBe('edits');
        const landing = land(filesOf(before), parsed.kind === 'edits' ? parsed.edits : []);
        if (landing.kind === 'refused') return;
        landed += 1;
        expect(landing.change).toEqual(change);
      }),
      { numRuns: 1_500 },
    );
    expect(landed).toBeGreaterThan(1_300);
  });
});

const ending = fc.constantFrom('\n', '\r\n');
const word = fc.string({ minLength: 1, maxLength: 6, unit: fc.constantFrom(...'abcxyz (=') });

describe('landing in a file of any line endings', () => {
  it('changes the bytes of no line outside of the hunk', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(word, ending), { minLength: 3, maxLength: 30 }),
        fc.nat(),
        fc.constantFrom('', '\ufeff'),
        fc.boolean(),
        (rows, seed, bom, final) => {
          // Numbered, so that every line stands once and the hunk must land.
          const lines = rows.map(
            ([said, end], index) => `${index}:${said}${final || index < rows.length - 1 ? end : ''}`,
          );
          const at = seed % lines.length;
          const plain = lines.map((one) => one.replace(/\r?\n$/, ''));
          const before = bom + lines.join('');
          const context = plain.slice(Math.max(0, at - 2), at).map((one) => ` ${one}\n`);
          const diff = `--- a/f\n+++ b/f\n@@\n${context.join('')}-${plain[at]}\n+new\n`;
          const parsed = parseDiff(diff);
          const landing = land(filesOf({ f: before }), parsed.kind === 'edits' ? parsed.edits : []);
          const end = /\r?\n$/.exec(lines[at] ?? '')?.[0] ?? '';
          const after =
            landing.kind === 'landed' ? Buffer.from(landing.change[0]?.after?.bytes ?? []).toString() : '';
          expect(after).toBe(bom + lines.with(at, `new${end}`).join(''));
        },
      ),
      { numRuns: 500 },
    );
  });
});
