import { describe, expect, it } from 'vitest';
import { chunkFiles } from '../../src/context/chunk.ts';
import { packagesOf } from '../../src/context/packages-of.ts';
import { rankImports } from '../../src/context/rank-imports.ts';
import { readQuestion } from '../../src/context/question.ts';
import { rankChunks } from '../../src/context/rank.ts';

function rank(files: Record<string, string>, question: string): string[] {
  const tree = new Map(
    Object.entries(files).map(([path, text]) => [
      path,
      { mode: 'file' as const, bytes: new TextEncoder().encode(text) },
    ]),
  );
  const read = chunkFiles(tree);
  return rankChunks(read, readQuestion(question), rankImports(read, packagesOf(tree.keys()))).map(
    ({ chunk }) => `${chunk.path}:${chunk.first}`,
  );
}
const padding = 'y = 1\n'.repeat(40);

describe('rankChunks', () => {
  it('puts the code before its tests and before prose', () => {
    const text = 'total_price = 3\n';
    expect(rank({ 'tests/test_a.py': text, 'z.py': text, 'README.md': text }, 'total_price')[0]).toBe(
      'z.py:1',
    );
  });

  it('puts the definition before a use', () => {
    const use = 'x = total_price(1)\n';
    expect(rank({ 'a.py': use, 'b.py': 'def total_price(x): ...\n' }, 'total_price')).toEqual([
      'b.py:1',
      'a.py:1',
    ]);
  });

  it('puts the rare word before the frequent one', () => {
    const often = Object.fromEntries(
      Array.from({ length: 9 }, (_, index) => [`a${index}.py`, 'price = 1\n']),
    );
    expect(rank({ ...often, 'z.py': 'discount = 1\n' }, 'price discount')[0]).toBe('z.py:1');
  });

  it('knows a word in its other forms and inside identifiers', () => {
    expect(rank({ 'a.py': 'cacheSize = 1\n', 'b.py': 'size = 1\n' }, 'caching')).toEqual(['a.py:1']);
  });

  it('knows a file by the words of its path', () => {
    expect(rank({ 'shop/cart.py': 'x = 1\n', 'shop/user.py': 'x = 1\n' }, 'cart')).toEqual([
      'shop/cart.py:1',
    ]);
  });

  it('lifts the rest of the best file, neighbours first', () => {
    const file = `${padding}${padding}discount = 1\n${padding.slice(6)}${padding}${padding}`;
    const order = ['a.py:61', 'a.py:31', 'a.py:91', 'a.py:1', 'a.py:121', 'a.py:151', 'a.py:181'];
    expect(rank({ 'a.py': file, 'b.py': padding }, 'discount')).toEqual(order);
  });

  it('puts the line of a traceback above all', () => {
    const files = { 'a.py': `${padding}${padding}`, 'b.py': 'discount = 1\n' };
    const traceback = 'discount fails\n  File "/srv/x/a.py", line 50, in f';
    expect(rank(files, traceback)).toEqual(['a.py:31', 'b.py:1', 'a.py:1', 'a.py:61']);
  });

  it('puts what defines a name of the question above what only speaks of it', () => {
    const often = 'Basket Basket Basket\n';
    expect(rank({ 'a.py': often, 'b.py': `class Basket:\n${padding}` }, 'Basket loses items')[0]).toBe(
      'b.py:1',
    );
  });

  it('lifts what is tied to the best file by an import, either way', () => {
    const files = {
      'a.py': 'x = 1\n',
      'b.py': 'import c\ndiscount = 1\n',
      'c.py': 'y = 1\n',
      'd.py': 'import b\n',
    };
    expect(rank(files, 'discount')).toEqual(['b.py:1', 'c.py:1', 'd.py:1']);
  });

  it('settles what is equal by how many files import it', () => {
    const files = { 'a.py': 'discount = 1\n', 'b.py': 'discount = 1\n', 'c.py': 'import b\n' };
    expect(rank(files, 'discount').slice(0, 2)).toEqual(['b.py:1', 'a.py:1']);
  });

  it('puts the project before those that it carries with it', () => {
    const files = {
      'shop/__init__.py': '#\n',
      'shop/packages/urls/a.py': 'discount = 1\n',
      'shop/z.py': 'discount = 1\n',
    };
    expect(rank(files, 'discount')[0]).toBe('shop/z.py:1');
  });

  it('puts words side by side, in whatever form, before the same words apart', () => {
    const apart = 'whitespace = 1\nx = trailing\n';
    const files = { 'a.py': apart, 'b.py': 'x = "trailing-whitespace"\n', 'c.py': apart };
    expect(rank(files, 'trailing whitespace')[0]).toBe('b.py:1');
    expect(rank({ 'a.py': apart, 'b.py': 'trailingWhitespace = 1\nx = 1\n' }, 'trailing whitespace')[0]).toBe(
      'b.py:1',
    );
  });

  it('knows a piece by the class that it stands in', () => {
    const body = '    discount = 1\n';
    const files = {
      'a.py': `class User:\n${'    x = 1\n'.repeat(40)}${body}`,
      'b.py': `class Cart:\n${'    x = 1\n'.repeat(40)}${body}`,
    };
    const order = rank(files, 'discount of a cart');
    expect(order[0]).toBe('b.py:31');
  });

  it('leaves out what has nothing to do with it', () => {
    expect(rank({ 'a.py': 'x = 1\n' }, 'discount')).toEqual([]);
  });

  it('has what most depends on for a question in words that no source has', () => {
    const files = { 'a.py': 'x = 1\n', 'b.py': 'x = 1\n', 'c.py': 'import b\n', 'd.py': 'import a, b\n' };
    expect(rank(files, 'Скидка считается неверно')).toEqual(['b.py:1', 'a.py:1']);
  });
});
