import { diffPaths, gitPaths } from './diff-paths.ts';
import { newSection, sectionEdit, type Section } from './diff-section.ts';
import { headerName, nameAlone } from './header-name.ts';
import { parseHunk } from './hunk.ts';
import { borderAt } from './patch-border.ts';
import { inOrder, type Versioned, type Versions } from './patch-order.ts';
import { unreadable, type Parsed } from './parsed.ts';
import { unsupported } from './unsupported-diff.ts';
import { linesOf } from '../change/text.ts';

type Refused = Extract<Parsed, { kind: 'refused' }>;
type State = {
  /** The file that is read; null between two. */
  section: Section | null;
  /** The edits so far, patch by patch. */
  readonly patches: Versioned[][];
  /** What a line above the next file says of it. */
  versions: Versions | null;
};

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

/**
 * Reads a unified diff of any number of files, or several one after the other, as git, Mercurial, Subversion, GNU diff,
 * people and models write them.
 */
export function parseDiff(source: string | readonly string[], firstLine = 1): Parsed {
  const lines = typeof source === 'string' ? linesOf(source) : source;
  const state: State = { section: null, patches: [[]], versions: null };
  for (let at = 0; at < lines.length;) {
    const read = readAt(state, lines, at, firstLine);
    if (typeof read !== 'number') return read;
    at = read;
  }
  const refused = endSection(state);
  if (refused) return refused;
  const edits = inOrder(state.patches);
  if (edits.length > 0) return { kind: 'edits', edits };
  return unreadable(
    'bad-diff',
    firstLine,
    'this diff names no file; start with "--- a/path" and "+++ b/path".',
  );
}

/** Reads what stands at a line; answers the line behind it. */
function readAt(state: State, lines: readonly string[], at: number, firstLine: number): number | Refused {
  const line = lines[at] ?? '';
  const isGit = line.startsWith('diff --git ');
  const isNamed = isHeader(lines, at);
  const hunks = state.section?.hunks.length ?? 0;
  // Outside of a hunk, this is where a mail is signed.
  const border = /^-- ?$/.test(line) ? 'patch' : borderAt(lines, at);
  if (isGit || (isNamed && (state.section === null || hunks > 0))) {
    const refused = endSection(state);
    if (refused) return refused;
    state.section = newSection(firstLine + at, state.versions);
    if (isGit) state.section.paths = gitPaths(line.slice('diff --git '.length));
  } else if (border === 'patch' || (border === 'file' && hunks > 0)) {
    const refused = endSection(state);
    if (refused) return refused;
    if (border === 'patch') state.patches.push([]);
  }
  if (isNamed && state.section) {
    nameSection(state.section, line.slice(4), (lines[at + 1] ?? '').slice(4));
    return at + 2;
  }
  if (line.startsWith('@@')) return readHunk(state.section, lines, at, firstLine);
  return readOther(state, line, firstLine + at) ?? at + 1;
}

function nameSection(section: Section, before: string, after: string): void {
  section.paths = diffPaths(before, after);
  const one = headerName(before).version;
  const other = headerName(after).version;
  if (one !== null && other !== null) section.versions ??= { before: one, after: other };
}

function readHunk(
  section: Section | null,
  lines: readonly string[],
  at: number,
  firstLine: number,
): number | Refused {
  if (section === null || section.paths === null)
    return unreadable(
      'bad-diff',
      firstLine + at,
      'this hunk names no file; put "--- a/path" and "+++ b/path" above it.',
    );
  const read = parseHunk(lines, at, firstLine);
  if (read.kind === 'refused') return read;
  section.hunks.push(read.hunk);
  return read.next;
}

/** A line that is no header and in no hunk; null where it is passed over. */
function readOther(state: State, line: string, number: number): Refused | null {
  const { section } = state;
  const what = unsupported(line, section === null ? 'between files' : 'in a file');
  if (what !== null) return unreadable('unsupported', number, what);
  const [, before, after] =
    /^(?:index ([0-9a-f]+)\.\.([0-9a-f]+)|diff -r ([0-9a-f]+) -r ([0-9a-f]+) )/.exec(line)?.filter(Boolean) ??
    [];
  if (before !== undefined && after !== undefined) {
    if (section) section.versions = { before, after };
    else state.versions = { before, after };
  }
  // Prose above the first file is what mails and models put there; below, it may be a line that lost its mark.
  if (section === null || line.trim() === '') return null;
  if (line.startsWith('rename from ')) section.from = nameAlone(line.slice('rename from '.length));
  else if (line.startsWith('rename to ')) section.to = nameAlone(line.slice('rename to '.length));
  else if (line.startsWith('new file mode ')) section.kind = 'new';
  else if (line.startsWith('deleted file mode ')) section.kind = 'deleted';
  else if (section.hunks.length > 0 || /^[-+]/.test(line))
    return unreadable('bad-diff', number, 'this line belongs to no hunk; start the hunk with a "@@" line.');
  return null;
}

/** Ends the file that is read. */
function endSection(state: State): Refused | null {
  const { section } = state;
  state.section = null;
  state.versions = null;
  if (section === null) return null;
  const edit = sectionEdit(section);
  if (edit.kind === 'refused') return edit;
  state.patches.at(-1)?.push({ edit, versions: section.versions });
  return null;
}
