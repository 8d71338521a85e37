import { diffPaths, gitPaths, nameOf, type DiffPaths } from './diff-paths.ts';
import { createdText, oldLines, type Edit, type Hunk } from '../edit.ts';
import { parseHunk } from './hunk.ts';
import { unreadable, type Parsed } from './parsed.ts';
import { linesOf } from '../change/text.ts';

type Refused = Extract<Parsed, { kind: 'refused' }>;
type Section = {
  line: number;
  paths: DiffPaths | null;
  from: string | null;
  to: string | null;
  kind: 'plain' | 'new' | 'deleted';
  hunks: Hunk[];
};

const unsupported: readonly (readonly [RegExp, string])[] = [
  [/^(?:old|new) mode /, 'Cadence changes no file modes; leave the mode out.'],
  [
    /^new file mode (?!100644)/,
    'Cadence creates plain files only (mode 100644), no links and no executables.',
  ],
  [/^copy (?:from|to) /, 'copies are not understood; give the new file in full, against /dev/null.'],
  [/^(?:Binary files |GIT binary patch)/, 'binary files cannot be changed by a patch.'],
];

/** Does this text hold a unified diff at the start of a line? */
export function looksLikeDiff(lines: readonly string[]): boolean {
  return lines.some((_line, at) => startsDiff(lines, at));
}

/** Does a unified diff start at this very line? */
export function startsDiff(lines: readonly string[], at: number): boolean {
  return (lines[at] ?? '').startsWith('diff --git ') || isHeader(lines, at);
}

function isHeader(lines: readonly string[], at: number): boolean {
  return (lines[at] ?? '').startsWith('--- ') && (lines[at + 1] ?? '').startsWith('+++ ');
}

/** Reads a unified diff of any number of files, as git, GNU diff, people and models write it. */
export function parseDiff(source: string | readonly string[], firstLine = 1): Parsed {
  const lines = typeof source === 'string' ? linesOf(source) : source;
  const edits: Edit[] = [];
  let section: Section | null = null;
  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? '';
    const number = firstLine + at;
    const isNamed = isHeader(lines, at);
    if (line.startsWith('diff --git ') || (isNamed && (section === null || section.hunks.length > 0))) {
      const refused = flush(section, edits);
      if (refused !== null) return refused;
      section = { line: number, paths: null, from: null, to: null, kind: 'plain', hunks: [] };
      if (!isNamed) section.paths = gitPaths(line.slice('diff --git '.length));
    }
    if (isNamed && section !== null) {
      section.paths = diffPaths(line.slice(4), (lines[at + 1] ?? '').slice(4));
      at += 2;
    } else if (line.startsWith('@@')) {
      if (section === null || section.paths === null)
        return unreadable(
          'bad-diff',
          number,
          'this hunk names no file; put "--- a/path" and "+++ b/path" above it.',
        );
      const read = parseHunk(lines, at, firstLine);
      if (read.kind === 'refused') return read;
      section.hunks.push(read.hunk);
      at = read.next;
    } else {
      const refused = readOther(line, number, section);
      if (refused !== null) return refused;
      at += 1;
    }
  }
  const refused = flush(section, edits);
  if (refused !== null) return refused;
  if (edits.length > 0) return { kind: 'edits', edits };
  return unreadable(
    'bad-diff',
    firstLine,
    'this diff names no file; start with "--- a/path" and "+++ b/path".',
  );
}

function readOther(line: string, number: number, section: Section | null): Refused | null {
  // Prose above the first file is what mails and models put there; below, it may be a line that lost its mark.
  if (section === null || line.trim() === '') return null;
  const known = unsupported.find(([pattern]) => pattern.test(line));
  if (known !== undefined) return unreadable('unsupported', number, known[1]);
  if (line.startsWith('rename from ')) section.from = nameOf(line.slice('rename from '.length));
  else if (line.startsWith('rename to ')) section.to = nameOf(line.slice('rename to '.length));
  else if (line.startsWith('new file mode ')) section.kind = 'new';
  else if (line.startsWith('deleted file mode ')) section.kind = 'deleted';
  else if (section.hunks.length === 0 && !/^[-+]/.test(line)) return null;
  else if (/^(?:-- ?$|Index: |={3,}|\d+\.\d+)/.test(line)) return null;
  else
    return unreadable('bad-diff', number, 'this line belongs to no hunk; start the hunk with a "@@" line.');
  return null;
}

function flush(section: Section | null, edits: Edit[]): Refused | null {
  if (section === null) return null;
  const { hunks, line, from, to, kind } = section;
  if (from !== null && to !== null) {
    edits.push({ kind: 'move', path: from, to, onto: 'nothing', hunks });
    return null;
  }
  const { old: before = null, new: after = null } = section.paths ?? {};
  if (after !== null && (before === null || kind === 'new')) {
    if (hunks.some((hunk) => oldLines(hunk).length > 0))
      return unreadable('bad-diff', line, `${after} is new here, so all of its lines start with +.`);
    edits.push({ kind: 'create', path: after, text: createdText(hunks) });
    return null;
  }
  if (before !== null && (after === null || kind === 'deleted')) {
    if (hunks.some((hunk) => hunk.lines.some(({ op }) => op === 'insert')))
      return unreadable('bad-diff', line, `${before} is deleted here, so all of its lines start with -.`);
    edits.push({ kind: 'delete', path: before, lines: hunks.flatMap(oldLines) });
    return null;
  }
  if (before === null || after === null)
    return unreadable(
      'bad-diff',
      line,
      'this part names no file; put "--- a/path" and "+++ b/path" above it.',
    );
  if (before !== after)
    return unreadable(
      'bad-diff',
      line,
      `${before} and ${after} are two files; to move one, say "rename from" and "rename to".`,
    );
  if (hunks.length === 0)
    return unreadable('bad-diff', line, `nothing is said of ${after}; add a "@@" line and its lines.`);
  edits.push({ kind: 'hunks', path: after, hunks });
  return null;
}
