import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { addressOf, newSalt } from '../../src/record/artefact.ts';

describe('addressOf', () => {
  it('is the hash of the salt followed by the bytes', () => {
    const salt = Buffer.alloc(16, 7);
    const expected = createHash('sha256').update(Buffer.alloc(16, 7)).update('text').digest('hex');
    expect(addressOf(salt, Buffer.from('text'))).toBe(expected);
  });

  it('differs for the same bytes under two fresh salts, so that nobody can guess a text by its address', () => {
    const bytes = Buffer.from('yes');
    expect(addressOf(newSalt(), bytes)).not.toBe(addressOf(newSalt(), bytes));
  });

  it('refuses a salt of another length, whose end could be taken for the beginning of the bytes', () => {
    expect(() => addressOf(Buffer.alloc(15), Buffer.from('a'))).toThrow(RangeError);
  });
});
