import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesOf, readText, writeText } from '../../../src/agents/tools/text-file.ts';

const file = (bytes: Uint8Array) => ({ mode: 'file', bytes }) as const;

describe('a text file', () => {
  it('comes back byte for byte, whatever its endings and mark', () => {
    const texts = fc.array(fc.constantFrom('a', '\n', '\r\n', '\r', '\ufeff', 'ä', '\u2028'));
    fc.assert(
      fc.property(texts, (parts) => {
        const bytes = new TextEncoder().encode(parts.join(''));
        const read = readText(file(bytes)) ?? { text: 'not read', eol: '\n', bom: false };
        expect(writeText(read.text, read)).toEqual(bytes);
      }),
    );
  });

  it.each([
    ['a NUL byte', [97, 0, 98]],
    ['bytes that are no UTF-8', [0xff, 0xfe, 0x41, 0x00]],
    ['Latin-1', [0xe4, 0x62]],
  ])('is none with %s', (_name, bytes) => {
    expect(readText(file(Uint8Array.from(bytes)))).toBeNull();
  });

  it('has no line after its last newline', () => {
    expect(linesOf('a\nb\n')).toEqual(['a', 'b']);
    expect(linesOf('a\n\n')).toEqual(['a', '']);
    expect(linesOf('')).toEqual([]);
  });
});
