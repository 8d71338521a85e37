import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outlinePython } from '../../src/python/outline.ts';

const rows = (text: string): string[] =>
  outlinePython(text).map(
    ({ kind, name, signature, first, last }) => `${kind} ${name} ${first}-${last} ${signature}`,
  );

describe('outlinePython', () => {
  it('lists classes and functions with their lines, decorators included', () => {
    const text = [
      'import os',
      '',
      '@decorated(1)',
      'def f(a,',
      '      b=2) -> int:',
      '    def inner(): pass',
      '    return a',
      '',
      'class K(Base):',
      '    y: int = 3',
      '    async def m(self): ...',
      '    @property',
      '    def p(self):',
      '        return 1',
      '    class In:',
      '        def q(self): pass',
      'if x:',
      '    def g(): pass',
      '',
    ].join('\n');
    expect(rows(text)).toEqual([
      'function f 3-7 def f(a, b=2) -> int',
      'function f.inner 6-6 def inner()',
      'class K 9-16 class K(Base)',
      'function K.m 11-11 async def m(self)',
      'function K.p 12-14 def p(self)',
      'class K.In 15-16 class In',
      'function K.In.q 16-16 def q(self)',
      'function g 18-18 def g()',
    ]);
  });

  it('bears broken code', () => {
    expect(rows('def broken(:\n    pass\n\ndef fine(x):\n    return x\n')).toContain(
      'function fine 4-5 def fine(x)',
    );
  });

  it('never throws and stays within the file', () => {
    const pieces = fc.constantFrom(
      'def f',
      '(a):',
      '\n',
      '    ',
      'class ',
      '@',
      'async ',
      'K',
      ':',
      '"""',
      'return 1',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        const text = parts.join('');
        const lines = text.split('\n').length;
        expect(
          outlinePython(text).every(({ first, last }) => first >= 1 && first <= last && last <= lines),
        ).toBe(true);
      }),
    );
  });
});
