import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packContext } from '../../src/context/pack.ts';
import type { Files } from '../../src/patch/change/change.ts';

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

const wide = (lines: number): string => `z = '${'-'.repeat(300)}'\n`.repeat(lines);

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
    const shown = ranges.find(({ path }) => path === 'shop/user.py')?.ranges ?? [];
    expect(shown.some(([first, last]) => first <= 100 && last >= 100)).toBe(true);
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

  it('says of a file what it is for, what it uses and what uses it, where lines are left over', () => {
    const files = {
      'a.py': `"""Takes notes. And more."""\nimport b\nnote = 1\n${'x = 1\n'.repeat(27)}${wide(60)}def alpha():\n    pass\n${wide(28)}`,
      'b.py': `# b\n'''Keeps them.'''\n${wide(58)}class Beta:\n    def gamma(self):\n        pass\n\ndef _own():\n    pass\n${wide(23)}`,
    };
    const { text, ranges } = packContext(tree(files), 'note', 400);
    expect(ranges).toEqual([{ path: 'a.py', ranges: [[1, 30]] }]);
    expect(text).toContain('=== a.py outline\nTakes notes.\nUses: b.py\ndef alpha() (91-92)\n');
    expect(text).toContain('=== b.py not shown\nKeeps them.\nDefines: Beta\nUsed by: a.py\n');
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

  it.each<[name: string, text: string]>([
    ['one word of a megabyte', 'total'.repeat(200_000)],
    ['one line of words', 'total price '.repeat(85_000)],
    ['words that all differ', Array.from({ length: 75_000 }, (_, index) => `total_${index}`).join('\n')],
    ['one line of definitions', 'def total class price '.repeat(46_000)],
    ['one line of imports', 'import total '.repeat(80_000)],
    ['nothing but blanks', ' \t'.repeat(500_000)],
    ['nothing but lines', '\n'.repeat(1_000_000)],
  ])('reads a hostile file in bounded time: %s', (_, text) => {
    // Of the processor, so that it does not matter what else runs.
    const before = process.cpuUsage();
    const { tokens } = packContext(tree({ 'total.py': text, 'price.md': text }), 'total_price is wrong', 500);
    expect(tokens).toBeLessThanOrEqual(500);
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(3_000);
  });

  describe('whatever the tree, the question and the budget', () => {
    const line = fc.constantFrom(
      'def total_price(items):',
      '    return login(cart)',
      'import shop.b',
      'class Cart:',
      '',
      '# größer 💥',
      '"""Prices."""',
      'x'.repeat(300),
    );
    const text = fc.array(line, { maxLength: 150 }).map((lines) => lines.join('\n'));
    const path = fc.constantFrom(
      'shop/a.py',
      'shop/b.py',
      'shop/__init__.py',
      'tests/test_a.py',
      'README.md',
      'c.ts',
    );
    const files = fc.dictionary(path, text).map(tree);
    const question = fc.constantFrom('total_price', 'Cart login price', 'shop/a.py:3 fails', '', 'größer x');
    const budget = fc.integer({ min: -5, max: 5000 });

    it('a pack never exceeds its budget', () => {
      fc.assert(
        fc.property(files, question, budget, (some, asked, tokens) => {
          const packed = packContext(some, asked, tokens);
          expect(Buffer.byteLength(packed.text)).toBeLessThanOrEqual(Math.max(0, tokens) * 3.3);
          expect(packed.tokens).toBe(Math.ceil(Buffer.byteLength(packed.text) / 3.3));
        }),
      );
    });

    it('its ranges are lines of their files, in order and apart, each file once', () => {
      fc.assert(
        fc.property(files, question, budget, (some, asked, tokens) => {
          const { ranges } = packContext(some, asked, tokens);
          const shown = ranges.map((one) => one.path);
          expect(shown).toEqual([...new Set(shown)].toSorted());
          for (const { path: name, ranges: lines } of ranges) {
            const content = new TextDecoder().decode(some.get(name)?.bytes).replace(/\n$/u, '');
            const flat = lines.flat();
            expect(flat[0]).toBeGreaterThanOrEqual(1);
            expect(flat.at(-1)).toBeLessThanOrEqual(content.split('\n').length);
            for (const [first, last] of lines) expect(first).toBeLessThanOrEqual(last);
            // Ranges that touch are joined.
            for (const [index, [first]] of lines.slice(1).entries())
              expect(first).toBeGreaterThan((lines[index]?.[1] ?? 0) + 1);
          }
        }),
      );
    });

    it('the same gives the same', () => {
      fc.assert(
        fc.property(files, question, budget, (some, asked, tokens) => {
          expect(packContext(new Map([...some].toReversed()), asked, tokens)).toEqual(
            packContext(some, asked, tokens),
          );
        }),
      );
    });
  });
});
