/** Lines that a reviewer would have instead: what GitHub applies to the file with one click, so it must be exact. */
import { hasInvisible } from '../markdown/invisible.ts';
import type { FileChange } from '../patch/change/change.ts';
import { fileHunks } from '../patch/change/file-hunks.ts';
import { decode } from '../patch/change/text.ts';

/** `startLine` to the finding's own line of the new file, inclusive, become `replacement`; empty: they go. */
export type Suggestion = { readonly startLine: number; readonly replacement: string };

/** Null where it cannot be applied as it is meant, or would change nothing; the finding then stands without it. */
export function usableSuggestion(
  file: FileChange,
  line: number,
  given: Suggestion | null,
): Suggestion | null {
  if (given === null || file.after === null) return null;
  const { startLine } = given;
  const replacement = given.replacement.replace(/\n$/, '');
  const hunk = (fileHunks(file) ?? []).find(
    ({ newStart, newLines }) => startLine >= newStart && line < newStart + newLines,
  );
  const text = decode(file.after.bytes);
  // GitHub writes the line ends of the suggestion itself.
  if (hunk === undefined || startLine > line || text === null || text.includes('\r')) return null;
  if (!isPlain(replacement)) return null;
  const present = text
    .split('\n')
    .slice(startLine - 1, line)
    .join('\n');
  return present === replacement ? null : { startLine, replacement };
}

/** The text of a file with a suggestion applied, as GitHub does it. */
export function applySuggestion(text: string, line: number, { startLine, replacement }: Suggestion): string {
  const lines = text.split('\n');
  lines.splice(startLine - 1, line - startLine + 1, ...(replacement === '' ? [] : replacement.split('\n')));
  return lines.join('\n');
}

/**
 * A suggestion stands word for word in a comment: what must not stand there (invisible characters, markers, a line
 * that a bot takes for a command) cannot be repaired without changing what would be applied.
 */
function isPlain(text: string): boolean {
  return !hasInvisible(text) && !text.includes('<!--') && !/^\/[a-z]/im.test(text) && text.length < 8_000;
}
