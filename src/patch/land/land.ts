import { changeBetween, type Change, type Files, type SourceFile } from '../change/change.ts';
import { createdText, oldLines, type Edit, type Hunk } from '../edit.ts';
import { newEffort, spend, type Effort } from './effort.ts';
import { elision } from './elision.ts';
import { landBlock, landLines, replaceWhole } from './block.ts';
import { landHunks, type HunkRefusal, type Landed } from './hunks.ts';
import { spliceBytes } from './splice-bytes.ts';
import { encode, linesOf, parseText, readSource, type Text } from '../change/text.ts';

export type LandingReason =
  | HunkRefusal
  | 'missing-file'
  | 'file-exists'
  | 'not-text'
  | 'stale-delete'
  | 'elided'
  | 'bad-text'
  | 'no-change';

/** `message` is one sentence for people: what did not match, and the nearest that does. */
export type Landing =
  | { readonly kind: 'landed'; readonly change: Change }
  | {
      readonly kind: 'refused';
      readonly reason: LandingReason;
      readonly path: string;
      readonly message: string;
    };

type Written = { kind: 'written'; files: readonly (readonly [string, SourceFile | null])[] };
type Refused = { kind: 'refused'; reason: LandingReason; message: string };

/**
 * Lands edits where their context stands exactly once, in their order, all or none. Line numbers are never trusted;
 * every byte that no edit names stays, line endings, byte-order mark and missing final newline included.
 */
export function land(files: Files, edits: readonly Edit[]): Landing {
  const effort = newEffort();
  const touched = new Map<string, SourceFile | null>();
  const look = (path: string): SourceFile | null =>
    touched.get(path) ?? (touched.has(path) ? null : (files.get(path) ?? null));
  for (const edit of edits) {
    const result = landEdit(look, files, edit, effort);
    if (result.kind === 'refused') return { ...result, path: edit.path };
    for (const [path, file] of result.files) touched.set(path, file);
  }
  const change = changeBetween(
    pick(touched.keys(), (path) => files.get(path) ?? null),
    pick(touched.keys(), look),
  );
  if (change.length > 0) return { kind: 'landed', change };
  const message = 'The patch leaves every file as it is; nothing would change.';
  return { kind: 'refused', reason: 'no-change', path: edits[0]?.path ?? '', message };
}

function landEdit(
  look: (path: string) => SourceFile | null,
  files: Files,
  edit: Edit,
  effort: Effort,
): Written | Refused {
  const { path } = edit;
  const file = look(path);
  if (edit.kind === 'create' || (edit.kind === 'put' && file === null)) return create(path, file, edit.text);
  if (file === null) {
    if (edit.kind === 'replace' && edit.search === '') return create(path, file, ending(edit.replace));
    if (edit.kind === 'whole' && edit.before === '') return create(path, file, edit.after);
    if (edit.kind === 'hunks' && isCreation(edit.hunks)) return create(path, file, createdText(edit.hunks));
    return refused('missing-file', `There is no file ${path}.${likeName(files, path)}`);
  }
  if (!spend(effort, file.bytes.length))
    return refused('too-much', `The patch is more work than one patch may be, at ${path}; send it in parts.`);
  if (edit.kind === 'delete' && edit.lines === null) return written(path, null);
  if (edit.kind === 'move') return move(look, file, edit, effort);
  const bytes = edit.kind === 'hunks' ? spliceBytes(file, edit.hunks, effort) : null;
  if (bytes !== null) return written(path, { mode: file.mode, bytes });
  const source = readSource(file);
  if (source === null) return notText(path);
  const text = parseText(source);
  switch (edit.kind) {
    case 'hunks':
      return rewritten(path, file, landHunks(path, text, edit.hunks, effort));
    case 'replace':
      if (edit.search === '') return create(path, file, edit.replace);
      return rewritten(path, file, landLines(path, text, edit.search, edit.replace, effort));
    case 'put': {
      const gap = elision(text.lines, linesOf(edit.text));
      return gap === null
        ? rewritten(path, file, replaceWhole(text, edit.text, effort))
        : refused(
            'elided',
            `The new ${path} leaves lines out at "${gap}"; give it in full, or only the lines that change.`,
          );
    }
    case 'whole':
      return landWhole(path, file, text, edit, effort);
    case 'delete':
      return sameLines(text.lines, edit.lines ?? [])
        ? written(path, null)
        : refused(
            'stale-delete',
            `${path} is not what the patch says it deletes; make it from the present file.`,
          );
  }
}

function move(
  look: (path: string) => SourceFile | null,
  file: SourceFile,
  { path, to, onto, hunks }: Extract<Edit, { kind: 'move' }>,
  effort: Effort,
): Written | Refused {
  const source = readSource(file);
  if (source === null) return notText(path);
  if (onto === 'nothing' && look(to) !== null)
    return refused('file-exists', `${to} is there already; ${path} cannot move to it.`);
  const result = rewritten(to, file, landHunks(path, parseText(source), hunks, effort));
  return result.kind === 'refused' ? result : { ...result, files: [[path, null], ...result.files] };
}

function landWhole(
  path: string,
  file: SourceFile,
  text: Text,
  { before, after }: { before: string; after: string },
  effort: Effort,
): Written | Refused {
  const isWhole = sameLines(text.lines, linesOf(before));
  if (before === '' && !isWhole) return create(path, file, after);
  if (isWhole && after === '' && before !== '') return written(path, null);
  return rewritten(
    path,
    file,
    isWhole ? replaceWhole(text, after, effort) : landBlock(path, text, before, after, effort),
  );
}

function rewritten(path: string, file: SourceFile, landed: Landed): Written | Refused {
  if (landed.kind === 'refused') return landed;
  return withText(path, landed.text, file.mode);
}

function create(path: string, file: SourceFile | null, text: string): Written | Refused {
  if (file !== null)
    return refused('file-exists', `${path} is there already; name the lines that are to change instead.`);
  return withText(path, text.replaceAll('\r\n', '\n'), 'file');
}

function withText(path: string, text: string, mode: SourceFile['mode']): Written | Refused {
  // A lone surrogate would silently become another character, and NUL makes a binary of a text.
  if (!text.isWellFormed() || text.includes('\0'))
    return refused('bad-text', `The new text of ${path} holds characters that no text file can hold.`);
  return written(path, { mode, bytes: encode(text) });
}

function notText(path: string): Refused {
  return refused('not-text', `${path} is no UTF-8 text file; it cannot be patched.`);
}

function isCreation(hunks: readonly Hunk[]): boolean {
  return hunks.length === 1 && hunks.every((hunk) => oldLines(hunk).length === 0);
}

function ending(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

function likeName(files: Files, path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const like = [...files.keys()].filter((one) => one === name || one.endsWith(`/${name}`)).toSorted();
  return like.length === 0 || like.length > 3 ? '' : ` Nearest by name: ${like.join(', ')}.`;
}

function sameLines(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((line, index) => line === other[index]);
}

function pick(paths: Iterable<string>, look: (path: string) => SourceFile | null): Map<string, SourceFile> {
  const found = new Map<string, SourceFile>();
  for (const path of paths) {
    const file = look(path);
    if (file !== null) found.set(path, file);
  }
  return found;
}

function written(path: string, file: SourceFile | null): Written {
  return { kind: 'written', files: [[path, file]] };
}

function refused(reason: LandingReason, message: string): Refused {
  return { kind: 'refused', reason, message };
}
