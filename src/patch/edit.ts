/** One line of a hunk. A context line that is only `...` may stand for any number of lines that were left out. */
export type HunkLine = { readonly op: 'context' | 'delete' | 'insert'; readonly text: string };

/**
 * A block of lines to find and change. `at` (from 1), `count` and `headings` (outermost first) are what the `@@` lines
 * claim of the old side: never trusted, used only to tell equal places apart. `end` is what `\ No newline at end of
 * file` says. A block `at-the-end` stands nowhere else; without old lines it comes after the file's last.
 */
export type Hunk = {
  readonly lines: readonly HunkLine[];
  readonly at: number | null;
  readonly count: number | null;
  readonly headings: readonly string[];
  readonly stands: 'anywhere' | 'at-the-end';
  readonly end: { readonly before: EndOfFile; readonly after: EndOfFile };
};

/** `newline`: if the block's new lines come last in the file, the last of them ends with one. */
export type EndOfFile = 'unsaid' | 'no-newline' | 'newline';

/** One wish for one file, in the form in which somebody wrote it. */
export type Edit =
  | { readonly kind: 'hunks'; readonly path: string; readonly hunks: readonly Hunk[] }
  | {
      readonly kind: 'move';
      readonly path: string;
      readonly to: string;
      readonly onto: 'nothing' | 'anything';
      readonly hunks: readonly Hunk[];
    }
  /** Whole lines of `search` give way to those of `replace`. */
  | { readonly kind: 'replace'; readonly path: string; readonly search: string; readonly replace: string }
  | { readonly kind: 'create'; readonly path: string; readonly text: string }
  /** The file in full, whether it is there already or not. */
  | { readonly kind: 'put'; readonly path: string; readonly text: string }
  /** `lines`: what the file is said to hold; null when nothing was said. */
  | { readonly kind: 'delete'; readonly path: string; readonly lines: readonly string[] | null }
  /**
   * `before` is the whole file or a block that stands in it once. Empty `before`: a new file. Empty `after` with the
   * whole file before: the file goes.
   */
  | { readonly kind: 'whole'; readonly path: string; readonly before: string; readonly after: string };

/** A hunk that claims nothing about its place. */
export function bareHunk(lines: readonly HunkLine[]): Hunk {
  const end = { before: 'unsaid', after: 'unsaid' } as const;
  return { lines, at: null, count: null, headings: [], stands: 'anywhere', end };
}

/** The lines that must stand in the file. */
export function oldLines(hunk: Hunk): string[] {
  return hunk.lines.filter(({ op }) => op !== 'insert').map(({ text }) => text);
}

/** The lines that stand there afterwards. */
export function newLines(hunk: Hunk): string[] {
  return hunk.lines.filter(({ op }) => op !== 'delete').map(({ text }) => text);
}

/** The text of a file that hunks without an old side make. */
export function createdText(hunks: readonly Hunk[]): string {
  const lines = hunks.flatMap(newLines);
  const isOpen = lines.length === 0 || hunks.at(-1)?.end.after === 'no-newline';
  return lines.join('\n') + (isOpen ? '' : '\n');
}
