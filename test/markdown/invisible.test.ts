import { describe, expect, it } from 'vitest';
import {
  hasInvisible,
  hiddenCharacter,
  oneLine,
  reveal,
  unreveal,
  visibleName,
  withoutInvisible,
} from '../../src/markdown/invisible.ts';

/** One of each kind: zero width, bidi, tag, filler, selector, separator, private use, and the format characters of scripts. */
const kinds = [
  0xad, 0x34f, 0x61c, 0x115f, 0x17b4, 0x180b, 0x200b, 0x202e, 0x2060, 0x3164, 0xfe01, 0xfeff, 0xffa0, 0xfff9,
  0x1d173, 0xe0041, 0xe000, 0x600, 0x601, 0x602, 0x603, 0x604, 0x605, 0x6dd, 0x70f, 0x890, 0x891, 0x8e2,
  0x110bd, 0x110cd, 0x13430, 0x1343f, 0x1bca0, 0x1bca3,
].map((code) => String.fromCodePoint(code));

describe('the table of invisible characters', () => {
  it.each(kinds)('is the same for prose, names, suggestions, prompts and patches: %j', (one) => {
    const text = `a${one}b`;
    expect(withoutInvisible(text)).toBe('ab');
    expect(oneLine(text)).toBe('ab');
    expect(visibleName(text)).toBe('ab');
    expect(hasInvisible(text)).toBe(true);
    expect(hiddenCharacter(text)).not.toBe(null);
    expect(reveal(text)).toMatch(/^a⟦U\+[0-9A-F]{4,5}⟧b$/);
    expect(unreveal(reveal(text))).toBe(text);
  });

  it.each(['\u0000', '\u001b', '\u007f', '\u0085', '\r'])(
    'does not let a control character pass: %j',
    (one) => {
      const text = `a${one}b`;
      expect(withoutInvisible(text)).not.toContain(one);
      expect(hasInvisible(text)).toBe(true);
      expect(hiddenCharacter(text)).not.toBe(null);
      expect(reveal(text)).not.toContain(one);
    },
  );

  it('lets letters of any language, tabs and line breaks stand', () => {
    const text = 'Grüße, 世界\n\tпривет 🙂';
    expect(withoutInvisible(text)).toBe(text);
    expect(hasInvisible(text)).toBe(false);
    expect(hiddenCharacter(text)).toBe(null);
    expect(reveal(text)).toBe(text);
  });
});
