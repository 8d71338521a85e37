import { describe, expect, it } from 'vitest';
import { formatLine, leafOf, parseLine } from '../../src/record/export-line.ts';
import { sampleEntry } from './sample.ts';

const entry = sampleEntry(4);
const line = formatLine(entry);

describe('a line of an export', () => {
  it('is canonical JSON of entry and leaf, with a newline', () => {
    expect(line).toBe(
      `{"entry":{"actor":"cadence","artefacts":["${'0'.repeat(64)}"],"at":"2023-11-14T22:13:20.004Z",` +
        `"data":{"issue":4,"word":"für \ufffd"},"headSha":"${'a'.repeat(40)}","index":4,"kind":"queued",` +
        `"phase":"Backlog","task":"octo/cat#2","version":2},"leaf":"${Buffer.from(leafOf(entry)).toString('hex')}"}\n`,
    );
  });

  it('reads back as the entry', () => {
    expect(parseLine(Buffer.from(line))).toEqual({ kind: 'line', entry, leaf: leafOf(entry) });
  });

  it('does not hold with any single bit flipped', () => {
    const bytes = Buffer.from(line);
    const survivors: number[] = [];
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const flipped = Buffer.from(bytes);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      if (parseLine(flipped).kind === 'line') survivors.push(bit);
    }
    expect(survivors).toEqual([]);
  });

  it.each<[string, string, Uint8Array]>([
    ['cut', 'without its newline', Buffer.from(line.slice(0, -1))],
    [
      'not-utf8',
      'with a byte that decodes to the same sign',
      Buffer.concat([before('\ufffd'), Buffer.of(0xff), after('\ufffd')]),
    ],
    ['not-json', 'with a byte order mark', Buffer.from(`\ufeff${line}`)],
    ['not-json', 'that is empty', Buffer.from('\n')],
    [
      'not-an-entry',
      'with a field that we do not know',
      Buffer.from(line.replace('"kind"', '"extra":1,"kind"')),
    ],
    ['not-an-entry', 'without a field', Buffer.from(line.replace('"actor":"cadence",', ''))],
    ['not-an-entry', 'with an artefact that is no address', Buffer.from(line.replace('"0000', '"0z00'))],
    [
      'not-an-entry',
      'with a list for data',
      Buffer.from(line.replace('{"issue":4,"word":"für \ufffd"}', '[]')),
    ],
    ['leaf', 'with another actor', Buffer.from(line.replace('cadence', 'mallory'))],
    ['leaf', 'with another leaf', Buffer.from(line.replace(/"leaf":"[0-9a-f]{2}/, '"leaf":"zz'))],
    ['not-canonical', 'with a space more', Buffer.from(line.replace('{"entry"', '{ "entry"'))],
    ['not-canonical', 'with a carriage return', Buffer.from(line.replace('\n', '\r\n'))],
    ['not-canonical', 'with a key twice', Buffer.from(line.replace('"index":4', '"index":3,"index":4'))],
    ['not-canonical', 'with a number spelt otherwise', Buffer.from(line.replace('"index":4', '"index":4.0'))],
    ['not-canonical', 'with an escape that need not be', Buffer.from(line.replace('für', 'f\\u00fcr'))],
    ['not-canonical', 'with a lone surrogate', Buffer.from(line.replace('für', '\\ud800'))],
  ])('is %s if it comes %s', (reason, _name, bytes) => {
    expect(parseLine(bytes)).toMatchObject({ kind: 'wrong', reason });
  });
});

function before(sign: string): Buffer {
  return Buffer.from(line.slice(0, line.indexOf(sign)));
}

function after(sign: string): Buffer {
  return Buffer.from(line.slice(line.indexOf(sign) + sign.length));
}
