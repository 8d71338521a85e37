import { describe, expect, it } from 'vitest';
import type { FileChange } from '../../src/patch/change/change.ts';
import { applySuggestion, usableSuggestion } from '../../src/review/suggestion.ts';

const bytes = (text: string) => ({ mode: 'file', bytes: new TextEncoder().encode(text) }) as const;
const numbered = (count: number): string[] =>
  Array.from({ length: count }, (_one, index) => `line ${index + 1}`);
const before = numbered(40);
const after = before.map((line, index) => (index === 4 || index === 34 ? `${line}!` : line));
const file: FileChange = {
  path: 'a.py',
  kind: 'modified',
  before: bytes(`${before.join('\n')}\n`),
  after: bytes(`${after.join('\n')}\n`),
};
const given = (startLine: number, replacement: string) => ({ startLine, replacement });

describe('a suggestion', () => {
  it('replaces the lines of one hunk, and what follows stays', () => {
    const usable = usableSuggestion(file, 5, given(4, 'four\nfive\n'));
    expect(usable).toEqual(given(4, 'four\nfive'));
    const applied = applySuggestion(`${after.join('\n')}\n`, 5, given(4, 'four\nfive'));
    expect(applied.split('\n').slice(2, 6)).toEqual(['line 3', 'four', 'five', 'line 6']);
    expect(applySuggestion('a\nb\nc\n', 2, given(2, ''))).toBe('a\nc\n');
  });

  it.each([
    ['changes nothing', 5, given(5, 'line 5!')],
    ['ends before it begins', 5, given(6, 'x')],
    ['reaches over two hunks', 35, given(5, 'x')],
    ['begins above the hunk', 5, given(1, 'x')],
    ['stands outside of the diff', 20, given(20, 'x')],
    ['holds what nobody sees', 5, given(5, 'x\u200b')],
    ['holds a marker', 5, given(5, 'x <!-- cadence:finding -->')],
    ['holds a line that a bot obeys', 5, given(5, '/cadence stop')],
  ])('that %s is left out', (_title, line, suggestion) => {
    expect(usableSuggestion(file, line, suggestion)).toBeNull();
  });

  it('of a file that is gone, or has other line ends, is left out', () => {
    const crlf: FileChange = { ...file, kind: 'added', before: null, after: bytes('a\r\nb\r\n') };
    expect(usableSuggestion(crlf, 1, given(1, 'x'))).toBeNull();
    const gone: FileChange = { path: 'a.py', kind: 'deleted', before: bytes('a\n'), after: null };
    expect(usableSuggestion(gone, 1, given(1, 'x'))).toBeNull();
  });
});
