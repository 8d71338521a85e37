import type { AddedLine } from './file-hunks.ts';
import { hiddenCharacter } from './invisible.ts';
import type { ScreenFinding } from './screen-finding.ts';

// Letters that look like Latin ones. Within one word with Latin letters they make two names that read the same.
const lookAlikes = /[\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Cherokee}ΑΒΕΖΗΙΚΜΝΟΡΤΥΧανορυχ]/u;

/** Bidi, invisible and tag characters, and words that mix look-alike alphabets, on added lines. */
export function screenUnicode(path: string, added: readonly AddedLine[]): ScreenFinding[] {
  return added.flatMap(({ line, text }): ScreenFinding[] => {
    const hidden = hiddenCharacter(text.replace(/\r$/, ''), line === 1 ? 'first-line' : 'anywhere');
    if (hidden !== null) {
      const message = `Line ${line} adds the hidden character ${hidden}; write it as an escape, or leave it out.`;
      return [{ gate: 'content', reason: 'hidden-character', path, line, message }];
    }
    const mixed = (text.match(/[\p{L}\p{N}_]+/gu) ?? []).some(
      (word) => /[A-Za-z]/.test(word) && lookAlikes.test(word),
    );
    if (!mixed) return [];
    const message = `Line ${line} adds a word that mixes Latin letters with look-alikes of another alphabet.`;
    return [{ gate: 'content', reason: 'mixed-alphabets', path, line, message }];
  });
}
