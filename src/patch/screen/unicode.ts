import type { AddedLine } from '../change/file-hunks.ts';
import { hiddenCharacter } from '../../markdown/invisible.ts';
import type { ScreenFinding } from './screen-finding.ts';

// Letters that look like Latin ones. Within one word with Latin letters they make two names that read the same.
const lookAlikes = /[\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Cherokee}ΑΒΕΖΗΙΚΜΝΟΡΤΥΧανορυχ]/u;

/** What tells Python the encoding of a file, and those in which every line reads as it does in UTF-8. */
const cookie = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;
const plain = /^(?:utf[-_]?8(?:[-_]sig)?|(?:us[-_])?ascii|latin[-_]?1|iso[-_]?8859[-_]1)$/i;

/** Bidi, invisible and tag characters, and words that mix look-alike alphabets, on added lines. */
export function screenUnicode(path: string, added: readonly AddedLine[]): ScreenFinding[] {
  return added.flatMap(({ line, text }): ScreenFinding[] => {
    const hidden = hiddenCharacter(text.replace(/\r$/, ''), line === 1 ? 'first-line' : 'anywhere');
    if (hidden !== null) {
      const message = `Line ${line} adds the hidden character ${hidden}. Write it as an escape, or remove it.`;
      return [{ gate: 'content', reason: 'hidden-character', path, line, message }];
    }
    const encoding = line <= 2 && path.endsWith('.py') ? cookie.exec(text)?.[1] : undefined;
    if (encoding !== undefined && !plain.test(encoding)) {
      const message = `Line ${line} makes Python read the file as ${encoding}, so it would run other code than is shown.`;
      return [{ gate: 'content', reason: 'encoding', path, line, message }];
    }
    const mixed = (text.match(/[\p{L}\p{N}_]+/gu) ?? []).some(
      (word) => /[A-Za-z]/.test(word) && lookAlikes.test(word),
    );
    if (!mixed) return [];
    const message = `Line ${line} adds a word that mixes Latin letters with look-alike letters of another alphabet.`;
    return [{ gate: 'content', reason: 'mixed-alphabets', path, line, message }];
  });
}
