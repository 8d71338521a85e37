/** Commits, issues and people in a text as GitHub marks them: short, and in the colour of a link. */
import { defaultTreeAdapter as tree } from 'parse5';
import { html } from './markup.ts';
import { replaceWith, type Parent } from './sanitise-html.ts';

const pattern =
  /(?<![\w/#@-])(?:(?<commit>[0-9a-f]{40})|(?<issue>#\d{1,9})|(?<person>@[a-z\d][a-z\d-]{0,38}))(?![\w-])/gi;

export function markReferences(parent: Parent): void {
  for (const child of parent.childNodes.slice()) {
    if (tree.isTextNode(child)) {
      const marked = mark(child.value);
      if (marked !== null) replaceWith(child, marked);
    } else if (tree.isElementNode(child) && !['a', 'code', 'pre'].includes(child.tagName))
      markReferences(child);
  }
}

/** The text as markup with its references marked; null where it has none. */
function mark(text: string): string | null {
  let markup = '';
  let at = 0;
  for (const { 0: found, index, groups } of text.matchAll(pattern)) {
    const before = text.slice(at, index);
    const piece =
      groups?.['commit'] === undefined
        ? html`${before}<span class="ref">${found}</span>`
        : html`${before}<code class="ref">${found.slice(0, 7)}</code>`;
    markup += piece.markup;
    at = index + found.length;
  }
  return at === 0 ? null : markup + html`${text.slice(at)}`.markup;
}
