import { createHash } from 'node:crypto';
import { outlinePython, type PythonSymbol } from '../python/outline.ts';

/** What a Python module is for and what it defines, made from its text alone. */
export type Summary = {
  /** The first sentence of its docstring, or null. */
  readonly purpose: string | null;
  readonly symbols: readonly PythonSymbol[];
};

/** Parsing takes about a millisecond a kilobyte: what is longer is not worth the wait. */
const maxCharacters = 100_000;
const maxKept = 1_000;
const kept = new Map<string, Summary>();

/** The summary of a module; the same text is read once, however often and under whatever path it is asked about. */
export function summarise(text: string, read = outlinePython): Summary | null {
  if (text.length > maxCharacters) return null;
  const key = createHash('sha256').update(text).digest('base64');
  const known = kept.get(key);
  const summary = known ?? { purpose: purposeOf(text), symbols: read(text) };
  // Those that were asked for last are at the end.
  kept.delete(key);
  kept.set(key, summary);
  const [oldest] = kept.keys();
  if (kept.size > maxKept && oldest !== undefined) kept.delete(oldest);
  return summary;
}

/** From the first lines as they are written: the parser is asked for the definitions alone. */
function purposeOf(text: string): string | null {
  const head = text.slice(0, 4_000).replace(/^(?:\s*#[^\n]*\n|\s*\n)+/u, '');
  const [, , doc = ''] = /^[rRuU]?("""|'''|"|')([\s\S]*?)\1/u.exec(head) ?? [];
  // Some begin with the module's own name, underlined.
  const paragraphs = doc.split(/\n\s*\n/u).map((one) => one.replaceAll(/\s+/gu, ' ').trim());
  const said = paragraphs.find((one) => /[a-z] [a-z]/iu.test(one) && !/[~=-]{3}/u.test(one));
  const sentence = said?.match(/^.*?[.!?](?=\s+[A-Z]|$)/u)?.[0] ?? said;
  return sentence === undefined ? null : sentence.slice(0, 200);
}
