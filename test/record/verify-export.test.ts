import { generateKeyPairSync } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCheckpoint, originOf, signCheckpoint } from '../../src/record/checkpoint.ts';
import { formatLine, leafOf } from '../../src/record/export-line.ts';
import type { LogEntry } from '../../src/record/log-entry.ts';
import { appendLeaf, emptyFrontier } from '../../src/record/merkle.ts';
import { formatVerifierKey, noteKeyOf } from '../../src/record/signed-note.ts';
import { linesOf, verifyExport, type Log, type VerifyInput } from '../../src/record/verify-export.ts';
import { sampleEntry, sampleLines } from './sample.ts';

const { privateKey } = generateKeyPairSync('ed25519');
const origin = originOf('octo/cat');
const publicKey = formatVerifierKey(noteKeyOf(origin, privateKey));
const size = 12;
const entries = Array.from({ length: size }, (_, index) => sampleEntry(index));
const lines = sampleLines(size);

function checkpointOf(logged: readonly LogEntry[]): string {
  const frontier = logged.reduce((grown, entry) => appendLeaf(grown, leafOf(entry)), emptyFrontier);
  return formatCheckpoint(signCheckpoint(origin, frontier, privateKey));
}

function verify(text: string, changed: Partial<VerifyInput> = {}) {
  return verifyExport({
    lines: linesOf(Buffer.from(text)),
    publicKey,
    checkpoint: checkpointOf(entries),
    past: 'refused',
    replay: () => null,
    published: null,
    ...changed,
  });
}

/** The entries as somebody would write them who makes every hash anew. */
function rewrite(change: (entry: LogEntry) => LogEntry): string {
  return entries.map((entry) => formatLine(change(entry))).join('');
}

describe('verifyExport', () => {
  it('holds for the log that was signed', () => {
    const result = verify(lines.join(''));
    expect(result).toMatchObject({ kind: 'holds', origin, signed: size });
    expect(result.kind === 'holds' && result.entries).toEqual(entries);
  });

  it.each<[string, number, string, string[]]>([
    ['an edited actor', 4, 'leaf', lines.with(4, (lines[4] ?? '').replace('cadence', 'mallory'))],
    ['a deleted line', 5, 'index', lines.toSpliced(5, 1)],
    ['the first line deleted', 0, 'index', lines.slice(1)],
    ['a doubled line', 6, 'index', lines.toSpliced(5, 0, lines[5] ?? '')],
    ['the last line doubled', size, 'index', [...lines, lines[size - 1] ?? '']],
    ['two lines swapped', 3, 'index', lines.with(3, lines[4] ?? '').with(4, lines[3] ?? '')],
    ['a cut tail', 10, 'missing', lines.slice(0, 10)],
    ['a last line cut in the middle', 11, 'cut', lines.with(11, (lines[11] ?? '').slice(0, 40))],
    ['a lost newline at the end', 11, 'cut', lines.with(11, (lines[11] ?? '').trimEnd())],
    ['an empty line at the end', size, 'not-json', [...lines, '\n']],
    ['nothing left', 0, 'empty', []],
  ])('names the first bad index of %s', (_name, index, reason, changed) => {
    expect(verify(changed.join(''))).toMatchObject({ kind: 'broken', index, reason });
  });

  it('finds any flipped bit, at the line that holds it', () => {
    const whole = Buffer.from(lines.join(''));
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(7), (at, bit) => {
        const flipped = Buffer.from(whole);
        flipped[at] = (flipped[at] ?? 0) ^ (1 << bit);
        const result = verify('', { lines: linesOf(flipped) });
        const index = whole.subarray(0, at).toString('latin1').split('\n').length - 1;
        expect(result).toMatchObject({ kind: 'broken', index });
      }),
      { numRuns: 300 },
    );
  });

  it('names the version that a task cannot have next', () => {
    const text = rewrite((entry) => (entry.index === 7 ? { ...entry, version: 9 } : entry));
    expect(verify(text)).toMatchObject({ kind: 'broken', index: 7, reason: 'version' });
  });

  it('reports a consistent rewrite as a root that was not signed', () => {
    const text = rewrite((entry) => (entry.index === 4 ? { ...entry, actor: 'mallory' } : entry));
    expect(verify(text)).toMatchObject({ kind: 'rewritten' });
  });

  it('does not take a rewrite with its own checkpoint under another key', () => {
    const forger = generateKeyPairSync('ed25519').privateKey;
    const changed = entries.map((entry) => Object.assign({}, entry, { actor: 'mallory' }));
    const frontier = changed.reduce((grown, entry) => appendLeaf(grown, leafOf(entry)), emptyFrontier);
    const checkpoint = formatCheckpoint(signCheckpoint(origin, frontier, forger));
    const text = changed.map((entry) => formatLine(entry)).join('');
    expect(verify(text, { checkpoint })).toMatchObject({ kind: 'unverifiable', reason: 'other-key' });
  });

  it('refuses entries past the checkpoint of an export, and counts those of a living log', () => {
    const more = [...lines, formatLine(sampleEntry(size))].join('');
    expect(verify(more)).toMatchObject({ kind: 'broken', index: size, reason: 'unsigned' });
    expect(verify(more, { past: 'counted' })).toMatchObject({ kind: 'holds', signed: size });
  });

  it('finds a rewrite before the checkpoint in a log that has grown since', () => {
    const more =
      rewrite((entry) => Object.assign({}, entry, { actor: 'mallory' })) + formatLine(sampleEntry(size));
    expect(verify(more, { past: 'counted' })).toMatchObject({ kind: 'rewritten' });
  });

  it('passes on where the phases were not walked in order', () => {
    const seen: number[] = [];
    const replay = (log: Log) => {
      seen.push(log.entries.length);
      return { index: 3, message: 'Execute after Backlog' };
    };
    expect(verify(lines.join(''), { replay })).toEqual({
      kind: 'broken',
      index: 3,
      reason: 'phases',
      message: 'Execute after Backlog',
    });
    expect(seen).toEqual([size]);
  });

  it.each<[string, Partial<VerifyInput>]>([
    ['no-key', { publicKey: null }],
    ['bad-key', { publicKey: publicKey.slice(0, -3) }],
    [
      'other-key',
      { publicKey: formatVerifierKey(noteKeyOf(origin, generateKeyPairSync('ed25519').publicKey)) },
    ],
    ['no-checkpoint', { checkpoint: null }],
    ['bad-checkpoint', { checkpoint: 'cadence/octo/cat\n' }],
    ['bad-signature', { checkpoint: checkpointOf(entries).replace('\n12\n', '\n11\n') }],
  ])('says %s where that is what is wrong', (reason, changed) => {
    expect(verify(lines.join(''), changed)).toMatchObject({ kind: 'unverifiable', reason });
  });

  it('names a bad line even where the checkpoint is missing', () => {
    const text = lines.toSpliced(2, 1).join('');
    expect(verify(text, { checkpoint: null })).toMatchObject({ kind: 'broken', index: 2 });
  });

  it('holds for a log without entries, if that is what was signed', () => {
    expect(verify('', { checkpoint: checkpointOf([]) })).toMatchObject({ kind: 'holds', signed: 0 });
  });
});

describe('linesOf', () => {
  it('cuts after every newline and loses no byte', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(0x0a, 0x0d, 0x41, 0xff)), (given) => {
        const cut = [...linesOf(Uint8Array.from(given))];
        expect(cut.flatMap((line) => [...line])).toEqual(given);
        const inner = cut.slice(0, -1);
        expect(inner.every((line) => line.indexOf(0x0a) === line.length - 1)).toBe(true);
        expect(cut.every((line) => line.length > 0)).toBe(true);
      }),
    );
  });
});
