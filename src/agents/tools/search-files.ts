import type { SourceFile } from '../../patch/change/change.ts';
import { linesOf, readText } from './text-file.ts';

export type Hit = { readonly path: string; readonly line: number; readonly text: string };
export type SearchResult =
  | { readonly kind: 'hits'; readonly hits: readonly Hit[]; readonly complete: boolean }
  | { readonly kind: 'refused'; readonly message: string };
export type Searched = { readonly text: string; readonly kind: 'literal' | 'regexp' };

const maxHits = 60;
const maxLineLength = 1_000;

/** Lines that hold a text as it stands, or match a regular expression. The latter may run for ever: see the caller. */
export function searchFiles(
  files: Iterable<readonly [path: string, file: SourceFile]>,
  { text: searched, kind }: Searched,
): SearchResult {
  const matches = kind === 'literal' ? (line: string) => line.includes(searched) : matcher(searched);
  if (matches === null)
    return { kind: 'refused', message: 'That is no regular expression of JavaScript; use kind "literal"' };
  const hits: Hit[] = [];
  for (const [path, file] of files) {
    for (const [index, line] of linesOf(readText(file)?.text ?? '').entries()) {
      if (!matches(line)) continue;
      if (hits.length === maxHits) return { kind: 'hits', hits, complete: false };
      hits.push({ path, line: index + 1, text: line.slice(0, 300) });
    }
  }
  return { kind: 'hits', hits, complete: true };
}

function matcher(pattern: string): ((line: string) => boolean) | null {
  try {
    const regexp = new RegExp(pattern);
    return (line) => regexp.test(line.slice(0, maxLineLength));
  } catch {
    return null;
  }
}
