import type { Effort } from './effort.ts';

/** A way of comparing lines: what is equal in it has the same key. */
export type Keying = 'exact' | 'trailing-space' | 'whitespace';

/** A file's lines, with each way of comparing them computed once, and what searching them may still cost. */
export type Searchable = {
  readonly lines: readonly string[];
  readonly effort: Effort;
  keys(how: Keying): readonly string[];
};

export function searchable(lines: readonly string[], effort: Effort): Searchable {
  const made = new Map<Keying, readonly string[]>([['exact', lines]]);
  return {
    lines,
    effort,
    keys(how) {
      const known = made.get(how) ?? lines.map((line) => keyOf(line, how));
      made.set(how, known);
      return known;
    },
  };
}

export function keyOf(text: string, how: Keying): string {
  if (how === 'exact') return text;
  if (how === 'trailing-space') return text.trimEnd();
  const trimmed = text.trim();
  // Most lines have single spaces only, and are their own key.
  return /\s\s|[^\S ]/.test(trimmed) ? trimmed.replace(/\s+/g, ' ') : trimmed;
}
