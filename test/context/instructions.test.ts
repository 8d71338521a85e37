import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instructionCaps, readInstructions } from '../../src/context/instructions.ts';
import type { Files, SourceFile } from '../../src/patch/change/change.ts';
import { protectedBy } from '../../src/patch/screen/protected-paths.ts';

function tree(files: Record<string, string>, mode: SourceFile['mode'] = 'file'): Files {
  return new Map(
    Object.entries(files).map(([path, text]) => [path, { mode, bytes: new TextEncoder().encode(text) }]),
  );
}
const paths = (files: Files, ...asked: readonly string[]): string[] =>
  readInstructions(files, asked).map(({ path }) => path);

/** Every name that is known, each where it counts. */
const known = [
  'AGENTS.md',
  'CLAUDE.md',
  'GEMINI.md',
  '.github/copilot-instructions.md',
  '.github/instructions/python.instructions.md',
  '.cursor/rules/style.mdc',
  '.cursor/rules/tests.md',
  '.cursorrules',
  '.windsurfrules',
  '.clinerules',
];

describe('readInstructions', () => {
  it.each(known)('reads %s', (path) => {
    expect(readInstructions(tree({ [path]: ' Use tabs.\n' }), [])).toEqual([{ path, text: 'Use tabs.' }]);
  });

  it.each(known)('reads nothing that a patch of ours could have written: %s is protected', (path) => {
    expect(protectedBy([])(path)).toBe(true);
  });

  it.each(['CONTRIBUTING.md', 'docs/copilot-instructions.md', 'agents.txt', 'README.md', 'a/.cursorrules'])(
    'does not take %s for instructions',
    (path) => {
      expect(paths(tree({ [path]: 'Use tabs.' }), path)).toEqual([]);
    },
  );

  it('takes those of the folders above what is asked about, the nearest last', () => {
    const files = tree({
      'shop/cart/AGENTS.md': 'cart',
      'shop/AGENTS.md': 'shop',
      'shopping/AGENTS.md': 'other',
      'AGENTS.md': 'all',
      '.cursorrules': 'cursor',
    });
    expect(paths(files, 'shop/cart/price.py')).toEqual([
      '.cursorrules',
      'AGENTS.md',
      'shop/AGENTS.md',
      'shop/cart/AGENTS.md',
    ]);
    expect(paths(files, 'shop/user.py')).toEqual(['.cursorrules', 'AGENTS.md', 'shop/AGENTS.md']);
    expect(paths(files)).toEqual(['.cursorrules', 'AGENTS.md']);
  });

  it('takes a text once that stands under two names', () => {
    expect(paths(tree({ 'AGENTS.md': 'Use tabs.\n', 'CLAUDE.md': 'Use tabs.', 'GEMINI.md': 'No.' }))).toEqual(
      ['AGENTS.md', 'GEMINI.md'],
    );
  });

  it('leaves out links, what is no text, and what is empty', () => {
    expect(paths(tree({ 'AGENTS.md': 'README.md' }, 'symlink'))).toEqual([]);
    expect(paths(tree({ 'AGENTS.md': 'a\0b', 'CLAUDE.md': ' \n' }))).toEqual([]);
    const broken = { mode: 'file' as const, bytes: Uint8Array.of(0xff, 0xfe, 0x41) };
    expect(paths(new Map([['AGENTS.md', broken]]))).toEqual([]);
  });

  it('cuts a long one at the end of a line and says how much is missing', () => {
    const line = 'Use tabs, and not spaces.\n';
    const [one] = readInstructions(tree({ 'AGENTS.md': line.repeat(1_000) }), []);
    expect(one?.text).toMatch(/^(?:Use tabs, and not spaces\.\n)+\[… \d+ bytes more are left out …\]$/u);
    expect(Buffer.byteLength(one?.text ?? '')).toBeLessThanOrEqual(instructionCaps.each);
  });

  it('never takes more than its caps, whatever the repository holds, and always the same', () => {
    const path = fc.array(fc.constantFrom('a', 'b', 'AGENTS.md', 'CLAUDE.md'), {
      minLength: 1,
      maxLength: 4,
    });
    const entry = fc.tuple(
      path.map((parts) => parts.join('/')),
      fc.string({ unit: fc.constantFrom('ä', 'x', '\n'), minLength: 0, maxLength: 30_000, size: 'max' }),
    );
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 12 }), (entries) => {
        const files = tree(Object.fromEntries(entries));
        const taken = readInstructions(files, ['a/b/a/x.py', 'b/a/x.py']);
        const sizes = taken.map(({ text }) => Buffer.byteLength(text));
        expect(taken.length).toBeLessThanOrEqual(instructionCaps.files);
        expect(Math.max(0, ...sizes)).toBeLessThanOrEqual(instructionCaps.each);
        expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(instructionCaps.all);
        const turned = new Map([...files].toReversed());
        expect(readInstructions(turned, ['b/a/x.py', 'a/b/a/x.py'])).toEqual(taken);
      }),
      // Texts this long take for ever to shrink.
      { numRuns: 30, endOnFailure: true },
    );
  });
});
