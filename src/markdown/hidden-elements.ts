/** Elements of HTML that a page does not show, as a browser finds them. */
import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5';
import type { Range } from './blocks.ts';
import { closeTag, openTag } from './html.ts';

/** GitHub shows some of these as text, others it drops with or without what is in them: where rules part, it is hidden. */
const neverShown = new Set(
  (
    'script style template textarea title noscript iframe object xmp noembed noframes plaintext select svg math ' +
    'audio video canvas applet datalist'
  ).split(' '),
);
const mayHide = new RegExp(`<(?:${[...neverShown].join('|')})(?![a-z0-9-])`, 'i');
const anyTag = new RegExp(`${openTag}|${closeTag}`, 'y');

/** Each open tag is looked at again by later ones: with more of them all is hidden from the first such element on. */
const mostTags = 4_000;

/** The outermost such elements of HTML that have an end tag, in order, from tag to tag. */
export function hiddenElements(html: string): readonly Range[] {
  const read = readHtml(html);
  if (read.kind === 'shown') return [];
  if (read.kind === 'hidden') return [{ from: read.from, to: html.length }];
  const found: Range[] = [];
  walk(read.root, (node) => {
    if (!isNeverShown(node)) return 'enter';
    const place = node.sourceCodeLocation;
    // Without an end tag it may reach to the end of the text, or be no such element at all.
    if (place && 'endTag' in place && place.endTag) found.push({ from: place.startOffset, to: place.endOffset });
    return 'pass';
  });
  return found.toSorted((one, other) => one.from - other.from);
}

/** The text that a browser shows of HTML, where an element that never ends hides all that follows. */
export function shownText(html: string): string {
  const read = readHtml(html);
  if (read.kind === 'shown') return html;
  if (read.kind === 'hidden') return html.slice(0, read.from);
  let text = '';
  walk(read.root, (node) => {
    if (node.nodeName === '#text' && 'value' in node) text += node.value;
    return isNeverShown(node) ? 'pass' : 'enter';
  });
  return text;
}

type Node = DefaultTreeAdapterTypes.Node;
type Read =
  | { readonly kind: 'shown' }
  | { readonly kind: 'hidden'; readonly from: number }
  | { readonly kind: 'tree'; readonly root: Node };

/** What is no whole tag is text to Markdown, and is read as such. */
function readHtml(html: string): Read {
  const from = html.search(mayHide);
  if (from < 0) return { kind: 'shown' };
  const { text, tags } = tagsAlone(html);
  if (tags > mostTags) return { kind: 'hidden', from };
  return { kind: 'tree', root: parseFragment(text, { sourceCodeLocationInfo: true }) };
}

function isNeverShown(node: Node): node is DefaultTreeAdapterTypes.Element {
  return 'tagName' in node && neverShown.has(node.tagName);
}

/** Each node of a tree, in no certain order; not by calls within calls, for it may be deep. */
function walk(root: Node, visit: (node: Node) => 'enter' | 'pass'): void {
  const open = [root];
  for (let node = open.pop(); node; node = open.pop())
    if (visit(node) === 'enter' && 'childNodes' in node) for (const child of node.childNodes) open.push(child);
}

/** The same text, character for character, with every `<` that begins no tag made harmless. */
function tagsAlone(html: string): { readonly text: string; readonly tags: number } {
  let [text, from, tags] = ['', 0, 0];
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', from)) {
    anyTag.lastIndex = at;
    const tag = anyTag.exec(html)?.[0];
    text += html.slice(from, at) + (tag ?? ' ');
    from = at + (tag?.length ?? 1);
    if (tag !== undefined) tags += 1;
  }
  return { text: text + html.slice(from), tags };
}
