import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeBetween, type Files } from '../../../src/patch/change/change.ts';
import { land } from '../../../src/patch/land/land.ts';
import { parseEdits } from '../../../src/patch/parse/edits.ts';
import { parseV4a } from '../../../src/patch/parse/v4a.ts';
import { linesOf } from '../../../src/patch/change/text.ts';
import { formatV4a } from './format-v4a.ts';
import { directiveIn, filesOf } from '../support.ts';

// Few different lines, so that blocks repeat; some look like what the format itself is made of.
const line = fc.constantFrom(
  '',
  'a',
  'b',
  '  c',
  '\td',
  'é',
  'e ',
  '@@',
  '@@ def f',
  '+x',
  '-y',
  '...',
  '*** End Patch',
  '*** Begin Patch',
  '*** Update File: a.py',
  '*** End of File',
  '```',
  '<!-- z -->',
);
const text = fc.array(line, { maxLength: 12 }).map((lines) => lines.map((one) => `${one}\n`).join(''));
const path = fc.constantFrom('a.py', 'b/c.py', 'with space.py', 'é.txt');
const tree = fc.dictionary(path, text, { maxKeys: 3, noNullPrototype: true });

function landed(files: Files, patch: string) {
  const parsed = parseEdits(patch);
  expect(parsed.kind).toBe('edits');
  return land(files, parsed.kind === 'edits' ? parsed.edits : []);
}

describe('a V4A patch made from two trees', () => {
  it('lands on the one as the other, exactly, or is refused and says why', () => {
    let exact = 0;
    fc.assert(
      fc.property(tree, tree, (before, after) => {
        const change = changeBetween(filesOf(before), filesOf(after));
        if (change.length === 0) return;
        const landing = landed(filesOf(before), formatV4a(change));
        if (landing.kind === 'landed') exact += 1;
        const honest = ['repeated', 'no-context', 'overlap'].map((reason) => ({ refused: reason }));
        const outcome = landing.kind === 'landed' ? landing.change : { refused: landing.reason };
        expect([change, ...honest]).toContainEqual(outcome);
      }),
      { numRuns: 1_000 },
    );
    expect(exact).toBeGreaterThan(700);
  });

  it('is read the same bare, in a fence and line by line', () => {
    fc.assert(
      fc.property(tree, tree, (before, after) => {
        const change = changeBetween(filesOf(before), filesOf(after));
        if (change.length === 0) return;
        const patch = formatV4a(change);
        const edits = parseV4a(linesOf(patch), 1);
        expect(edits.kind).toBe('edits');
        expect(parseEdits(`Look:\n\n${patch}\nDone.`)).toEqual(edits);
        // A line of the patch that starts with backquotes has its mark before them and ends no fence.
        expect(parseEdits(`\`\`\`patch\n${patch}\`\`\``)).toEqual(edits);
        // On a page it does, so the fence there has more.
        expect(directiveIn(`\`\`\`\`patch\n${patch}\`\`\`\``)).toEqual({ ...edits, kind: 'directive' });
      }),
      { numRuns: 300 },
    );
  });
});

describe('landing that is refused', () => {
  it('leaves the files as they are: the same objects, byte for byte', () => {
    let refused = 0;
    fc.assert(
      fc.property(tree, tree, tree, (stale, after, present) => {
        const change = changeBetween(filesOf(stale), filesOf(after));
        if (change.length === 0) return;
        const files = filesOf(present);
        const copy = new Map([...files].map(([name, file]) => [name, { file, bytes: file.bytes.slice() }]));
        const landing = landed(files, formatV4a(change));
        if (landing.kind === 'refused') refused += 1;
        expect([...files.keys()]).toEqual([...copy.keys()]);
        for (const [name, { file, bytes }] of copy) {
          expect(files.get(name)).toBe(file);
          expect(file.bytes).toEqual(bytes);
        }
      }),
      { numRuns: 300 },
    );
    expect(refused).toBeGreaterThan(100);
  });
});

describe('reading any text as edits', () => {
  it('never throws, and says of each refusal where it stands', () => {
    const piece = fc.oneof(
      line,
      fc.constantFrom(
        '*** Add File: n',
        '*** Move to: m',
        '--- a/x',
        '+++ b/x',
        '{',
        '<<<<<<< SEARCH',
        '=======',
        '>>>>>>> REPLACE',
        'a.py',
        '```python a.py',
        'EOF',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (lines) => {
        const parsed = parseEdits(lines.join('\n'));
        const said = parsed.kind === 'refused' ? parsed.message : `Line 0: ${parsed.edits.length} edits`;
        expect(said).toMatch(/^Line \d+: (?!0 edits)/);
      }),
      { numRuns: 2_000 },
    );
  });
});
