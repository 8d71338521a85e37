import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { isLikelyDefinition } from '../../src/context/likely-definition.ts';

/** Offsets of the names that a regular expression finds, as a peer. */
function names(text: string): number[] {
  const found = text.matchAll(/^[ \t]*(?:async def|def|class) (?=[A-Za-z_])/gm);
  return [...found].map(({ index, 0: before }) => index + before.length);
}

it('knows the name of what a line defines from every other word', () => {
  const part = fc.constantFrom(
    'def ',
    'class ',
    'async ',
    'def',
    'class',
    'x',
    'K',
    ' ',
    '\t',
    '\n',
    '.',
    '(',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
      const text = parts.join('');
      const starts = [...text.matchAll(/[A-Za-z_]\w*/g)].map(({ index }) => index);
      const bytes = Buffer.from(text);
      expect(starts.filter((at) => isLikelyDefinition(bytes, at))).toEqual(names(text));
    }),
    { numRuns: 1_000 },
  );
});
