import { describe, expect, it } from 'vitest';
import { shareOf } from '../../src/context/file-share.ts';

const share = (path: string): number => shareOf(path, new Set(['shop']));

describe('shareOf', () => {
  it.each([
    ['code', 'shop/cart.py', 1],
    ['code of another language', 'web/cart.ts', 1],
    ['an example', 'examples/cart.py', 0.5],
    ['a test', 'tests/cart.py', 0.1],
    ['a test by its name', 'shop/test_cart.py', 0.1],
    ['prose', 'README.rst', 0.1],
    ['another project in a package', 'shop/packages/urls/a.py', 0.1],
    ['a module in a folder that could carry some', 'shop/packages/cart.py', 1],
    ['a project of a repository of many', 'packages/urls/a.py', 1],
  ])('of %s', (_, path, wanted) => {
    expect(share(path)).toBe(wanted);
  });
});
