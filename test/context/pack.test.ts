import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packContext } from '../../src/context/pack.ts';
import type { Files } from '../../src/patch/change.ts';

const tree = (files: Record<string, string>): Files =>
  new Map(
    Object.entries(files).map(([path, text]) => [
      path,
      { mode: 'file', bytes: new TextEncoder().encode(text) },
    ]),
  );
const filler = (name: string, count: number): string =>
  Array.from(
    { length: count },
    (_, index) => `def ${name}_${index}(value):\n    return value + ${index}\n`,
  ).join('\n');

const project = tree({
  'shop/cart.py': `${filler('other', 40)}\ndef total_price(items):\n    return sum(item.cost for item in items)\n\n${filler('more', 40)}`,
  'shop/user.py': filler('login', 60),
  'tests/test_cart.py': 'def test_total_price():\n    assert total_price([]) == 0\n',
  'README.md': 'A shop with a cart.\n',
});
const shownFirst = (question: string, budget = 500): string[] =>
  packContext(project, question, budget).ranges.map(({ path }) => path);

describe('packContext', () => {
  it('shows the lines that the question is about', () => {
    const { text, ranges } = packContext(project, 'total_price ignores the discount', 500);
    expect(text).toContain('return sum(item.cost for item in items)');
    expect(ranges[0]?.path).toBe('shop/cart.py');
  });

  it('finds code by its path, by words of its names and by a traceback', () => {
    expect(shownFirst('user pages are slow')).toContain('shop/user.py');
    expect(shownFirst('prices are wrong in total')).toContain('shop/cart.py');
    const { ranges } = packContext(
      project,
      'It fails:\n  File "/srv/app/shop/user.py", line 100, in x\n',
      500,
    );
    const [first, last] = ranges.find(({ path }) => path === 'shop/user.py')?.ranges[0] ?? [0, 0];
    expect(first <= 100 && last >= 100).toBe(true);
  });

  it('shows what it says: the ranges are the lines of the text', () => {
    const { text, ranges } = packContext(project, 'total_price of the cart', 3000);
    for (const { path, ranges: some } of ranges) {
      const lines = new TextDecoder().decode(project.get(path)?.bytes).split('\n');
      for (const [first, last] of some) {
        expect(text).toContain(`=== ${path} lines ${first}-${last} of `);
        expect(text).toContain(`\n${lines.slice(first - 1, last).join('\n')}\n`);
      }
    }
  });

  it('outlines a Python file that it shows in part, and no other', () => {
    const long = `${'# note\n'.repeat(45)}def alpha():\n    pass\n${'x = 1\n'.repeat(2000)}`;
    const part = packContext(tree({ 'a.py': long, 'b.md': long, 'c.py': 'note = 1\n' }), 'note', 2000);
    expect(part.text.match(/^=== .* outline\n.*$/gmu)).toEqual(['=== a.py outline\ndef alpha() (46-47)']);
  });

  it('is the same in whatever order the files come', () => {
    const turned = new Map([...project].toReversed());
    expect(packContext(turned, 'total_price login', 900)).toEqual(
      packContext(project, 'total_price login', 900),
    );
  });

  it('shows nothing for a question that has nothing to do with the tree', () => {
    expect(packContext(project, 'zebra', 500)).toEqual({ text: '', ranges: [], tokens: 0 });
    expect(packContext(new Map(), 'total_price', 500).ranges).toEqual([]);
  });

  it('never exceeds its budget', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -5, max: 5000 }),
        fc.constantFrom('total_price', 'login cart other', 'shop/user.py:3'),
        (budget, question) => {
          const { text, tokens } = packContext(project, question, budget);
          expect(tokens).toBeLessThanOrEqual(Math.max(0, budget));
          expect(tokens).toBe(Math.ceil(Buffer.byteLength(text) / 3.3));
        },
      ),
      { numRuns: 40 },
    );
  });
});
