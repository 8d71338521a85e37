/**
 * Finds the words of a text and what each is good for, without making a string of every word: sources are most of them
 * the same few thousand words again and again. Two hashes of 32 bits stand for a word.
 */
export type WordTable<T> = {
  /**
   * Calls back for each word (`[A-Za-z_]\w*`, ASCII) between two offsets that is good for something; answers how many
   * words there were.
   */
  readonly scan: (text: string, from: number, to: number, found: (value: T) => void) => number;
};

const firstSlots = 1 << 14;

/** `valueOf` is asked once a word; null: good for nothing. */
export function createWordTable<T>(valueOf: (word: string) => T | null): WordTable<T> {
  // Of each slot the two hashes and the number of its value, 0 for none; both hashes 0 for an empty slot.
  let slots = new Int32Array(firstSlots * 3);
  let used = 0;
  const values: T[] = [];

  function grow(): void {
    const bigger = new Int32Array(slots.length * 2);
    for (let slot = 0; slot < slots.length; slot += 3) {
      const [one = 0, two = 0] = [slots[slot], slots[slot + 1]];
      if (one !== 0 || two !== 0) bigger.set(slots.subarray(slot, slot + 3), slotOf(one, two, bigger));
    }
    slots = bigger;
  }

  function learn(one: number, two: number, word: string): number {
    if (used * 6 > slots.length) grow();
    used += 1;
    const value = valueOf(word);
    const number = value === null ? 0 : values.push(value);
    slots.set([one, two, number], slotOf(one, two, slots));
    return number;
  }

  function scan(text: string, start: number, end: number, found: (value: T) => void): number {
    let words = 0;
    for (let at = start; at < end; at += 1) {
      if (kindOf(text.charCodeAt(at)) !== letter) continue;
      const from = at;
      let one = firstHash;
      let two = 7;
      for (; at < end; at += 1) {
        const code = text.charCodeAt(at);
        if (kindOf(code) === other) break;
        one = Math.imul(one ^ code, 16_777_619);
        two = (Math.imul(two, 31) + code) | 0;
      }
      words += 1;
      const slot = slotOf(one, two, slots);
      const isKnown = slots[slot] !== 0 || slots[slot + 1] !== 0;
      const number = isKnown ? (slots[slot + 2] ?? 0) : learn(one, two, text.slice(from, at));
      const value = values[number - 1];
      if (value !== undefined) found(value);
    }
    return words;
  }
  return { scan };
}

/** Where a word stands among the slots, or the empty slot where it would. */
function slotOf(one: number, two: number, all: Int32Array): number {
  const size = all.length / 3;
  let at = one & (size - 1);
  for (;;) {
    const slot = at * 3;
    const first = all[slot] ?? 0;
    const second = all[slot + 1] ?? 0;
    if ((first === one && second === two) || (first === 0 && second === 0)) return slot;
    at = (at + 1) & (size - 1);
  }
}

const firstHash = -2_128_831_035;
const [other, letter, digit] = [0, 1, 2] as const;
const kinds = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[A-Za-z_]/u.test(character)) return letter;
  return /\d/u.test(character) ? digit : other;
});

function kindOf(code: number): number {
  return code < 128 ? (kinds[code] ?? other) : other;
}
