import type { DiffPaths } from './diff-paths.ts';
import { createdText, oldLines, type Edit, type Hunk } from '../edit.ts';
import type { Versions } from './patch-order.ts';
import { unreadable, type Parsed } from './parsed.ts';

type Refused = Extract<Parsed, { kind: 'refused' }>;

/** What a diff says of one file. */
export type Section = {
  readonly line: number;
  paths: DiffPaths | null;
  from: string | null;
  to: string | null;
  kind: 'plain' | 'new' | 'deleted';
  versions: Versions | null;
  readonly hunks: Hunk[];
};

export function newSection(line: number, versions: Versions | null): Section {
  return { line, paths: null, from: null, to: null, kind: 'plain', versions, hunks: [] };
}

/** The edit that it comes to. */
export function sectionEdit(section: Section): Edit | Refused {
  const { hunks, line, from, to, kind } = section;
  if (from !== null && to !== null) return { kind: 'move', path: from, to, onto: 'nothing', hunks };
  const { old: before = null, new: after = null } = section.paths ?? {};
  if (after !== null && (before === null || kind === 'new')) {
    if (hunks.some((hunk) => oldLines(hunk).length > 0))
      return unreadable('bad-diff', line, `${after} is new here, so all of its lines start with +.`);
    return { kind: 'create', path: after, text: createdText(hunks) };
  }
  if (before !== null && (after === null || kind === 'deleted')) {
    if (hunks.some((hunk) => hunk.lines.some(({ op }) => op === 'insert')))
      return unreadable('bad-diff', line, `${before} is deleted here, so all of its lines start with -.`);
    return { kind: 'delete', path: before, lines: hunks.flatMap(oldLines) };
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
  return { kind: 'hunks', path: after, hunks };
}
