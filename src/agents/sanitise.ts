import { withoutUnseen } from './unseen-markup.ts';
import { splitCode } from './visible-code.ts';

/** Characters that people do not see and models read, as ranges of code points. */
const unseen: readonly (readonly [number, number])[] = [
  [0xad, 0xad], // soft hyphen
  [0x34f, 0x34f], // grapheme joiner
  [0x61c, 0x61c], // Arabic letter mark
  [0x115f, 0x1160], // Hangul fillers
  [0x17b4, 0x17b5], // Khmer inherent vowels
  [0x180b, 0x180f], // Mongolian selectors
  [0x200b, 0x200f], // zero width, direction marks
  [0x2028, 0x202e], // line and paragraph separators, bidi embedding and override
  [0x2060, 0x206f], // word joiner, invisible operators, bidi isolates
  [0x3164, 0x3164], // Hangul filler
  [0xfe00, 0xfe0f], // variation selectors: bytes can be smuggled in them
  [0xfeff, 0xfeff], // byte-order mark
  [0xffa0, 0xffa0], // half-width Hangul filler
  [0xfff0, 0xfffb], // specials, interlinear marks
  [0x1d173, 0x1d17a], // musical format controls
  [0xe0000, 0xe0fff], // tags, more variation selectors
];
const invisible = new RegExp(
  `[${unseen.map(([from, to]) => `\\u{${from.toString(16)}}-\\u{${to.toString(16)}}`).join('')}]`,
  'gu',
);
// oxlint-disable-next-line no-control-regex -- these are what is to go
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;
/** Python starts a new line at each of these; nobody else shows one. */
const loneReturn = /\r(?!\n|$)/g;

const dataUri = /data:[\w.+/-]{0,100}(?:;[\w.+=-]{1,100}){0,5};base64,[\w+/=%-]*/gi;
const longRun = /[A-Za-z0-9+/]{120,}={0,2}/g;
const wrappedRun = /(?:^[A-Za-z0-9+/]{60,}={0,2}$\n?){3,}/gm;

/**
 * People's Markdown without what GitHub does not show: HTML comments, invisible and control characters, text of images,
 * titles of links, hidden elements, words behind the mark of a fence; and without base64, which nobody reads. Code stays
 * as it is, since people see it. Where it cannot be told what GitHub shows, it goes, and a mark says so in its place.
 * Doing it twice changes nothing more.
 */
export function sanitise(text: string): string {
  let clean = withoutInvisible(text);
  for (let round = 0; round < mostRounds; round += 1) {
    const next = once(clean);
    if (next === clean) break;
    clean = next;
  }
  return clean;
}

/** People's text that is no Markdown, such as a title: it keeps all that can be seen. */
export function withoutInvisible(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(control, '')
    .replace(invisible, '')
    .toWellFormed();
}

/** Far more than any honest text needs: what is removed may leave something new behind a few times, not for ever. */
const mostRounds = 20;

function once(text: string): string {
  // Code keeps its place in the prose by its number, so that what hides it takes it along.
  const code: string[] = [];
  const prose = splitCode(text).map((piece) =>
    piece.kind === 'code' ? `\u0001${code.push(piece.text) - 1}\u0002` : piece.text,
  );
  return (
    withoutUnseen(prose.join(''))
      // oxlint-disable-next-line no-control-regex -- no text has any of these left
      .replace(/\u0001(\d+)\u0002/g, (_whole, index: string) => code[Number(index)] ?? '')
      .replace(dataUri, '[data URI removed]')
      .replace(wrappedRun, base64Mark)
      .replace(longRun, (run) =>
        /\d/.test(run) && /[a-z]/.test(run) && /[A-Z]/.test(run) ? base64Mark(run) : run,
      )
  );
}

function base64Mark(run: string): string {
  return `[${run.length} characters of base64 removed]${run.endsWith('\n') ? '\n' : ''}`;
}

function note(left: number): string {
  return `\n[… ${left} characters left out …]\n`;
}

/** The first and the last part of a text that is too long, with the number of characters left out between them. */
export function cut(text: string, maxCharacters: number): string {
  if (text.length <= maxCharacters) return text;
  const room = Math.max(0, maxCharacters - note(text.length).length);
  const head = Math.ceil((room * 2) / 3);
  const tail = room - head;
  const kept = [text.slice(0, head), tail === 0 ? '' : text.slice(-tail)] as const;
  // A pair of surrogates may have been cut in two.
  return kept
    .join(note(text.length - head - tail))
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '');
}

const marked = /⟦U\+([0-9A-F]{4,6})⟧/g;

/** A file's text with its invisible characters spelt out, so that nothing hides from a reviewer of the prompt. */
export function reveal(text: string): string {
  return text.replace(invisible, spell).replace(control, spell).replace(loneReturn, spell);
}

function spell(character: string): string {
  return `⟦U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟧`;
}

/** The opposite of `reveal`: lets a model quote a line that holds such a character. */
export function unreveal(text: string): string {
  return text.replace(marked, (whole, digits: string) => {
    const code = Number.parseInt(digits, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
