import { describe, expect, it } from 'vitest';
import { changeBetween, type Files } from '../../../src/patch/change/change.ts';
import { screen } from '../../../src/patch/screen/screen.ts';
import { filesOf } from '../support.ts';

const rules = { allow: ['**'], protect: [], maxBytes: 10_000, maxFiles: 5, maxLines: 50 };

async function found(before: Files, after: Files): Promise<string[]> {
  const findings = await screen(before, changeBetween(before, after), rules);
  return findings.map(({ gate, reason, line }) =>
    [gate, reason, line].filter((one) => one !== undefined).join(' '),
  );
}

const forLine = (text: string): Promise<string[]> =>
  found(filesOf({ 'a.py': 'one\n' }), filesOf({ 'a.py': `one\n${text}\n` }));

describe('screening content', () => {
  it('refuses a binary, a text in UTF-16 and other bytes, but not their deletion', async () => {
    for (const bytes of [
      Uint8Array.from([0x89, 0, 1]),
      Buffer.from('text\n', 'utf16le'),
      Uint8Array.from([0xff, 0xfe]),
    ]) {
      const file: Files = new Map([['b.bin', { mode: 'file', bytes }]]);
      expect(await found(filesOf({}), file)).toEqual(['content binary']);
      expect(await found(file, filesOf({}))).toEqual([]);
    }
  });

  it.each([
    ['bidi override', 'x = "a\u202eb"'],
    ['bidi isolate', 'x\u2066y'],
    ['left-to-right mark', 'x\u200e'],
    ['zero-width space', 'pass\u200bword'],
    ['zero-width joiner in a name', 'ab\u200dc = 1'],
    ['zero-width non-joiner in a name', 'ab\u200cc = 1'],
    ['word joiner', 'a\u2060b'],
    ['byte-order mark in mid-file', '\ufeffx'],
    ['tag characters', 'x = "\u{e0041}\u{e0042}"'],
    ['soft hyphen', 'a\u00adb'],
    ['Hangul filler', 'x\u3164 = 1'],
    ['variation selectors after a letter', 'a\ufe01\ufe02'],
    ['a run of variation selectors', '😀\ufe0f\u{e0101}\u{e0102}'],
    ['line separator', 'a\u2028b'],
    ['escape', 'x = "\u001b[2J"'],
    ['paragraph separator', 'a\u2029b'],
    ['next line', '# a\u0085b'],
    ['vertical tab', '# a\u000bb'],
    ['form feed in mid-line', '    \fx = 1'],
    ['carriage return in mid-line', '# only a comment\rprint(1)'],
    ['carriage return in mid-line of a file with CRLF', '# only a comment\rprint(1)\r'],
    ['two carriage returns at the end', 'x = 1\r\r'],
    ['backspace', 'a\u0008b'],
    ['private use', '\ue000'],
  ])('refuses %s', async (_what, text) => {
    expect(await forLine(text)).toEqual(['content hidden-character 2']);
  });

  it.each([
    ['a Cyrillic letter among Latin ones', 'p\u0430ssword = 1'],
    ['a Greek one', 'val\u03bfe = 1'],
  ])('refuses %s', async (_what, text) => {
    expect(await forLine(text)).toEqual(['content mixed-alphabets 2']);
  });

  it.each([
    'x = "👨‍👩‍👧"',
    'x = "❤️ 👍🏽"',
    'x = "🏴󠁧󠁢󠁥󠁮󠁧󠁿"',
    'привет = "мир"',
    'Δt = 5  # µs',
    'x = "می‌خواهم"',
    '\tx = 1',
    'x = 1\r',
    '\f',
    '\fclass A:',
    '日本語 = 1',
  ])('lets %s through', async (text) => {
    expect(await forLine(text)).toEqual([]);
  });

  it.each([
    ['utf-7', '# -*- coding: utf-7 -*-'],
    ['unicode_escape', '#coding=unicode_escape'],
    ['one that is unknown', '# vim: set fileencoding=mine :'],
  ])('refuses an encoding that makes other code of what is shown: %s', async (_what, text) => {
    expect(await found(filesOf({}), filesOf({ 'a.py': `${text}\nx = 1\n` }))).toEqual(['content encoding 1']);
    expect(await found(filesOf({}), filesOf({ 'a.py': `#!x\n${text}\n` }))).toEqual(['content encoding 2']);
    expect(await found(filesOf({}), filesOf({ 'a.py': `#!x\n\n${text}\n`, 'a.md': `${text}\n` }))).toEqual(
      [],
    );
  });

  it.each(['# -*- coding: utf-8 -*-', '# coding: latin-1', '# encoding=UTF8', '# coding: us-ascii'])(
    'lets an encoding stand that every line reads the same in: %s',
    async (text) => {
      expect(await found(filesOf({}), filesOf({ 'a.py': `${text}\n` }))).toEqual([]);
    },
  );

  it('lets a byte-order mark stand at the start, and speaks of added lines only', async () => {
    expect(await found(filesOf({}), filesOf({ a: '\ufeffx\n' }))).toEqual([]);
    expect(await found(filesOf({ a: 'x\u200b\ny\n' }), filesOf({ a: 'x\u200b\nz\n' }))).toEqual([]);
  });
});
