/** Text has one spelling in the record: NFC. Two that look alike and hash differently would be one fact written twice. */

/** Whether every text of the value, at any depth, is well-formed and in NFC. */
export function isSpelledOnce(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && value.normalize('NFC') === value;
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, held]) => isSpelledOnce(key) && isSpelledOnce(held));
}

/** The value with all of its texts in their one spelling. */
export function spellOnce(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed().normalize('NFC');
  if (Array.isArray(value)) return value.map(spellOnce);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, spellOnce(held)]));
}
