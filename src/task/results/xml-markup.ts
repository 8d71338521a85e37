/** What kind of XML a text is, told from its markup alone: what tests say in it is text, whatever it looks like. */

/** `root`: the name of its first element. `empty`: it has none. `hostile`: what no report needs. */
export type Markup =
  { readonly kind: 'element'; readonly root: string } | { readonly kind: 'empty' | 'hostile' | 'too-large' };

/** What no report of tests comes near: small to write, and seconds to parse. */
const most = { tags: 300_000, attributes: 20 };

const passedBy = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const;

/** Reads each tag once, from the first to the last. Whether the text is well-formed is the parser's to say. */
export function readMarkup(text: string): Markup {
  let root: string | null = null;
  let tags = 0;
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at)) {
    const foreign = passedBy.find(([start]) => text.startsWith(start, at));
    if (foreign !== undefined) {
      const end = text.indexOf(foreign[1], at + foreign[0].length);
      if (end === -1) break;
      at = end + foreign[1].length;
      continue;
    }
    // A document type or an entity: nobody who writes reports has a use for one, wherever it stands.
    if (text.startsWith('<!', at)) return { kind: 'hostile' };
    tags += 1;
    if (tags > most.tags) return { kind: 'too-large' };
    const tag = readTag(text, at + 1);
    if (tag.attributes > most.attributes) return { kind: 'hostile' };
    root ??= /^[^\s/>]*/u.exec(text.slice(at + 1, at + 200))?.[0] ?? '';
    at = tag.end;
  }
  return root === null ? { kind: 'empty' } : { kind: 'element', root };
}

/** Up to its `>`, outside of quotes, in which anything may stand. */
function readTag(text: string, from: number): { readonly end: number; readonly attributes: number } {
  let attributes = 0;
  for (let at = from; at < text.length; at += 1) {
    const char = text[at];
    if (char === '>') return { end: at, attributes };
    if (char === '=') attributes += 1;
    if (char !== '"' && char !== "'") continue;
    const closed = text.indexOf(char, at + 1);
    if (closed === -1) break;
    at = closed;
  }
  return { end: text.length, attributes };
}
