/** The page as another reader makes it: micromark with GitHub's extensions, and a browser's reading of its HTML. */
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5';

const unseen = new Set(['script', 'style', 'template', 'noscript', 'title', 'textarea', 'iframe', 'object']);

/** Every text that the page shows; attributes and comments are none. */
export function renderedText(markdown: string): string {
  const html = micromark(markdown, {
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
    allowDangerousHtml: true,
  });
  let text = '';
  const open: DefaultTreeAdapterTypes.Node[] = [parseFragment(html)];
  for (let node = open.pop(); node; node = open.pop()) {
    if ('value' in node) text += `${node.value}\n`;
    else if ('childNodes' in node && !unseen.has(node.nodeName))
      for (const child of node.childNodes) open.push(child);
  }
  return text;
}
