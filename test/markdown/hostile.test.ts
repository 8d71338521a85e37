import { describe, expect, it } from 'vitest';
import { goalOf } from '../../src/markdown/goal.ts';
import { inertMarkdown } from '../../src/markdown/inert.ts';
import { readPage } from '../../src/markdown/page.ts';
import { maxRead, visibleText } from '../../src/markdown/visible.ts';
import { parseDirective } from '../../src/patch/parse/directive.ts';
import { findEdits } from '../../src/patch/find-edits.ts';
import { leastCpuMs } from '../tools/least-cpu-ms.ts';

/** What GitHub takes for a text. */
const most = 65_536;
const filled = (part: string, size = most): string => part.repeat(Math.floor(size / part.length));
const runs = Array.from({ length: 360 }, (_, index) => '`'.repeat(index + 1)).join(' ');

/** All that an issue's text goes through, and what is shown of it again. */
function read(body: string): void {
  const visible = visibleText(body);
  parseDirective(readPage(body, () => visible, findEdits));
  goalOf(visible, findEdits);
  inertMarkdown(body);
}

describe('a page of the most that GitHub takes', () => {
  it.each([
    ['quotes within quotes', filled('>')],
    ['lists within lists', filled('- ')],
    ['lists', filled('- a\n')],
    ['elements within elements', filled('<div>')],
    ['lines of HTML', filled('<div>\n')],
    ['elements that no page shows, within each other', filled('<template>')],
    ['formatting that is never closed, before such an element', `${filled('<b>', 60_000)}<svg></svg>`],
    ['links within links, before such an element', `${filled('<a><b><p>', 35_000)}<svg></svg>`],
    ['backquotes', filled('`')],
    ['runs of backquotes, each longer', runs],
    ['brackets', filled('[')],
    ['images', filled('![')],
    ['stars', filled('*')],
    ['stars between letters', filled('a**b')],
    ['one definition', `[a]: ${filled('x')}`],
    ['one title that never ends', `[a]: b "${filled('x\n')}`],
    ['definitions', filled('[a]: b "c"\n')],
    ['comments that are never closed', filled('a <!-- ')],
    ['instructions that are never closed', filled('a <?')],
    ['comments', filled('<!-- a -->')],
    ['one table', `a|b\n-|-\n${filled('a|b\n')}`],
    ['headings', filled('a\n=\n')],
    ['lines that go on with a quote', `${'>'.repeat(100)}a\n${filled('a\n')}`],
    ['fences', filled('```\n')],
    ['fences with a line each', filled('```\na\n```\n')],
    ['footnotes', filled('[^a]: b\n\n    c\n\n')],
    ['patches that never end', filled('*** Begin Patch\n')],
    ['blocks', filled('a.py\n<<<<<<< SEARCH\n=======\n>>>>>>> REPLACE\n')],
    ['diffs', filled('```diff\n--- a/x\n+++ b/x\n@@\n-a\n+b\n```\n')],
    ['spaces in a fence', `\`\`\`\n${filled(' ', 65_000)}<<\n\`\`\`\n`],
    ['spaces in the address of a link', `[a](${filled(' ', 65_000)}x`],
    ['spaces in the address of an image', `![a](${filled(' ', 65_000)}x`],
    ['spaces before the title of a link', `[a](b${filled(' ', 65_000)}x`],
    ['lines in the address of a link', `[a](${filled('\n', 65_000)}x`],
    ['blank lines in lists within lists', `${'- '.repeat(99)}a\n${filled('\n', 65_000)}`],
    ['labels that never end, beside a footnote', `[^a]: b\n\n${filled('[^', 65_000)}`],
    [
      'labels that never end, beside a patch',
      `\`\`\`diff\n--- a/x\n+++ b/x\n@@\n-a\n+b\n\`\`\`\n${filled('[^', 65_000)}`,
    ],
    ['entities', filled('&#1;')],
    ['backslashes before code', `${filled('\\', 65_000)}x\`a\``],
    ['spaces in the line under the heads of a table', `|-${filled(' ', 65_000)}:x`],
    ['spaces in the header of a diff', `\`\`\`diff\n--- a${filled(' ', 60_000)}b\n+++ c\n\`\`\`\n`],
    ['headings without a word', filled('\n=\n')],
    ['items of code', filled('- `a`\n')],
    ['code, paragraph by paragraph', filled('`a`\n\n')],
    ['code and spaces on one line', filled('  ` ')],
    [
      'half of all, before an element that no page shows',
      `${filled('-a\na|b\n `?>', 20_000)}<script>${filled('\\`\n- ', 40_000)}`,
    ],
    ['emoji', filled('🙂`a`\n', 2 * most)],
    ['what is invisible, and hides something', filled('a\u200b<!-- b -->\n')],
    ['words', filled('Some words of *text* and `code`, see [a](b).\n\n')],
  ])('is read in a tenth of a second: %s', (_what, body) => {
    // Twice that, for a machine that is slower.
    expect(leastCpuMs(() => read(body), 100)).toBeLessThan(200);
  });

  it('is read up to its last character, and no further: a character may be of two halves', () => {
    expect(visibleText(filled('🙂', 2 * most))).toBe(filled('🙂', 2 * most));
    expect(visibleText(`${filled('🙂', 2 * most)}a`)).toContain(`text of ${most + 1} characters removed`);
    expect(visibleText(`${filled('x')}y`)).toContain(`at most ${most} are read`);
  });
});

describe('a longer text', () => {
  it.each(['>', '<div>', '- ', '`', '[', '*', '<!--', 'x'])('is refused with a sentence: %j', (part) => {
    const text = filled(part, 1_000_000);
    expect(visibleText(text)).toBe(
      `[text of ${text.length} characters removed: at most ${maxRead} are read]`,
    );
    expect(parseDirective(readPage(text, () => visibleText(text), findEdits))).toMatchObject({
      kind: 'refused',
      message: `Line 1: this text has ${text.length} characters, too many to look for a patch in it.`,
    });
  });

  it('that hides something within what it hides, again and again, is not shown', () => {
    const text = `${'!'.repeat(30)}![a](b)${'(hidden)'.repeat(30)}`;
    expect(visibleText(text)).toBe(
      '[text removed: it hides something within what it hides, again and again]',
    );
  });
});
