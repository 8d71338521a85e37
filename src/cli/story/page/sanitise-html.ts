/**
 * Markup of others as GitHub would keep it: the elements and attributes that Markdown makes, and the few that people
 * write by hand. Everything else goes; of most elements the words stay.
 */
import { defaultTreeAdapter as tree, parseFragment, serialize, type DefaultTreeAdapterTypes } from 'parse5';

type Node = DefaultTreeAdapterTypes.ChildNode;
export type Element = DefaultTreeAdapterTypes.Element;
type Text = DefaultTreeAdapterTypes.TextNode;
export type Parent = DefaultTreeAdapterTypes.DocumentFragment | Element;

const kept = new Set(
  (
    'a b blockquote br code del details div em h1 h2 h3 h4 h5 h6 hr i input kbd li ol p pre s span strong sub ' +
    'summary sup table tbody td th thead tr ul'
  ).split(' '),
);

/** Nothing of these stays, not even their words. */
const dropped = new Set(
  'script style iframe object embed template noscript title textarea xmp svg math'.split(' '),
);

const attributes: Readonly<Record<string, readonly string[]>> = {
  a: ['href'],
  details: ['open'],
  input: ['type', 'checked', 'disabled'],
  ol: ['start'],
  th: ['align'],
  td: ['align'],
  p: ['align'],
  div: ['align'],
  code: ['class'],
};

/** Cleans markup and lets `change` work on what is left, before it is written out again. */
export function sanitiseHtml(markup: string, change: (root: Parent) => void): string {
  const root = parseFragment(markup);
  cleanChildren(root);
  change(root);
  return serialize(root);
}

function cleanChildren(parent: Parent): void {
  for (const child of parent.childNodes.slice()) clean(child);
}

function clean(node: Node): void {
  if (tree.isTextNode(node)) return;
  if (!tree.isElementNode(node) || dropped.has(node.tagName)) return tree.detachNode(node);
  cleanChildren(node);
  const isBox = node.tagName !== 'input' || valueOf(node, 'type') === 'checkbox';
  if (!kept.has(node.tagName) || !isBox) return unwrap(node);
  const allowed = attributes[node.tagName] ?? [];
  node.attrs = node.attrs.filter(({ name, value }) => allowed.includes(name) && isHarmless(name, value));
}

/** Links lead to the web and nowhere else; a class only names the language of code. */
function isHarmless(name: string, value: string): boolean {
  if (name === 'href') return /^https?:\/\/(?!127\.|localhost|\[)/i.test(value);
  return name !== 'class' || /^language-[\w+#.-]{1,40}$/.test(value);
}

/** Of a picture its description stays: a page asks no network. */
function unwrap(node: Element): void {
  const parent = node.parentNode;
  if (!parent) return;
  if (node.tagName === 'img') tree.insertTextBefore(parent, valueOf(node, 'alt') ?? '', node);
  for (const child of node.childNodes.slice()) {
    tree.detachNode(child);
    tree.insertBefore(parent, child, node);
  }
  tree.detachNode(node);
}

export function valueOf(node: Element, name: string): string | null {
  return node.attrs.find((attribute) => attribute.name === name)?.value ?? null;
}

/** Every element below, in the order of the page. */
export function elementsIn(parent: Parent): Element[] {
  return parent.childNodes.flatMap((child) =>
    tree.isElementNode(child) ? [child, ...elementsIn(child)] : [],
  );
}

export function textOf(node: Node | Parent): string {
  if (tree.isTextNode(node)) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}

/** Puts markup of ours in the place of an element, or of a text. */
export function replaceWith(node: Element | Text, markup: string): void {
  const parent = node.parentNode;
  if (!parent) return;
  for (const child of parseFragment(markup).childNodes.slice()) {
    tree.detachNode(child);
    tree.insertBefore(parent, child, node);
  }
  tree.detachNode(node);
}
