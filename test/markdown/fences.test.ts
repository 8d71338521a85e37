import { describe, expect, it } from 'vitest';
import { isFenceEnd, noEdits, openingOf, splitFences, type FindEdit } from '../../src/markdown/fences.ts';

/** An edit from `BEGIN` to `END`. */
const marked: FindEdit = (lines) => (at) => {
  if (lines[at] !== 'BEGIN') return null;
  const end = lines.indexOf('END', at);
  return end < 0 ? null : { kind: 'patch', end: end + 1 };
};

describe('the fences of a reply', () => {
  it('are parts with their line, their words and their end', () => {
    const text = 'Look:\n  ~~~ py a.py\n  x\n   y\n  ~~~\nand\n```\nz';
    expect(splitFences(text, noEdits)).toEqual([
      { kind: 'prose', line: 1, lines: ['Look:'] },
      { kind: 'fence', line: 3, lines: ['x', ' y'], info: 'py a.py', mark: '~~~', end: 'closed' },
      { kind: 'prose', line: 6, lines: ['and'] },
      { kind: 'fence', line: 8, lines: ['z'], info: '', mark: '```', end: 'open' },
    ]);
  });

  it('are not opened by what an edit holds, and not closed by it', () => {
    const edit = 'BEGIN\n```\nEND';
    expect(splitFences(`a\n${edit}\nb`, marked).map(({ kind }) => kind)).toEqual(['prose', 'patch', 'prose']);
    expect(splitFences(`\`\`\`\n${edit}\n\`\`\`\nb`, marked)).toMatchObject([
      { kind: 'fence', lines: ['BEGIN', '```', 'END'], end: 'closed' },
      { kind: 'prose', lines: ['b'] },
    ]);
  });

  it('end at their own indentation, with at least as many marks', () => {
    expect(splitFences('```\n ```\n``\n`````\n', noEdits)).toMatchObject([
      { lines: [' ```', '``'], end: 'closed' },
      { kind: 'prose' },
    ]);
    expect(isFenceEnd('~~~', '~~~ \r')).toBe(true);
    expect(isFenceEnd('~~~', '```')).toBe(false);
  });

  it('have no backquote behind backquotes', () => {
    expect(openingOf('``` a`b')).toBe(null);
    expect(openingOf('~~~ a`b')).toEqual({ indent: '', mark: '~~~', info: 'a`b' });
  });
});
