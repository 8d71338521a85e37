import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createWordTable } from '../../src/context/word-table.ts';

/** What a regular expression finds, as a peer. */
const words = (text: string): string[] => [...text.matchAll(/[A-Za-z_]\w*/g)].map(([word]) => word);

function scanned(texts: readonly string[]): { words: string[][]; counts: number[]; asked: string[] } {
  const asked: string[] = [];
  const table = createWordTable((word) => {
    asked.push(word);
    return word.startsWith('q') ? null : word;
  });
  const counts: number[] = [];
  const found = texts.map((text) => {
    const some: string[] = [];
    counts.push(table.scan(text, 0, text.length, (word) => some.push(word)));
    return some;
  });
  return { words: found, counts, asked };
}

describe('a word table', () => {
  it('finds the words that a regular expression finds, and asks once about each', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'q', 'B', '_', '7', ' ', 'ß', '.', '\n'),
      maxLength: 60,
    });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 20 }), (texts) => {
        const { words: found, counts, asked } = scanned(texts);
        const all = texts.map(words);
        expect(found).toEqual(all.map((some) => some.filter((word) => !word.startsWith('q'))));
        expect(counts).toEqual(all.map((some) => some.length));
        expect(asked).toEqual([...new Set(all.flat())]);
      }),
    );
  });

  it('holds many words', () => {
    const many = Array.from({ length: 50_000 }, (_, index) => `w${index}`);
    const { words: found, asked } = scanned([many.join(' '), many.join(' ')]);
    expect(asked).toEqual(many);
    expect(found).toEqual([many, many]);
  });

  it('looks only between two offsets', () => {
    const some: string[] = [];
    createWordTable((word) => word).scan('one two three', 4, 7, (word) => some.push(word));
    expect(some).toEqual(['two']);
  });
});
