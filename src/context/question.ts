import { rankingWeights } from './ranking-weights.ts';

/** What a question asks about: weighted terms, and the places that it names. */
export type Question = {
  /** Term → weight. Terms are lower-case words, and identifiers as they are written. */
  terms: ReadonlyMap<string, number>;
  /** Two words that stand side by side, words that say nothing left out: `[first, second, weight]`. */
  pairs: readonly (readonly [first: string, second: string, weight: number])[];
  /** Words that look like the name of something that is defined: `get_json`, `openSession`, `Session`. */
  names: ReadonlySet<string>;
  /** Paths that are named, with the line where one is given (a traceback, `file.py:12`). */
  places: readonly { path: string; line: number | null }[];
};

const common = new Set(
  (
    'the and for with that this from not but are was were has have had when then than else into its use used using ' +
    'add adds added fix fixes fixed bug issue should would could can does did done make makes made more also only ' +
    'some any all one two new old now get set see per via out off you your they them there here which what who why ' +
    'how where while will just like about after before again between because being been both instead more other same ' +
    'such these those our'
  )
    .split(' ')
    .map((word) => stem(word)),
);

/** Read an issue's text: its first line weighs most, and an identifier counts beside its words. */
export function readQuestion(text: string, { firstLine } = rankingWeights): Question {
  const bounded = text.slice(0, 100_000);
  const terms = new Map<string, number>();
  const names = new Set<string>();
  const pairs = new Map<string, readonly [string, string, number]>();
  const raise = (term: string, weight: number): void => {
    terms.set(term, Math.max(terms.get(term) ?? 0, weight));
  };
  for (const [index, line] of bounded.split('\n').entries()) {
    const weight = index === 0 ? firstLine : 1;
    let before: string | null = null;
    for (const [word] of line.matchAll(/[A-Za-z_]\w*/gu)) {
      if (isIdentifier(word)) raise(word, weight);
      if (isIdentifier(word) || /^[A-Z]\w\w/u.test(word)) names.add(word);
      for (const part of partsOf(word)) {
        if (part.length <= 2 || common.has(part)) continue;
        raise(part, weight);
        // The first that is met weighs most.
        const key = `${before} ${part}`;
        if (before !== null && before !== part && !pairs.has(key)) pairs.set(key, [before, part, weight]);
        before = part;
      }
    }
  }
  return { terms, pairs: [...pairs.values()], names, places: placesIn(bounded) };
}

/** The words of an identifier or a word, lower-case and without the commonest endings. */
export function partsOf(word: string): string[] {
  return (word.match(/[A-Z]*[a-z]+|[A-Z]+/gu) ?? []).map((part) => stem(part.toLowerCase()));
}

function stem(word: string): string {
  if (word.length > 5 && word.endsWith('ing')) return word.slice(0, -3);
  if (word.length > 4 && (word.endsWith('ed') || word.endsWith('es'))) return word.slice(0, -2);
  if (word.length > 3 && word.endsWith('s') && !word.endsWith('ss')) return word.slice(0, -1);
  return word.length > 4 && word.endsWith('e') ? word.slice(0, -1) : word;
}

function isIdentifier(word: string): boolean {
  return (
    word.length > 2 && (/[a-z\d]_[a-z\d]/iu.test(word) || /[a-z][A-Z]/u.test(word) || /^__\w+__$/u.test(word))
  );
}

function placesIn(text: string): Question['places'] {
  const traceback = [...text.matchAll(/File "([^"\n]{1,300})", line (\d{1,7})/gu)];
  const written = [...text.matchAll(/([\w./-]{1,200}\.[a-z]{1,5})(?::(\d{1,7}))?/gu)];
  return [...traceback, ...written].slice(0, 200).map(([, path = '', line]) => ({
    path: path.replace(/^\.?\//u, ''),
    line: line === undefined ? null : Number.parseInt(line, 10),
  }));
}
