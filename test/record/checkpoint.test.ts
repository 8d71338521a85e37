import { generateKeyPairSync } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkCheckpoint,
  formatCheckpoint,
  originOf,
  parseCheckpoint,
  signCheckpoint,
} from '../../src/record/checkpoint.ts';
import { appendLeaf, emptyFrontier, leafHash, rootOfFrontier } from '../../src/record/merkle.ts';
import { noteKeyOf } from '../../src/record/signed-note.ts';
import { formatTrailer, parseTrailer } from '../../src/record/trailer.ts';

const { privateKey } = generateKeyPairSync('ed25519');
const origin = originOf('octo/cat');
const frontier = appendLeaf(emptyFrontier, leafHash(Buffer.from('a')));
const signed = signCheckpoint(origin, frontier, privateKey);

describe('a checkpoint', () => {
  it('names the log, its size and its root, then the signature', () => {
    const root = Buffer.from(rootOfFrontier(frontier)).toString('base64');
    const signature = Buffer.from(signed.signatures[0] ?? []).toString('base64');
    expect(formatCheckpoint(signed)).toBe(
      `cadence/octo/cat\n1\n${root}\n\n\u2014 cadence/octo/cat ${signature}\n`,
    );
  });

  it('reads back as it was written, and is good', () => {
    const read = parseCheckpoint(formatCheckpoint(signed));
    expect(read).toEqual(signed);
    expect(checkCheckpoint(signed, noteKeyOf(origin, privateKey))).toBe('good');
  });

  it('is bad once the size, the root or the origin is another', () => {
    const key = noteKeyOf(origin, privateKey);
    expect(checkCheckpoint({ ...signed, size: 2 }, key)).toBe('bad-signature');
    expect(checkCheckpoint({ ...signed, root: Buffer.alloc(32) }, key)).toBe('bad-signature');
    expect(checkCheckpoint({ ...signed, origin: originOf('octo/dog') }, key)).toBe('other-key');
  });

  it.each([
    ['a leading zero in the size', (text: string) => text.replace('\n1\n', '\n01\n')],
    ['a size beyond what we count', (text: string) => text.replace('\n1\n', '\n9999999999999999\n')],
    ['a short root', (text: string) => text.replace(/\n\S{44}\n/, '\nAAAA\n')],
    ['a further line', (text: string) => text.replace('\n\n', '\nmore\n\n')],
    [
      'no signature of its log',
      (text: string) => text.replace('\u2014 cadence/octo/cat', '\u2014 cadence/octo/dog'),
    ],
    ['a lost end', (text: string) => text.slice(0, -1)],
  ])('is not read with %s', (_name, change) => {
    const text = formatCheckpoint(signed);
    expect(change(text)).not.toBe(text);
    expect(parseCheckpoint(change(text))).toBeNull();
  });
});

describe('the trailer', () => {
  it('carries the checkpoint through a commit message', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.uint8Array({ minLength: 68, maxLength: 68 }),
        (size, root, signature) => {
          const given = { origin, size, root: Buffer.from(root), signatures: [Buffer.from(signature)] };
          const message = `[Cadence] #1 Title\n\nCloses #1\n\n${formatTrailer(given)}\n`;
          expect(parseTrailer(message, 'octo/cat')).toEqual(given);
        },
      ),
    );
  });

  it('stands beside other trailers', () => {
    const message = `Title\n\nCo-authored-by: a <a@b>\n${formatTrailer(signed)}\nReviewed-by: c <c@d>`;
    expect(parseTrailer(message, 'octo/cat')).toEqual(signed);
  });

  it.each([
    ['is only quoted in the body', `Title\n\n${formatTrailer(signed)}\n\nCloses #1\n`],
    ['stands twice', `Title\n\n${formatTrailer(signed)}\n${formatTrailer(signed)}\n`],
    ['is not there', 'Title\n\nCloses #1\n'],
    ['has a root of another length', 'Title\n\nCadence-Record: 1 AAAA AAAA\n'],
    ['has words after it', `Title\n\n${formatTrailer(signed)} more\n`],
    ['has another size form', `Title\n\n${formatTrailer(signed).replace(': 1 ', ': +1 ')}\n`],
  ])('is not read where it %s', (_name, message) => {
    expect(parseTrailer(message, 'octo/cat')).toBeNull();
  });
});
