import { array, assert, constantFrom, property } from 'fast-check';
import { parseFragment } from 'parse5';
import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../../../src/cli/story/page/markdown.ts';
import { elementsIn } from '../../../../src/cli/story/page/sanitise-html.ts';

const shown = (text: string, replaced: readonly string[] = []): string =>
  renderMarkdown(text, replaced).markup.replace(/^<div class="markdown">([\s\S]*)<\/div>$/, '$1');

describe('renderMarkdown', () => {
  it('shows tables, task lists and the little HTML that GitHub keeps', () => {
    expect(shown('|a|b|\n|-|-|\n|1|2|')).toContain('<td>1</td>');
    expect(shown('- [x] done')).toContain('<input type="checkbox" disabled="" checked="">');
    const details = shown('<details open>\n<summary>More</summary>\n\n**b** <sub>small</sub>\n\n</details>');
    expect(details).toContain('<details open="">\n<summary>More</summary>');
    expect(details).toContain('<strong>b</strong> <sub>small</sub>');
  });

  it('shows an alert as a box with its title', () => {
    expect(shown('> [!IMPORTANT]\n> Do **this**.').replace(/\s*\n\s*/g, '')).toBe(
      '<div class="alert important"><p class="alert-title">Important</p><p>Do <strong>this</strong>.</p></div>',
    );
    expect(shown('> [!NOVEL]\n> x')).toContain('<blockquote>');
    expect(shown('> [!constructor]\n> x')).toContain('<blockquote>');
  });

  it('shows a suggestion beside the line that it would replace', () => {
    const box = shown('```suggestion\nreturn a + b\n```', ['return a - b']);
    expect(box).toContain('Suggested change');
    expect(box).toContain(
      '<span class="deleted">- return a - b\n</span><span class="added">+ return a + b\n</span>',
    );
  });

  it('colours a diff', () => {
    expect(shown('```diff\n-a\n+b\n c\n@@ -1 +1 @@\n```')).toBe(
      '<pre class="diff"><span class="deleted">- a\n</span><span class="added">+ b\n</span>' +
        '<span class="context">  c\n</span><span class="hunk">@@ -1 +1 @@\n</span></pre>',
    );
  });

  it('shortens commits and marks references, but not in code', () => {
    const commit = 'a'.repeat(40);
    expect(shown(`${commit} #7 @ada`)).toBe(
      `<p><code class="ref">aaaaaaa</code> <span class="ref">#7</span> <span class="ref">@ada</span></p>`,
    );
    expect(shown(`\`${commit} #7\``)).toBe(`<p><code>${commit} #7</code></p>`);
  });

  it('shows nothing of comments, scripts and styles, and no attribute that does something', () => {
    expect(shown('<!-- cadence:status x -->\nSeen')).not.toContain('cadence:status');
    // As GitHub does: these few are shown as they were written.
    expect(shown('<script>alert("1")</script>')).toBe('&lt;script&gt;alert("1")&lt;/script&gt;');
    expect(shown('<svg><style>p{display:none}</style></svg>\n\nSeen')).not.toContain('<s');
    expect(shown('<p onclick="x()" style="color:red" align="center">a</p>')).toBe('<p align="center">a</p>');
    expect(shown('<img src="http://tracker/x.png" alt="a picture" onerror="x()">')).toContain('a picture');
    expect(shown('[a](javascript:alert(1)) [b](../actions) [c](https://example.org)')).toBe(
      '<p><a>a</a> <a>b</a> <a href="https://example.org">c</a></p>',
    );
    expect(shown('<a href=" JavaScript:alert(1)">a</a> <a href="http://127.0.0.1:9/">b</a>')).toBe(
      '<p><a>a</a> <a>b</a></p>',
    );
  });

  it('lets nobody leave the box of a comment', () => {
    for (const text of [
      '</div></article><h1>out</h1>',
      '</body></html>',
      '<plaintext>',
      '<svg><p>',
      '</template>',
    ])
      expect(renderMarkdown(text).markup).toMatch(/^<div class="markdown">[^]*<\/div>$/);
    expect(shown('</div></article>x')).toBe('x');
  });

  it('makes no element and no attribute that is not on its list, whatever it is given', () => {
    const piece = constantFrom(
      '<',
      '>',
      '"',
      "'",
      '`',
      '\n',
      ' ',
      '=',
      '/',
      '!--',
      '-->',
      '<script>',
      '</script>',
      '<img src=x onerror=y>',
      '<svg onload=y>',
      '<a href=javascript:x>',
      '[a](javascript:x)',
      '<math>',
      '<style>',
      '<template>',
      '> [!NOTE]\n',
      '```suggestion\n',
      '<iframe src=x>',
      '<form action=x>',
      '<input type=image src=x>',
      '<p style=x>',
      '|a|\n|-|\n',
    );
    assert(
      property(array(piece, { maxLength: 14 }), (pieces) => {
        for (const { tagName, attrs } of elementsIn(parseFragment(renderMarkdown(pieces.join('')).markup))) {
          expect(tagName).not.toMatch(
            /^(?:script|style|img|svg|math|iframe|form|template|object|link|meta)$/,
          );
          for (const { name, value } of attrs)
            expect(`${name}=${value}`).toMatch(
              /^(?:(?:class|open|type|checked|disabled|start|align)=|href=https?:)/i,
            );
        }
      }),
    );
  });
});
