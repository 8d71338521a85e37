/** One pass over a Markdown text: code is put aside, what a page does not show goes, a mark says so in its place. */
import { shownText } from './hidden-elements.ts';
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
 * The same line by line, without the tokens of what some browsers do not show: an element that no page shows may never
 * end. `isToken` matches other tokens too that stand in the text.
 */
export function shownSurely(text: string, isToken: RegExp): Shown {
  const { text: tokens, code } = withTokens(text, 'line by line');
  const shown = withoutUnseen(tokens, 'line by line');
  const texts = [tokens, shown].map((html) => new Set(shownText(html).match(isToken)));
  return { text: shown.replace(isToken, (one) => (texts.every((seen) => seen.has(one)) ? one : '')), code };
}

function withTokens(text: string, layout: Layout): Shown {
  const code: Code[] = [];
  const prose = splitCode(text).map((piece) => {
    if (piece.kind === 'code') return `\ud801${code.push(piece) - 1}\ud802`;
    return piece.kind === 'unseen' ? inPlaceOf(piece.lines, piece.text, layout) : piece.text;
  });
  return { text: prose.join(''), code };
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
