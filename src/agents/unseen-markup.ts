/**
 * Markdown and HTML without what a page does not show: text of images, titles of links, definitions, attributes,
 * elements that are hidden. What is left is what somebody who read the page agreed to.
 */

const title = String.raw`(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\))`;
const destination = String.raw`(?:<[^<>\n]*>|[^\s()<]*(?:\([^\s()]*\)[^\s()]*)*)`;
const bracketed = String.raw`\[(?:[^[\]\\]|\\.|\[[^[\]]*\])*\]`;

const image = new RegExp(
  String.raw`!${bracketed}(?:\(\s*${destination}(?:\s+${title})?\s*\)|\[[^\]\n]*\])`,
  'gs',
);
/** An image by its label alone is one only where the label is defined. */
const bareImage = new RegExp(`!${bracketed}`, 'gs');
const linkTitle = new RegExp(String.raw`\]\((\s*${destination})\s+${title}\s*\)`, 'gs');
const definition = new RegExp(
  String.raw`^[ \t>*+\-\d.)]*\[(?!\^)(?:[^[\]\\]|\\.){1,999}\]:\s*(?:<[^<>\n]*>|[^\s<]\S*)(?:\s+${title})?[ \t]*$`,
  'gms',
);
const tag =
  /<(\/?)([a-z][a-z0-9-]*)((?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*)\s*\/?>/gi;

/** What a formula keeps room for and does not show; behind deeper brackets at least the command goes. */
const blankTex = /\\[hv]?phantom\s*(?:\{(?:[^{}]|\{[^{}]*\})*\})?/g;

const isHidden =
  /(?:^|\s)hidden(?=$|[\s=])|style\s*=\s*(?:"[^"]*|'[^']*|\S*)(?:display\s*:\s*none|visibility\s*:\s*hidden|(?:font-size|opacity)\s*:\s*0(?![.\d]*[1-9]))/i;
const neverShown = new Set(['script', 'style', 'template', 'noscript', 'title', 'head', 'iframe', 'object']);
const longestName = 20;

/** Once is not always enough: what is left around a part that goes may make a new one. */
export function withoutUnseen(text: string): string {
  const shown = [
    ['<?', '?>'],
    ['<![CDATA[', ']]>'],
  ].reduce((left, [open = '', close = '']) => withoutBetween(left, open, close), withoutHidden(text));
  const tagged = shown.replace(tag, (_whole, slash: string, name: string) => plainTag(slash, name));
  const labelled = tagged.search(definition) < 0 ? tagged : tagged.replace(bareImage, imageMark);
  return labelled
    .replace(image, imageMark)
    .replace(linkTitle, ']($1)')
    .replace(definition, '[link definition removed]')
    .replace(blankTex, '[hidden TeX removed]');
}

function imageMark(): string {
  return '[image]';
}

function plainTag(slash: string, name: string): string {
  if (name.toLowerCase() === 'img') return imageMark();
  return name.length > longestName ? '[HTML tag removed]' : `<${slash}${name}>`;
}

function withoutBetween(text: string, open: string, close: string): string {
  let out = '';
  let from = 0;
  for (;;) {
    const start = text.indexOf(open, from);
    const end = start < 0 ? -1 : text.indexOf(close, start + open.length);
    if (end < 0) return out + text.slice(from);
    out += `${text.slice(from, start)}[HTML removed]`;
    from = end + close.length;
  }
}

/** Hidden elements go with all they hold; one that is never closed hides nothing on a page, and only its mark goes. */
function withoutHidden(text: string): string {
  const tags = [...text.matchAll(tag)];
  let out = '';
  let from = 0;
  for (const [at, one] of tags.entries()) {
    const [whole, slash = '', name = '', attributes = ''] = one;
    if (one.index < from || slash !== '') continue;
    if (!neverShown.has(name.toLowerCase()) && !isHidden.test(attributes)) continue;
    const end = whole.endsWith('/>') ? null : endOf(tags, at);
    if (end === null) continue;
    out += `${text.slice(from, one.index)}[hidden HTML removed]`;
    from = end;
  }
  return out + text.slice(from);
}

/** Tags between the two ends of an element: bounded, or many open ones would take a square of time. */
const mostBetween = 300;

function endOf(tags: readonly RegExpExecArray[], at: number): number | null {
  const name = tags[at]?.[2]?.toLowerCase();
  let depth = 0;
  for (let next = at; next < Math.min(tags.length, at + mostBetween); next += 1) {
    const one = tags[next];
    if (!one || one[2]?.toLowerCase() !== name || one[0].endsWith('/>')) continue;
    depth += one[1] === '/' ? -1 : 1;
    if (depth === 0) return one.index + one[0].length;
  }
  return null;
}
