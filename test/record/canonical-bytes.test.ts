import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalBytes, canonicalText } from '../../src/record/canonical-bytes.ts';
import type { JsonValue } from '../../src/record/log-entry.ts';

describe('canonicalText', () => {
  it('writes the example of RFC 8785, section 3.2.2', () => {
    const value = JSON.parse(
      '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],' +
        '"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
    ) as JsonValue;
    expect(canonicalText(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('sorts keys by UTF-16 code units, at every depth', () => {
    expect(canonicalText({ '\ufb33': 1, '\u{1f600}': 2, a: { z: 1, B: 2 } })).toBe(
      '{"a":{"B":2,"z":1},"\u{1f600}":2,"\ufb33":1}',
    );
  });

  it('is the same for the same value in any order of keys, and reads back as that value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const plain = JSON.parse(JSON.stringify(value)) as JsonValue;
        const text = canonicalText(plain);
        expect(JSON.parse(text)).toEqual(plain);
        expect(canonicalText(JSON.parse(text, reversed) as JsonValue)).toBe(text);
      }),
    );
  });

  const circle: Record<string, unknown> = {};
  circle['self'] = circle;
  it.each<[string, unknown]>([
    ['NaN', { a: Number.NaN }],
    ['an infinity', [Number.POSITIVE_INFINITY]],
    ['undefined', undefined],
    ['undefined under a key', { a: undefined }],
    ['undefined in an array', [undefined]],
    ['a hole', Array(2)],
    ['a lone surrogate', { a: '\ud800' }],
    ['a lone surrogate in a key', { '\udc00': 1 }],
    ['a date', { at: new Date(0) }],
    ['a toJSON', { toJSON: () => 1 }],
    ['a bigint', { a: 1n }],
    ['a symbol', { a: Symbol('a') }],
    ['a map', { a: new Map() }],
    ['a circle', circle],
  ])('refuses %s', (_name, value) => {
    expect(() => canonicalText(value as JsonValue)).toThrow(/./);
  });
});

describe('canonicalBytes', () => {
  it('is the UTF-8 of the text', () => {
    expect(Buffer.from(canonicalBytes({ é: '€' })).toString('hex')).toBe(
      Buffer.from('{"é":"€"}', 'utf8').toString('hex'),
    );
  });
});

function reversed(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toReversed());
}
