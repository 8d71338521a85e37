import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson } from '../../src/review/read-json.ts';

/** The text with an arrow where its fault is, and what it is. */
function shown(text: string): string {
  const read = readJson(text);
  return read.kind === 'json' ? 'none' : `${text.slice(0, read.at)}→${text.slice(read.at)}: ${read.what}`;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('the fault of a text that is to be JSON', () => {
  it.each([
    ['[1,]', '[1→,]: This comma is one too many: ] follows it'],
    ['{"a": 1,\n}', '{"a": 1→,\n}: This comma is one too many: } follows it'],
    ['[1,,2]', '[1,→,2]: A value is expected here'],
    ['[,1]', '[→,1]: A value is expected here'],
    ['[1 2]', '[1 →2]: A comma or a closing bracket is expected here'],
    ['{"a": 1]', '{"a": 1→]: A comma or a closing bracket is expected here'],
    ['{"a", 1}', '{"a"→, 1}: A colon is expected'],
    ['{"a":}', '{"a":→}: A value is expected here'],
    ['{"b":1,"a":}', '{"b":1,"a":→}: A value is expected here'],
    ['{a: 1}', '{→a: 1}: A name in double quotes'],
    ["['a']", "[→'a']: A value is expected here"],
    ['[# one\n1]', '[→# one\n1]: JSON has no comments'],
    ['[1, /* two */ 2]', '[1, →/* two */ 2]: JSON has no comments'],
    ['["a\nb"]', '[→"a\nb"]: This text does not end'],
    ['["a\tb"]', '["a→\tb"]: A tab and its like'],
    ['["a\\("]', '["a→\\("]: JSON knows no such escape'],
    ['[01]', '[0→1]: A comma or a closing bracket is expected here'],
    ['[1] x', '[1] →x: Nothing may follow here'],
    ['[1] [', '[1] →[: Nothing may follow here'],
    ['{"a": 1, "b": {"c": 1, "c": 2}}', '{"a": 1, "b": {"c": 1, →"c": 2}}: The key "c" is given twice'],
    ['[1,\u00a02]', '[1,→\u00a02]: A value is expected here'],
    ['"\\u12"', '→"\\u12": JSON knows no such escape'],
    ['[[1]\n\n', '[[1→]\n\n: A comma or a closing bracket is expected here, and the text ends'],
    ['', '→: A value is expected here'],
  ])('is found in %j', (text, expected) => {
    expect(shown(text)).toContain(expected);
  });

  it('is there exactly where the engine reads no JSON', () => {
    const piece = fc.constantFrom(
      ...'[]{},:"\\ \n\tu1e-+.0',
      '"a"',
      'true',
      'null',
      '1.5',
      '\\n',
      '\u2028',
      '/',
    );
    const scraps = fc.array(piece, { maxLength: 12 }).map((parts) => parts.join(''));
    const damaged = fc
      .tuple(fc.json({ maxDepth: 4 }), fc.nat(), piece, fc.nat(2))
      .map(([text, at, one, gone]) => {
        const cut = at % (text.length + 1);
        return text.slice(0, cut) + one + text.slice(cut + gone);
      });
    fc.assert(
      fc.property(fc.oneof(scraps, damaged, fc.json({ maxDepth: 4 })), (text) => {
        const read = readJson(text);
        const isRepeated = read.kind === 'wrong' && read.what.endsWith('is given twice');
        expect(read.kind === 'json' || isRepeated).toBe(isJson(text));
      }),
      { numRuns: 3_000 },
    );
  });

  it('is looked for in a text of 256 kB without an overflow of the stack', () => {
    expect(readJson(`["${'x'.repeat(256_000)}"]`).kind).toBe('json');
    expect(readJson(`["${'\\n'.repeat(128_000)}"]`).kind).toBe('json');
    expect(readJson(`[${'1,'.repeat(128_000)}1]`).kind).toBe('json');
  });
});
