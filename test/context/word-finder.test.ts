import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createWordFinder } from '../../src/context/word-finder.ts';

/** What a regular expression finds, as a peer. */
const words = (text: string): string[] => [...text.matchAll(/[A-Za-z_]\w*/g)].map(([word]) => word);

type Found = { words: string[][]; places: string[][]; counts: number[]; asked: string[] };

/** Looks for words that hold the first letters of a term, the one thing that a finder promises to find. */
function scanned(terms: readonly string[], texts: readonly string[]): Found {
  const asked: string[] = [];
  const good = goodFor(terms);
  const finder = createWordFinder(terms, (word) => {
    asked.push(word);
    return good(word) ? word : null;
  });
  const result: Found = { words: [], places: [], counts: [], asked };
  for (const text of texts) {
    const bytes = Buffer.from(text);
    const found: string[] = [];
    const places: string[] = [];
    const count = finder.scan(bytes, 0, bytes.length, (word, at) => {
      found.push(word);
      places.push(bytes.toString('latin1', at, at + word.length));
    });
    result.words.push(found);
    result.places.push(places);
    result.counts.push(count);
  }
  return result;
}

function goodFor(terms: readonly string[]): (word: string) => boolean {
  const beginnings = terms.map((term) => term.slice(0, 4).toLowerCase());
  return (word) => beginnings.some((letters) => word.toLowerCase().includes(letters));
}

describe('a word finder', () => {
  it('finds the words that a regular expression finds, and asks once about each', () => {
    const unit = fc.constantFrom('a', 'q', 'Q', 'B', '_', '7', ' ', 'ß', '.', '\n');
    const text = fc.string({ unit, maxLength: 60 });
    const term = fc.string({ unit: fc.constantFrom('a', 'q', 'B', '_', '7'), minLength: 3, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(term, { maxLength: 3 }), fc.array(text, { maxLength: 20 }), (terms, texts) => {
        const { words: found, places, counts, asked } = scanned(terms, texts);
        const all = texts.map(words);
        expect(found).toEqual(all.map((some) => some.filter(goodFor(terms))));
        expect(places).toEqual(found);
        expect(counts).toEqual(all.map((some) => some.length));
        expect(asked).toEqual([...new Set(asked)]);
      }),
    );
  });

  it('makes no string of a word that is nothing like a term', () => {
    const { asked } = scanned(['total_price'], ['sum(Total, subtotal, cost) + tota + total + PRICES']);
    expect(asked).toEqual(['Total', 'subtotal', 'tota', 'total']);
  });

  it('finds all of many words, whether or not it remembers them', () => {
    const many = Array.from({ length: 120_000 }, (_, index) => `w_w${index}`);
    const { words: found } = scanned(['w_w'], [many.join(' '), many.join(' ')]);
    expect(found).toEqual([many, many]);
  });

  it('looks only between two offsets', () => {
    const some: string[] = [];
    const finder = createWordFinder(['one', 'two', 'three'], (word) => word);
    expect(finder.scan(Buffer.from('one two three'), 4, 7, (word) => some.push(word))).toBe(1);
    expect(some).toEqual(['two']);
  });
});
