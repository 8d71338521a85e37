import { describe, expect, it } from 'vitest';
import { chunkFiles } from '../../src/context/chunk.ts';
import { packagesOf } from '../../src/context/packages-of.ts';
import { rankImports } from '../../src/context/rank-imports.ts';

function imports(files: Record<string, string>): Record<string, string[]> {
  const tree = new Map(
    Object.entries(files).map(([path, text]) => [
      path,
      { mode: 'file' as const, bytes: new TextEncoder().encode(`${text}\n`) },
    ]),
  );
  const read = chunkFiles(tree);
  const found = [...rankImports(read, packagesOf(tree.keys()))].map(([path, to]) => [
    path,
    [...to].toSorted(),
  ]);
  return Object.fromEntries(found.filter(([, to]) => to?.length !== 0));
}

const shop = {
  'shop/__init__.py': '#',
  'shop/cart.py': '#',
  'shop/money/__init__.py': '#',
  'shop/money/tax.py': '#',
};

describe('rankImports', () => {
  it.each<[name: string, text: string, to: string[]]>([
    ['a module', 'import shop.cart', ['shop/cart.py']],
    ['several', 'import os, shop.cart as c, shop', ['shop/__init__.py', 'shop/cart.py']],
    ['a name of a package', 'from shop import cart', ['shop/__init__.py', 'shop/cart.py']],
    [
      'names in brackets',
      'from shop.money import (\n    tax,\n)',
      ['shop/money/__init__.py', 'shop/money/tax.py'],
    ],
    ['inside a function', 'def f():\n    from shop.cart import total', ['shop/cart.py']],
    ['what is not here', 'import requests\nfrom os import path', []],
    ['words of a text', 'x = "import shop.cart"', []],
  ])('finds %s', (_, text, to) => {
    expect(imports({ ...shop, 'main.py': text })['main.py'] ?? []).toEqual(to);
  });

  it('follows dots, from a module and from a package', () => {
    expect(imports({ ...shop, 'shop/money/tax.py': 'from ..cart import x\nfrom . import tax' })).toEqual({
      'shop/money/tax.py': ['shop/cart.py', 'shop/money/__init__.py'],
    });
    expect(imports({ ...shop, 'shop/__init__.py': 'from .cart import x\nfrom .money.tax import y' })).toEqual(
      {
        'shop/__init__.py': ['shop/cart.py', 'shop/money/tax.py'],
      },
    );
  });

  it('looks beside the file, as Python 2 does', () => {
    expect(imports({ ...shop, 'shop/user.py': 'import cart' })).toEqual({ 'shop/user.py': ['shop/cart.py'] });
  });

  it('knows a package wherever it stands in the tree', () => {
    const files = {
      'a/src/shop/__init__.py': '#',
      'a/src/shop/cart.py': '#',
      'a/tests/test_cart.py': 'import shop.cart',
    };
    expect(imports(files)).toEqual({ 'a/tests/test_cart.py': ['a/src/shop/cart.py'] });
  });

  it('reads a hostile text in bounded time', () => {
    // Of the processor, so that it does not matter what else runs.
    const before = process.cpuUsage();
    imports({ 'a.py': 'from x import (\n'.repeat(60_000) });
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(3_000);
  });
});
