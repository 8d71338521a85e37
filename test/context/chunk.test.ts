import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunkFiles, textOfLines } from '../../src/context/chunk.ts';
import type { FileMode, SourceFile } from '../../src/patch/change/change.ts';

const source = (text: string, mode: FileMode = 'file'): SourceFile => ({
  mode,
  bytes: new TextEncoder().encode(text),
});

describe('chunkFiles', () => {
  it('begins a piece where a definition begins, its decorator before it', () => {
    const lines = Array.from({ length: 60 }, (_, index) => `x = ${index}`);
    lines[30] = '@cached';
    lines[31] = 'def f():';
    const [file] = chunkFiles(new Map([['a.py', source(lines.join('\n'))]]));
    expect(file?.chunks.map(({ first, last }) => [first, last])).toEqual([
      [1, 30],
      [31, 60],
    ]);
  });

  it('loses no line and shows none twice', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('def f():', '@x', 'größer 💥', '', '    class K:'), { maxLength: 200 }),
        (lines) => {
          const [file] = chunkFiles(new Map([['a.py', source(`${lines.join('\n')}\n`)]]));
          const chunks = file?.chunks ?? [];
          const texts = chunks.map(({ first, last }) => file && textOfLines(file, first, last));
          expect(texts.join('\n')).toBe(file ? lines.join('\n') : '');
          expect(chunks.map(({ from, to }) => file?.bytes.toString('utf8', from, to))).toEqual(texts);
          expect(file?.starts.length ?? 0).toBe(chunks.at(-1)?.last ?? 0);
          expect(texts.map((text) => text?.split('\n').length)).toEqual(
            chunks.map(({ first, last }) => last - first + 1),
          );
        },
      ),
    );
  });

  it('puts U+FFFD where a file is not UTF-8, and counts what is shown', () => {
    const bytes = Uint8Array.of(0x61, 0xff, 0xe2, 0x82, 0x0a, 0xe9);
    const [file] = chunkFiles(new Map([['a.py', { mode: 'file', bytes }]]));
    expect(file && textOfLines(file, 1, 2)).toBe('a\uFFFD\uFFFD\n\uFFFD');
    expect(file?.chunks).toEqual([{ path: 'a.py', first: 1, last: 2, from: 0, to: 11, within: [] }]);
  });

  it.each([
    ['a symlink', 'a.py', source('target', 'symlink')],
    ['a submodule', 'sub', source('0123', 'submodule')],
    ['a binary', 'a.bin', source('a\0b')],
    ['an empty file', 'a.py', source('')],
    ['a huge file', 'a.py', source('x\n'.repeat(600_000))],
    ['a vendored file', 'pkg/_vendor/a.py', source('x')],
    ['a script of the workflow, which no agent may change', '.github/check.py', source('x')],
    ['a lock file', 'package-lock.json', source('{}')],
    ['what was built', 'web/build/a.py', source('x')],
  ])('passes over %s', (_, path, file) => {
    expect(chunkFiles(new Map([[path, file]]))).toEqual([]);
  });

  it('takes a package of the project for its own, whatever it is called', () => {
    const files = new Map([
      ['shop/build/__init__.py', source('x')],
      ['shop/build/cart.py', source('x')],
    ]);
    expect(chunkFiles(files).map(({ path }) => path)).toEqual([...files.keys()]);
  });

  it('says of a piece which definitions it stands in, in Python alone', () => {
    const text = `class Cart:\n    def add(self):\n${'        x = 1\n'.repeat(40)}`;
    const found = chunkFiles(
      new Map([
        ['a.py', source(text)],
        ['a.md', source(text)],
      ]),
    );
    expect(found.map(({ chunks }) => chunks.map(({ within }) => within))).toEqual([
      [[], [1, 2]],
      [[], []],
    ]);
  });
});
