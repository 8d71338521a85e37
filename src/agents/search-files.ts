import { Script, createContext } from 'node:vm';
import { linesOf } from './text-file.ts';

export type Hit = { readonly path: string; readonly line: number; readonly text: string };
export type SearchResult =
  | { readonly kind: 'hits'; readonly hits: readonly Hit[]; readonly complete: boolean }
  | { readonly kind: 'refused'; readonly message: string };
type Text = { readonly path: string; readonly text: string };

const maxHits = 60;
const maxLineLength = 1_000;
const regexpTimeMs = 500;

/** Lines that hold a text as it stands. */
export function searchLiteral(texts: Iterable<Text>, searched: string): SearchResult {
  return collect(texts, (lines) => lines.flatMap((line, index) => (line.includes(searched) ? [index] : [])));
}

const script = new Script(
  'for (let i = 0; i < input.lines.length; i++) if (input.regexp.test(input.lines[i])) input.found.push(i)',
);

/**
 * Lines that match a regular expression which a model wrote. It runs under `vm` for its time limit only: a pattern
 * that backtracks for ever is stopped there, and nowhere else can it be.
 */
export function searchRegexp(texts: Iterable<Text>, pattern: string): SearchResult {
  const regexp = compiled(pattern);
  if (regexp === null)
    return { kind: 'refused', message: 'That is no regular expression of JavaScript; use kind "literal"' };
  const sandbox: { input: { lines: string[]; regexp: RegExp; found: number[] } } = {
    input: { lines: [], regexp, found: [] },
  };
  const context = createContext(sandbox);
  let leftMs = regexpTimeMs;
  try {
    return collect(texts, (lines) => {
      sandbox.input = { lines: lines.map((line) => line.slice(0, maxLineLength)), regexp, found: [] };
      const before = performance.now();
      script.runInContext(context, { timeout: Math.max(1, Math.ceil(leftMs)) });
      leftMs -= performance.now() - before;
      return sandbox.input.found;
    });
  } catch (error) {
    // The error comes from the other context, where `Error` is another one.
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
    if (code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    return { kind: 'refused', message: `The pattern took more than ${regexpTimeMs} ms; make it simpler` };
  }
}

function compiled(pattern: string): RegExp | null {
  try {
    return new RegExp(pattern);
  } catch {
    return null;
  }
}

function collect(texts: Iterable<Text>, matching: (lines: string[]) => readonly number[]): SearchResult {
  const hits: Hit[] = [];
  for (const { path, text } of texts) {
    const lines = linesOf(text);
    for (const index of matching(lines)) {
      if (hits.length === maxHits) return { kind: 'hits', hits, complete: false };
      hits.push({ path, line: index + 1, text: (lines[index] ?? '').slice(0, 300) });
    }
  }
  return { kind: 'hits', hits, complete: true };
}
