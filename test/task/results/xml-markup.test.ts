import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMarkup } from '../../../src/task/results/xml-markup.ts';

const many = ' a="b"'.repeat(30);

describe('the markup of a text', () => {
  it.each([
    ['<testsuites><a/></testsuites>', { kind: 'element', root: 'testsuites' }],
    ['<?xml version="1.0"?>\n<!-- <x> --><coverage\nversion="7">', { kind: 'element', root: 'coverage' }],
    ['<a/>', { kind: 'element', root: 'a' }],
    ['<a b="1 > 2" c=\'"<!DOCTYPE x>"\'/>', { kind: 'element', root: 'a' }],
    [`<a>${many}</a>`, { kind: 'element', root: 'a' }],
    [`<a><![CDATA[<!DOCTYPE x><b${many}>]]></a>`, { kind: 'element', root: 'a' }],
    [`<a b="${many.replaceAll('"', '&quot;')}"/>`, { kind: 'element', root: 'a' }],
    ['no markup', { kind: 'empty' }],
    ['<!-- only a comment -->', { kind: 'empty' }],
    ['<a/><!DOCTYPE x>', { kind: 'hostile' }],
    ['<!-- <a --><!ENTITY x "y"><a/>', { kind: 'hostile' }],
    [`<a><b${many}/></a>`, { kind: 'hostile' }],
    [`<a b='${many}' ${many}/>`, { kind: 'hostile' }],
    ['<a>'.repeat(300_001), { kind: 'too-large' }],
  ])('%# is known by its tags, whatever stands in its text', (text, expected) => {
    expect(readMarkup(text)).toEqual(expected);
  });

  it('is read in time that grows with its length, wherever it breaks off', () => {
    for (const part of ['<a b="', '<!--', '<![CDATA[', '<a ', "<a b='", '<'])
      expect(['element', 'empty', 'hostile', 'too-large']).toContain(readMarkup(part.repeat(100_000)).kind);
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '!', '-', '[', '=', 'a', ' ') }),
        (text) => {
          readMarkup(text);
        },
      ),
    );
  });
});
