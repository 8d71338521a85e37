import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  checkNote,
  formatNote,
  formatVerifierKey,
  fromBase64,
  noteKeyOf,
  parseNote,
  parseVerifierKey,
  signNote,
} from '../../src/record/signed-note.ts';

// The example in the documentation of golang.org/x/mod/sumdb/note.
const neumann = {
  text: "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n",
  secret: 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz',
  key: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  line: '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n',
};
const privateKey = createPrivateKey({
  key: Buffer.concat([
    Buffer.from('302e020100300506032b657004220420', 'hex'),
    Buffer.from(neumann.secret.split('+').slice(4).join('+'), 'base64').subarray(1),
  ]),
  format: 'der',
  type: 'pkcs8',
});
const key = noteKeyOf('PeterNeumann', privateKey);

describe('a signed note', () => {
  it('is, byte for byte, what another implementation writes', () => {
    expect(formatNote(signNote(neumann.text, 'PeterNeumann', privateKey))).toBe(
      `${neumann.text}\n${neumann.line}`,
    );
    expect(formatVerifierKey(key)).toBe(neumann.key);
  });

  it('is read back, and good under its key', () => {
    const note = parseNote(`${neumann.text}\n${neumann.line}`);
    const read = parseVerifierKey(neumann.key);
    if (note === null || read === null) throw new Error('the example is readable');
    expect(note.text).toBe(neumann.text);
    expect(checkNote(note, read)).toBe('good');
  });

  it('may carry signatures of others, which are passed over', () => {
    const other = generateKeyPairSync('ed25519').privateKey;
    const mine = signNote(neumann.text, 'PeterNeumann', privateKey);
    const both = {
      text: mine.text,
      signatures: [...signNote(mine.text, 'witness', other).signatures, ...mine.signatures],
    };
    expect(checkNote(parseNote(formatNote(both)) ?? mine, key)).toBe('good');
    expect(both.signatures).toHaveLength(2);
  });

  it('is bad if its text or its signature was changed', () => {
    const note = signNote(neumann.text, 'PeterNeumann', privateKey);
    const blob = Buffer.from(note.signatures[0]?.blob ?? '');
    blob[20] = (blob[20] ?? 0) ^ 1;
    expect(checkNote({ ...note, text: note.text.replace('know', 'knew') }, key)).toBe('bad-signature');
    expect(checkNote({ ...note, signatures: [{ name: key.name, blob }] }, key)).toBe('bad-signature');
  });

  it('is of another key where the name or the key differs', () => {
    const note = signNote(neumann.text, 'PeterNeumann', privateKey);
    const stranger = generateKeyPairSync('ed25519').publicKey;
    expect(checkNote(note, noteKeyOf('PeterNeumann', stranger))).toBe('other-key');
    expect(checkNote(note, noteKeyOf('Somebody', privateKey))).toBe('other-key');
  });

  it.each([
    ['no blank line', 'text\n— a AAAAAAAA\n'],
    ['no newline at the end', 'text\n\n— a AAAAAAAA'],
    ['no signature', 'text\n\n'],
    ['a hyphen for the dash', 'text\n\n- a AAAAAAAA\n'],
    ['bad base64', 'text\n\n— a AAAA*AAA\n'],
    ['a signature without bytes', 'text\n\n— a AAAA\n'],
    ['a name with a plus', 'text\n\n— a+b AAAAAAAA\n'],
  ])('is not one with %s', (_name, text) => {
    expect(parseNote(text)).toBeNull();
  });
});

describe('parseVerifierKey', () => {
  it.each([
    ['an id of another key', neumann.key.replace('c74f20a3', 'c74f20a4')],
    ['another name', neumann.key.replace('PeterNeumann', 'PeterNewmann')],
    ['another algorithm', `PeterNeumann+c74f20a3+Aq${neumann.key.slice(24)}`],
    ['a short key', 'PeterNeumann+c74f20a3+ARpc'],
    ['nothing', ''],
  ])('refuses %s', (_name, text) => {
    expect(parseVerifierKey(text)).toBeNull();
  });

  it('takes the newline that a file ends with', () => {
    expect(parseVerifierKey(`${neumann.key}\n`)?.name).toBe('PeterNeumann');
  });
});

describe('noteKeyOf', () => {
  it('refuses keys of other kinds and names that would not parse', () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
    expect(() => noteKeyOf('a', rsa)).toThrow(TypeError);
    expect(() => noteKeyOf('a b', privateKey)).toThrow(TypeError);
    expect(() => noteKeyOf('a+b', privateKey)).toThrow(TypeError);
  });
});

describe('fromBase64', () => {
  it('refuses a second spelling of the same bytes', () => {
    expect(fromBase64('AAA=')).toEqual(Buffer.alloc(2));
    for (const text of ['AAB=', 'AAA', 'AA A=', 'AA_=']) expect(fromBase64(text)).toBeNull();
  });
});
