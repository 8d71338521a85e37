/**
 * Finds the words of a source that a question asks about. Few of the words are good for anything, so a string is made
 * only of those that hold the letters with which a term begins, four at most.
 */
export type WordFinder<T> = {
  /**
   * Calls back for each word (`[A-Za-z_]\w*`, ASCII) between two offsets that is good for something, with its offset;
   * answers how many words there were.
   */
  readonly scan: (bytes: Buffer, from: number, to: number, found: (value: T, at: number) => void) => number;
};

/** What is found out about a word is remembered, for this many: a source can hold millions that differ. */
const maxKnown = 100_000;

/**
 * `valueOf` says what a word is good for; null: nothing. It must be null for a word in which, upper or lower case, the
 * first four letters of no term stand, or its three; no term is shorter.
 */
export function createWordFinder<T>(
  terms: Iterable<string>,
  valueOf: (word: string) => T | null,
): WordFinder<T> {
  const beginnings = new Uint8Array(1 << 16);
  for (const term of terms) {
    const letters = [...Buffer.from(term.slice(0, 4))].reduce(append, 0);
    // Of what stands before three letters four bits are still there.
    for (let before = term.length < 4 ? 15 : 0; before >= 0; before -= 1)
      beginnings[letters ^ (before << 12)] = 1;
  }
  const known = new Map<number, { readonly word: string; readonly value: T | null }>();

  function learn(hash: number, word: string): T | null {
    const value = valueOf(word);
    if (known.size < maxKnown && !known.has(hash)) known.set(hash, { word, value });
    return value;
  }

  function scan(bytes: Buffer, start: number, end: number, found: (value: T, at: number) => void): number {
    const marks = beginnings;
    let words = 0;
    for (let at = start; at < end; at += 1) {
      if (kinds[bytes[at] ?? 0] !== letter) continue;
      const from = at;
      let letters = 0;
      let hash = 0;
      let isMarked = 0;
      for (; at < end; at += 1) {
        const byte = bytes[at] ?? 0;
        if (kinds[byte] === other) break;
        letters = append(letters, byte);
        hash = Math.imul(hash ^ byte, 16_777_619);
        isMarked |= marks[letters] ?? 0;
      }
      words += 1;
      if (isMarked === 0) continue;
      const before = known.get(hash);
      const value =
        before !== undefined && isWord(before.word, bytes, from, at)
          ? before.value
          : learn(hash, bytes.toString('latin1', from, at));
      if (value !== null) found(value, from);
    }
    return words;
  }
  return { scan };
}

function isWord(word: string, bytes: Buffer, from: number, to: number): boolean {
  if (word.length !== to - from) return false;
  for (let at = from; at < to; at += 1) if (word.charCodeAt(at - from) !== bytes[at]) return false;
  return true;
}

/** The last four letters in 16 bits, mixed: the low five of a letter are the same in upper and lower case. */
function append(letters: number, byte: number): number {
  return ((letters << 4) ^ (byte & 31)) & 0xff_ff;
}

const [other, letter, digit] = [0, 1, 2] as const;
const kinds = Uint8Array.from({ length: 256 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[A-Za-z_]/.test(character)) return letter;
  return /\d/.test(character) ? digit : other;
});
