import { setImmediate } from 'node:timers/promises';
import type { SourceFile } from '../../patch/change/change.ts';
import { parsePattern } from '../../review/line-pattern.ts';
import { linesOf, readText } from './text-file.ts';

export type Hit = { readonly path: string; readonly line: number; readonly text: string };
export type SearchResult =
  | { readonly kind: 'hits'; readonly hits: readonly Hit[]; readonly complete: boolean }
  | { readonly kind: 'refused'; readonly message: string }
  /** It took too long. */
  | { readonly kind: 'stopped'; readonly message: string };
export type Searched = { readonly text: string; readonly kind: 'literal' | 'regexp' };

/** `turnMs`: after it the server has its turn. `stops`: so many slow searches are enough for one work tree. */
export const searchCaps = { turnMs: 10, searchMs: 3_000, stops: 10 };
export type SearchCaps = typeof searchCaps;

const maxHits = 60;
const maxLineLength = 1_000;

/**
 * Lines that hold a text as it stands, or match a regular expression. No pattern takes long for a line, but a tree has
 * many lines, and one turn of a model may ask for twenty searches: deliveries are answered in between.
 */
export async function searchFiles(
  files: Iterable<readonly [path: string, file: SourceFile]>,
  searched: Searched,
  { turnMs, searchMs }: SearchCaps = searchCaps,
): Promise<SearchResult> {
  const matcher = matcherOf(searched);
  if (matcher.kind === 'wrong')
    return { kind: 'refused', message: `That is no pattern here: ${matcher.message}; use kind "literal"` };
  const hits: Hit[] = [];
  let spentMs = 0;
  let turn = performance.now();
  for (const [path, file] of files) {
    for (const [index, line] of linesOf(readText(file)?.text ?? '').entries()) {
      const turnTook = performance.now() - turn;
      if (turnTook >= turnMs) {
        spentMs += turnTook;
        if (spentMs >= searchMs)
          return { kind: 'stopped', message: `The search took more than ${searchMs} ms; make it simpler` };
        await setImmediate();
        turn = performance.now();
      }
      if (!matcher.test(line)) continue;
      if (hits.length === maxHits) return { kind: 'hits', hits, complete: false };
      hits.push({ path, line: index + 1, text: line.slice(0, 300) });
    }
  }
  return { kind: 'hits', hits, complete: true };
}

type Matcher =
  | { readonly kind: 'matcher'; readonly test: (line: string) => boolean }
  | { readonly kind: 'wrong'; readonly message: string };

function matcherOf({ text, kind }: Searched): Matcher {
  if (kind === 'literal') return { kind: 'matcher', test: (line) => line.includes(text) };
  const parsed = parsePattern(text);
  if (parsed.kind === 'wrong') return parsed;
  return { kind: 'matcher', test: (line) => parsed.pattern.test(line.slice(0, maxLineLength)) };
}
