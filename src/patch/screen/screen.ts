import type { Change, FileChange, Files } from '../change/change.ts';
import { addedLines, countLines, fileHunks } from '../change/file-hunks.ts';
import { screenDependencies } from './dependencies.ts';
import type { ScreenFinding } from './screen-finding.ts';
import { screenIdentifiers } from './identifiers.ts';
import { screenPaths } from './paths.ts';
import { screenSecrets } from './secrets.ts';
import { screenShadows } from './shadows.ts';
import { screenTests } from './weakened/weakened-tests.ts';
import { screenUnicode } from './unicode.ts';

/** `allow` and `protect` are globs of the policy; the limits are of the whole change, bytes of its new files. */
export type ScreenRules = {
  readonly allow: readonly string[];
  readonly protect: readonly string[];
  readonly maxBytes: number;
  readonly maxFiles: number;
  readonly maxLines: number;
};

/** A line of this length is no source: it is data, or it hides something from who reads the diff. */
const maxLineLength = 20_000;

/** Everything that speaks against publishing a change made from `files`; empty means that nothing does. */
export async function screen(files: Files, change: Change, rules: ScreenRules): Promise<ScreenFinding[]> {
  const size = screenSize(change, rules);
  // What is too large is not read line by line as well: that is what it may have been sent for.
  if (size.length > 0) return size;
  const paths = screenPaths(files, change, rules);
  const content = await Promise.all(change.map(screenContent));
  const lines = content.reduce((sum, one) => sum + one.lines, 0);
  if (lines > rules.maxLines)
    size.push(
      tooLarge(
        change[0]?.path ?? '',
        'too-many-lines',
        `The change adds and deletes ${lines} lines; the limit is ${rules.maxLines}.`,
      ),
    );
  return [
    ...paths,
    ...screenShadows(files, change),
    ...size,
    ...content.flatMap(({ findings }) => findings),
    ...screenTests(files, change),
    ...screenDependencies(files, change),
  ];
}

function screenSize(change: Change, { maxBytes, maxFiles }: ScreenRules): ScreenFinding[] {
  const first = change[0]?.path ?? '';
  if (change.length > maxFiles)
    return [
      tooLarge(
        first,
        'too-many-files',
        `The change touches ${change.length} files; the limit is ${maxFiles}.`,
      ),
    ];
  const bytes = change.reduce((sum, { after }) => sum + (after?.bytes.byteLength ?? 0), 0);
  return bytes > maxBytes
    ? [tooLarge(first, 'too-many-bytes', `The changed files have ${bytes} bytes; the limit is ${maxBytes}.`)]
    : [];
}

async function screenContent(file: FileChange): Promise<{ lines: number; findings: ScreenFinding[] }> {
  const { path, after } = file;
  const hunks = fileHunks(file);
  if (hunks === null) {
    // A binary may be deleted; it cannot be read by who reviews.
    const message = 'The file is binary or not in UTF-8; a patch cannot change it.';
    return {
      lines: 0,
      findings: after === null ? [] : [{ gate: 'content', reason: 'binary', path, message }],
    };
  }
  const added = addedLines(hunks);
  const long = added.find(({ text }) => text.length > maxLineLength);
  const findings = [...(await screenSecrets(path, added)), ...screenUnicode(path, added)];
  const told = new Set(findings.map(({ line }) => line));
  findings.push(...screenIdentifiers(file, added).filter(({ line }) => !told.has(line)));
  if (long !== undefined) {
    const message = `Line ${long.line} has ${long.text.length} characters, too many to review.`;
    findings.push({ ...tooLarge(path, 'long-line', message), line: long.line });
  }
  return { lines: countLines(hunks), findings };
}

function tooLarge(path: string, reason: string, message: string): ScreenFinding {
  return { gate: 'size', reason, path, message };
}
