import { describe, expect, it } from 'vitest';
import { filesUnder, read } from './house.ts';

const others = filesUnder('src', ['.ts']).filter(
  // The simulator shares nothing of ours, so that it makes none of our mistakes.
  (path) => !path.startsWith('src/markdown/') && !path.startsWith('src/simulator/'),
);

function holders(pattern: RegExp): string[] {
  return others.filter((path) => pattern.test(read(path)));
}

describe('Markdown', () => {
  it('has one reader of fences: no other room matches backquotes or tildes in a row', () => {
    expect(
      holders(
        /`\{3|~\{3|\/[^/\n]*(?:`{3}|~{3})[^/\n]*\/[gimsuy]*\.|(?:startsWith|indexOf|split)\('(?:`{3}|~{3})/,
      ),
    ).toEqual([]);
  });

  it('has one reader of hidden HTML: no other room looks for the end of a comment', () => {
    expect(holders(/<!--(?! cadence:)[^'\n]*-->|<!--\.\*/)).toEqual([]);
  });

  it('has one table of invisible characters', () => {
    const table = /Default_Ignorable_Code_Point|\\p\{Cf\}|\\u200b|\\u202e|0x200b|0x202e/i;
    expect(holders(table)).toEqual([]);
  });

  it('has one maker of visible text', () => {
    const makers = filesUnder('src', ['.ts']).filter((path) => /\bas VisibleText\b/.test(read(path)));
    expect(makers).toEqual(['src/markdown/visible.ts']);
  });
});
