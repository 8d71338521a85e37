/** HTML in Markdown: where a block of it begins and ends, and what of it a page does not show. */

/** `raw`: up to its closing tag; `block`: a known name, up to a blank line; `alone`: any tag alone on its line. */
export type HtmlKind =
  'raw' | 'comment' | 'instruction' | 'declaration' | 'character-data' | 'block' | 'alone';

/** A part of a text that is not shown. `behind`: what of the text behind it is; `unclear`: readers differ. */
export type Unseen = {
  readonly from: number;
  readonly to: number;
  readonly mark: string;
  readonly behind: 'shown' | 'hidden' | 'unclear';
};

const space = '[ \\t\\n]';
export const openTag = String.raw`<[A-Za-z][A-Za-z0-9-]*(?:${space}+[A-Za-z_:][A-Za-z0-9_.:-]*(?:${space}*=${space}*(?:[^ \t\n"'=<>\`]+|'[^']*'|"[^"]*"))?)*${space}*\/?>`;
export const closeTag = String.raw`<\/[A-Za-z][A-Za-z0-9-]*${space}*>`;
const alone = new RegExp(`^(?:${openTag}|${closeTag})${space}*$`);
const names =
  'address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul';
const block = new RegExp(`^</?(?:${names})(?:[ \\t\\n]|/?>|$)`, 'i');
/** Names and forms that count in one version of CommonMark and not in another. */
const unclearName = /^<(?:textarea(?:[ \t\n>]|$)|\/?(?:search|source)(?:[ \t\n]|\/?>|$))/i;
const unclearForm = /^<(?:![a-z]|!---?>)/;

export function htmlStart(rest: string, inParagraph: boolean): HtmlKind | 'unclear' | null {
  if (!rest.startsWith('<')) return null;
  if (unclearName.test(rest) || unclearForm.test(rest)) return 'unclear';
  if (/^<(?:script|pre|style)(?:[ \t\n>]|$)/i.test(rest)) return 'raw';
  if (rest.startsWith('<!--')) return 'comment';
  if (rest.startsWith('<?')) return 'instruction';
  if (/^<![A-Z]/.test(rest)) return 'declaration';
  if (rest.startsWith('<![CDATA[')) return 'character-data';
  if (block.test(rest)) return 'block';
  return !inParagraph && alone.test(rest) ? 'alone' : null;
}

const ends: { readonly [Kind in HtmlKind]: RegExp | null } = {
  raw: /<\/(?:script|pre|style)>/i,
  comment: /-->/,
  instruction: /\?>/,
  declaration: />/,
  'character-data': /\]\]>/,
  block: null,
  alone: null,
};

/** Whether a line is the last of such a block; two kinds end before a blank line instead. */
export function htmlEnds(kind: HtmlKind, line: string): boolean {
  return ends[kind]?.test(line) ?? false;
}

export const commentMark = '[HTML comment removed]';
const removedMark = '[HTML removed]';
const tagMark = '[HTML tag removed]';

/** What a block of HTML holds beside tags and text. */
export function unseenInHtml(html: string): readonly Unseen[] {
  const unseen: Unseen[] = [];
  let at = 0;
  for (;;) {
    at = html.indexOf('<', at);
    if (at < 0) return unseen;
    const found = unseenAt(html, at) ?? oddTag(html, at);
    if (found && isTwofold(html, found)) return [...unseen, { ...found, behind: 'unclear' }];
    if (found && found.mark !== '') unseen.push(found);
    if (found?.behind === 'hidden') return unseen;
    at = found?.to ?? at + 1;
  }
}

/** Whether browsers end a comment or its like earlier than Markdown does, and read on in what is left of it. */
export function isTwofold(html: string, { from, to, mark }: Unseen): boolean {
  const whole = html.slice(from, to);
  if (mark === commentMark) return /^<!---?>|--!>/.test(whole);
  const end = whole.indexOf('>');
  return end >= 0 && whole.indexOf('<', end) >= 0;
}

const plainTag = new RegExp(`^(?:${openTag}|${closeTag})$`);

/** A tag as a browser reads it: without a mark if it has the plain form, or else not to be shown. */
function oddTag(html: string, from: number): Unseen | null {
  if (!/^<\/?[A-Za-z]|^<\//.test(html.slice(from, from + 3))) return null;
  const { to, isOpen } = passTag(html, from);
  const mark = plainTag.test(html.slice(from, to)) ? '' : tagMark;
  return { from, to, mark, behind: isOpen ? 'hidden' : 'shown' };
}

/** A comment, an instruction, a declaration or character data from here on; one that is left open hides what follows. */
export function unseenAt(html: string, from: number): Unseen | null {
  const opener = /<(?:!--|\?|!\[CDATA\[|![A-Za-z])/y;
  opener.lastIndex = from;
  const open = opener.exec(html)?.[0];
  if (open === undefined) return null;
  const close = { '<!--': '-->', '<?': '?>', '<![CDATA[': ']]>' }[open] ?? '>';
  const end = html.indexOf(close, from + open.length);
  const mark = open === '<!--' ? commentMark : removedMark;
  if (end >= 0) return { from, to: end + close.length, mark, behind: 'shown' };
  return { from, to: html.length, mark, behind: 'hidden' };
}

/** Where the tag ends that opens here; a quote in it that is never closed takes all that follows for an attribute. */
function passTag(html: string, from: number): { readonly to: number; readonly isOpen: boolean } {
  const part = /[^>=]*(?:=\s*(["'])?|>|$)/y;
  let at = from;
  for (;;) {
    part.lastIndex = at;
    const found = part.exec(html);
    if (!found) return { to: html.length, isOpen: false };
    at = part.lastIndex;
    const quote = found[1];
    if (quote !== undefined) {
      const end = html.indexOf(quote, at);
      if (end < 0) return { to: html.length, isOpen: true };
      at = end + 1;
    } else if (at >= html.length || found[0].endsWith('>')) return { to: at, isOpen: false };
  }
}
