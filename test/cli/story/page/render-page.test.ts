import { parse, type DefaultTreeAdapterTypes, type ParserError } from 'parse5';
import { describe, expect, it } from 'vitest';
import { renderPage } from '../../../../src/cli/story/page/render-page.ts';
import { textOf } from '../../../../src/cli/story/page/sanitise-html.ts';
import { state, withWords } from './samples.ts';

function errorsIn(page: string): string[] {
  const errors: ParserError[] = [];
  parse(page, { onParseError: (error) => void errors.push(error) });
  return errors.map(({ code, startLine }) => `${startLine}: ${code}`);
}

/** What a reader sees, and every element with its attributes. */
function seen(page: string): { text: string; elements: DefaultTreeAdapterTypes.Element[] } {
  const elements: DefaultTreeAdapterTypes.Element[] = [];
  const visit = (node: DefaultTreeAdapterTypes.Node): void => {
    if ('tagName' in node) elements.push(node);
    if ('childNodes' in node) for (const child of node.childNodes) visit(child);
  };
  const document = parse(page);
  visit(document);
  const body = elements.find(({ tagName }) => tagName === 'body');
  return { text: body ? textOf(body) : '', elements };
}

describe('a page', () => {
  const page = renderPage(state);

  it('is well-formed, and asks for nothing: no script, no style from elsewhere, no picture', () => {
    expect(errorsIn(page)).toEqual([]);
    const { elements } = seen(page);
    expect(elements.filter(({ tagName }) => /^(?:script|img|iframe|object|base)$/.test(tagName))).toEqual([]);
    const addresses = elements.flatMap(({ attrs }) =>
      attrs.filter(({ name }) => name === 'href' || name === 'src'),
    );
    expect(addresses.map(({ value }) => value)).toEqual(['data:,']);
    expect(page).toContain("default-src 'none'");
  });

  it('tells what happened in the order of time, and who did it', () => {
    const { text } = seen(page);
    const told = [
      'alice opened this',
      'alice added the label cadence',
      'cadence bot commented',
      'cadence bot closed this with #2',
      '[Cadence] #1 add() returns the wrong sum #2',
      'cadence bot reviewed',
      'utils/add.py:3 outdated',
      'Suggested change',
      'merged bbbbbbb into main',
      'pytest (Cadence pytest, run 41): failure',
      'It failed.',
    ];
    const places = told.map((words) => text.replace(/\s+/g, ' ').indexOf(words));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it('shows the line that a suggestion would replace', () => {
    expect(page).toContain(
      '<span class="deleted">-     return x - y\n</span><span class="added">+     return x + y',
    );
  });

  it.each([
    '<script>alert(1)</script>',
    '"><script>alert(1)</script>',
    `' onmouseover='alert(1)`,
    '</style><script>alert(1)</script>',
    '--><script>alert(1)</script>',
    '</title><img src=x onerror=alert(1)>',
  ])('shows hostile words as words, wherever they stand: %s', (words) => {
    const hostile = renderPage(withWords(words));
    expect(errorsIn(hostile)).toEqual([]);
    const { text, elements } = seen(hostile);
    expect(elements.filter(({ tagName }) => tagName === 'script' || tagName === 'img')).toEqual([]);
    expect(elements.flatMap(({ attrs }) => attrs.filter(({ name }) => name.startsWith('on')))).toEqual([]);
    // As a title it is text; as Markdown it may be markup that is taken out.
    expect(text).toContain(words);
  });
});
