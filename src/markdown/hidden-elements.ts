/** Elements of HTML that a page does not show, as a browser finds them. */
import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5';
import type { Range } from './blocks.ts';
import { closeTag, openTag } from './html.ts';

/** GitHub shows some of these as text, others it drops with or without what is in them: where rules part, it is hidden. */
export const neverShown: ReadonlySet<string> = new Set(
  (
    'script style template textarea title noscript iframe object xmp noembed noframes plaintext select svg math ' +
    'audio video canvas applet datalist'
  ).split(' '),
);
/** The beginning of such an element. */
export const mayHide = new RegExp(`<(?:${[...neverShown].join('|')})(?![a-z0-9-])`, 'i');
const anyTag = new RegExp(`${openTag}|${closeTag}`, 'y');

/** Each open tag is looked at again by later ones: with more of them all is hidden from the first such element on. */
const maxTags = 4_000;

/** The outermost such elements of HTML that have an end tag, in order, from tag to tag. */
export function hiddenElements(html: string): readonly Range[] {
  const first = html.search(mayHide);
  if (first < 0) return [];
  const { text, tags } = tagsAlone(html);
  if (tags > maxTags) return [{ from: first, to: html.length }];
  const found: Range[] = [];
  const open: DefaultTreeAdapterTypes.Node[] = [parseFragment(text, { sourceCodeLocationInfo: true })];
  for (let node = open.pop(); node; node = open.pop()) {
    const place = 'tagName' in node && neverShown.has(node.tagName) ? node.sourceCodeLocation : null;
    // Without an end tag it may reach to the end of the text, or be no such element at all.
    if (place && 'endTag' in place && place.endTag)
      found.push({ from: place.startOffset, to: place.endOffset });
    else if (!place && 'childNodes' in node) for (const child of node.childNodes) open.push(child);
  }
  return found.toSorted((one, other) => one.from - other.from);
}

/** The same text, character for character, with every `<` that begins no tag made harmless. */
function tagsAlone(html: string): { readonly text: string; readonly tags: number } {
  let text = '';
  let from = 0;
  let tags = 0;
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', from)) {
    anyTag.lastIndex = at;
    const tag = anyTag.exec(html)?.[0];
    text += html.slice(from, at) + (tag ?? ' ');
    from = at + (tag?.length ?? 1);
    if (tag !== undefined) tags += 1;
  }
  return { text: text + html.slice(from), tags };
}
