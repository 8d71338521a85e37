/** One pass over a Markdown text: code is put aside, what a page does not show goes, a mark says so in its place. */
import { mayHide } from './hidden-elements.ts';
import { splitCode, type Piece } from './shown-code.ts';
import { inPlaceOf, withoutUnseen, type Layout } from './unseen-markup.ts';

export type Code = Extract<Piece, { kind: 'code' }>;

/** `text` has a token for each piece of `code` that is still shown: it keeps its place, and what hides it takes it along. */
export type Shown = { readonly text: string; readonly code: readonly Code[] };

/** No well-formed text holds one of these halves of a pair; after a token comes no other half. */
const token = /\ud801(\d+)\ud802/g;

/** Of a well-formed text. */
export function shownMarkup(text: string, layout: Layout): Shown {
  const { text: tokens, code } = withTokens(text, layout);
  return { text: withoutUnseen(tokens, layout), code };
}

/**
 * The same line by line, up to where an element begins that no page shows (how far it reaches depends on who reads the
 * page, on what is a tag to it, and on what ends one), or something that ends in two places. `isWhole`: there is none.
 */
export function shownSurely(text: string): Shown & { readonly isWhole: boolean } {
  const { text: tokens, code, last } = withTokens(text, 'line by line');
  const before = upToHidden(tokens);
  const seen = withoutUnseen(before, 'line by line');
  const sure = upToHidden(seen);
  const isWhole =
    before === tokens && sure === seen && !(last?.kind === 'unseen' && last.behind === 'unclear');
  return { text: sure, code, isWhole };
}

function upToHidden(html: string): string {
  const from = html.search(mayHide);
  return from < 0 ? html : html.slice(0, from);
}

function withTokens(text: string, layout: Layout): Shown & { readonly last: Piece | undefined } {
  const code: Code[] = [];
  const pieces = splitCode(text);
  const prose = pieces.map((piece) => {
    if (piece.kind === 'code') return `\ud801${code.push(piece) - 1}\ud802`;
    return piece.kind === 'unseen' ? inPlaceOf(piece.lines, piece.text, layout) : piece.text;
  });
  return { text: prose.join(''), code, last: pieces.at(-1) };
}

/** The text with its code in it again. */
export function withCode({ text, code }: Shown): string {
  return text.replace(token, (_whole, index: string) => code[Number(index)]?.text ?? '');
}

/** What is shown in order: prose, and each piece of code. */
export function shownPieces({ text, code }: Shown): readonly (string | Code)[] {
  // Every second part is the number of a token.
  return text.split(token).map((part, at) => (at % 2 === 0 ? part : (code[Number(part)] ?? '')));
}
