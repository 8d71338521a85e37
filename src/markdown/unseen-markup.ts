import { hiddenElements } from './hidden-elements.ts';

/** Whether what stands behind a hidden part moves up, or keeps the number of its line. */
export type Layout = 'close' | 'line by line';

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

const longestName = 20;

/** Once is not always enough: what is left around a part that goes may make a new one. */
export function withoutUnseen(text: string, layout: Layout): string {
  const shown = [
    ['<?', '?>'],
    ['<![CDATA[', ']]>'],
  ].reduce(
    (left, [open = '', close = '']) => withoutBetween(left, open, close, layout),
    withoutHidden(text, layout),
  );
  const instead = (mark: string) => (whole: string) => inPlaceOf(linesOf(whole), mark, layout);
  const tagged = shown.replace(tag, (whole, slash: string, name: string) =>
    inPlaceOf(linesOf(whole), plainTag(slash, name), layout),
  );
  const labelled = tagged.search(definition) < 0 ? tagged : tagged.replace(bareImage, instead(imageMark));
  return labelled
    .replace(image, instead(imageMark))
    .replace(linkTitle, (whole, address: string) =>
      inPlaceOf(linesOf(whole) - linesOf(address), `](${address})`, layout),
    )
    .replace(definition, instead('[link definition removed]'))
    .replace(blankTex, instead('[hidden TeX removed]'));
}

const imageMark = '[image]';

function plainTag(slash: string, name: string): string {
  if (name.toLowerCase() === 'img') return imageMark;
  return name.length > longestName ? '[HTML tag removed]' : `<${slash}${name}>`;
}

function withoutBetween(text: string, open: string, close: string, layout: Layout): string {
  let out = '';
  let from = 0;
  for (;;) {
    const start = text.indexOf(open, from);
    const end = start < 0 ? -1 : text.indexOf(close, start + open.length);
    if (end < 0) return out + text.slice(from);
    const whole = text.slice(start, end + close.length);
    out += text.slice(from, start) + inPlaceOf(linesOf(whole), '[HTML removed]', layout);
    from = end + close.length;
  }
}

/** Hidden elements go with all they hold; one that is never closed hides nothing for sure, and only its mark goes. */
function withoutHidden(text: string, layout: Layout): string {
  let out = '';
  let from = 0;
  for (const element of hiddenElements(text)) {
    if (element.from < from) continue;
    const whole = text.slice(element.from, element.to);
    out += text.slice(from, element.from) + inPlaceOf(linesOf(whole), '[hidden HTML removed]', layout);
    from = element.to;
  }
  return out + text.slice(from);
}

/** The mark that stands for what is gone, with as many line breaks where lines are to keep their number. */
export function inPlaceOf(lines: number, mark: string, layout: Layout): string {
  return layout === 'close' ? mark : mark + '\n'.repeat(lines);
}

function linesOf(text: string): number {
  return text.split('\n').length - 1;
}
