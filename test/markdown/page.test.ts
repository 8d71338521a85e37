import { describe, expect, it } from 'vitest';
import { goalOf } from '../../src/markdown/goal.ts';
import { readPage } from '../../src/markdown/page.ts';
import { proseLines } from '../../src/markdown/prose-lines.ts';
import { visibleText } from '../../src/markdown/visible.ts';
import { findEdits } from '../../src/patch/find-edits.ts';

function partsOf(body: string): unknown {
  const page = readPage(body, () => visibleText(body), findEdits);
  return page.kind === 'page'
    ? page.parts.map(({ kind, line, lines }) => [kind, line, lines.join('|')])
    : page;
}

const block = '<<<<<<< SEARCH\n```\n=======\nb\n>>>>>>> REPLACE';
const patch = '*** Begin Patch\n*** Delete File: a\n*** End Patch';

describe('the parts of a page', () => {
  it('have the lines that they had, whatever was hidden before them', () => {
    const body = `a\n\n<!-- one\n\ntwo -->\n\n\`\`\`py\nx\n\`\`\`\n\nb\n${block}\n${patch}\nc`;
    expect(partsOf(body)).toEqual([
      ['prose', 1, 'a||[HTML comment removed]||||'],
      ['fence', 8, 'x'],
      ['prose', 9, `||b|${block.replaceAll('\n', '|')}`],
      ['patch', 17, patch.replaceAll('\n', '|')],
      ['prose', 20, 'c'],
    ]);
  });

  it('are top-level: a fence in a list and indented code are no fences', () => {
    const body = '- a\n  ```\n  x\n  ```\n\nb\n\n    ```\n    y\n    ```\n';
    const page = readPage(body, () => visibleText(body), findEdits);
    expect(page.kind === 'page' && page.parts.map(({ kind }) => kind)).toEqual(['prose']);
  });

  it('tell a fence that is left open', () => {
    const body = 'a\n\n```diff\n-x\n';
    const page = readPage(body, () => visibleText(body), findEdits);
    expect(page).toMatchObject({
      parts: [{ kind: 'prose' }, { kind: 'fence', line: 4, info: 'diff', end: 'open', edits: [] }],
    });
  });

  it('end where two versions of the rules part', () => {
    expect(partsOf('a\n\n<textarea>\n\n```\nx\n```\n')).toEqual([['prose', 1, 'a||']]);
  });
});

describe('the goal of a page', () => {
  it('is its words, without code, edits and what it hides', () => {
    const body = `<!-- Say -->Call \`add()\`.\n\n\`\`\`\nx\n\`\`\`\n\nadd.py\n${block}\n![a](b)Thanks.`;
    expect(goalOf(visibleText(body), findEdits)).toBe('Call `add()`.\n\n\n\nadd.py\nThanks.');
  });
});

describe('the lines of prose', () => {
  it('are those of no code and no HTML', () => {
    const lines = ['# a', '```', '# b', '```', '', '    # c', '<!--', '# d', '-->', '> # e'];
    expect([...proseLines(lines)]).toEqual([0]);
  });
});
