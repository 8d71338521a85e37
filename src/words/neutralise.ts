/**
 * People's and models' words before GitHub reads them. Titles and commit messages know no Markdown: there a reference,
 * a mention or a link ends at the space put into it. In Markdown what must not work is shown as code: GitHub looks for
 * references, mentions and closing keywords in rendered text, outside code, so a backslash would stop none of them.
 * Every reference is broken, not only one after a keyword: nobody documents which words between still count.
 */
import { oneLine, withoutInvisible } from '../markdown/invisible.ts';
import { breakMarkers } from './markers.ts';
import { inertMarkdown } from '../markdown/inert.ts';
import { cut, cutLine } from './cut.ts';

export type WordPlace = 'title' | 'markdown' | 'commit';

/** Doing it twice changes nothing more. */
export function neutralise(text: string, place: WordPlace): string {
  switch (place) {
    case 'title':
      return inertPlain(breakMarkers(oneLine(text)));
    case 'commit':
      return inertPlain(breakMarkers(withoutInvisible(text)));
    case 'markdown':
      return inertMarkdown(breakMarkers(withoutInvisible(text)));
    default: {
      const never: never = place;
      throw new Error(`unknown place ${String(never)}`);
    }
  }
}

/** Somebody's Markdown, neutralised, at most this long: cut before, so that no fence is cut in two. */
export function foreignMarkdown(text: string, most: number): string {
  const seen = withoutInvisible(text);
  // Escapes make a text longer, never five times as long.
  const tries = [1, 0.9, 0.5].map((part) => neutralise(cut(seen, Math.floor(most * part)), 'markdown'));
  return tries.find((one) => one.length <= most) ?? neutralise(cut(seen, Math.floor(most / 5)), 'markdown');
}

/** The same as a quotation: nothing in it can pass for a heading or a sentence of ours. */
export function quoted(text: string, most: number): string {
  const lines = foreignMarkdown(text.trim(), most).trim().split('\n');
  return lines.map((line) => `> ${line}`.trimEnd()).join('\n');
}

/** One line of somebody's words for a commit message. */
export function commitLine(text: string, most = 200): string {
  return cutLine(neutralise(oneLine(text), 'commit'), most);
}

function inertPlain(text: string): string {
  return (
    text
      .replace(/#(?=\d)/g, '# ')
      .replace(/\bGH-(?=\d)/gi, 'GH ')
      .replace(/(?<![a-z0-9])@(?=[a-z0-9])/gi, '@ ')
      .replace(/:\/\/(?=\S)/g, ': //')
      // Trailers are statements: ours about the record, git's about who wrote and signed.
      .replace(/^([ \t]*(?:cadence-\w+|[\w-]+-by))[ \t]*:/gim, '$1 -')
  );
}
