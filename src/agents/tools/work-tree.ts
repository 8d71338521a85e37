import { changeBetween, type Change, type Files, type SourceFile } from '../../patch/change/change.ts';
import { nearest, placesOf } from './nearest-text.ts';
import { reveal, unreveal } from '../../markdown/invisible.ts';
import { searchCaps, searchFiles, type SearchCaps } from './search-files.ts';
import { linesOf, readText, writeText } from './text-file.ts';
import type { TextFile } from './text-file.ts';

/** What a tool did. Both texts go to the model; a refusal says what to do instead. */
export type TreeAnswer = { readonly kind: 'done' | 'refused'; readonly text: string };

/** Says why a path must not be written, or null. */
export type PathGuard = (path: string) => string | null;

/**
 * Files in memory that a model reads and edits. Nothing here reaches a disk: what comes of it is compared with the
 * base, screened and published by others.
 */
export type WorkTree = {
  list(under: string): TreeAnswer;
  search(searched: string, kind: 'literal' | 'regexp', under: string): Promise<TreeAnswer>;
  read(path: string, from: number, to: number | null): TreeAnswer;
  edit(path: string, search: string, replace: string): TreeAnswer;
  create(path: string, text: string): TreeAnswer;
  remove(path: string): TreeAnswer;
  /** What the current files differ in from the base. */
  change(): Change;
  isChanged(): boolean;
};

const bounds = {
  listed: 400,
  readLines: 600,
  readCharacters: 40_000,
  lineCharacters: 1_000,
  fileBytes: 500_000,
  changedFiles: 100,
};

const done = (text: string): TreeAnswer => ({ kind: 'done', text });
const refused = (text: string): TreeAnswer => ({ kind: 'refused', text });

export function openWorkTree(
  base: Files,
  guard: PathGuard = () => null,
  caps: SearchCaps = searchCaps,
): WorkTree {
  const files = new Map(base);
  let stopped = 0;

  function open(path: string): TextFile | TreeAnswer {
    const file = files.get(path);
    if (file === undefined)
      return refused(`There is no file ${reveal(path)}. list_files shows what there is.`);
    return readText(file) ?? refused(`${reveal(path)} is no UTF-8 text file and cannot be read or edited.`);
  }

  function write(path: string, file: SourceFile | null): TreeAnswer | null {
    const why = badPath(path) ?? guard(path);
    if (why !== null) return refused(why);
    if (file !== null && file.bytes.byteLength > bounds.fileBytes)
      return refused(`${path} would be larger than ${bounds.fileBytes} bytes.`);
    if (!isTouched(path) && touched().length >= bounds.changedFiles)
      return refused(`${bounds.changedFiles} files are changed already; a change must be small.`);
    if (file === null) files.delete(path);
    else files.set(path, file);
    return null;
  }

  function touched(): string[] {
    return [...new Set([...base.keys(), ...files.keys()])].filter(isTouched);
  }

  function isTouched(path: string): boolean {
    const before = base.get(path);
    const after = files.get(path);
    if (before === after) return false;
    return before === undefined || after === undefined || !Buffer.from(before.bytes).equals(after.bytes);
  }

  function searchable(under: string): [string, SourceFile][] {
    return paths(under).flatMap((path): [string, SourceFile][] => {
      const file = files.get(path);
      return file === undefined || file.bytes.byteLength > bounds.fileBytes ? [] : [[path, file]];
    });
  }

  function paths(under: string): string[] {
    const folder = under.replace(/^\.?\/+|\/+$/g, '').replace(/^\.$/, '');
    return [...files.keys()]
      .filter((path) => folder === '' || path === folder || path.startsWith(`${folder}/`))
      .toSorted();
  }

  return {
    list(under) {
      const found = paths(under);
      if (found.length === 0) return refused(`There is no file under ${reveal(under)}.`);
      const more = found.length - bounds.listed;
      const note = more > 0 ? `\n[${more} more; name a folder in "under"]` : '';
      return done(reveal(found.slice(0, bounds.listed).join('\n')) + note);
    },

    async search(searched, kind, under) {
      if (searched === '') return refused('There is nothing to search for.');
      if (kind === 'regexp' && stopped >= caps.stops)
        return refused(`${stopped} searches were too slow; use kind "literal".`);
      const result = await searchFiles(searchable(under), { text: searched, kind }, caps);
      if (result.kind === 'stopped') stopped += 1;
      if (result.kind !== 'hits') return refused(result.message);
      if (result.hits.length === 0) return done('No line matches.');
      const lines = result.hits.map(({ path, line, text }) => `${path}:${line}: ${text}`);
      return done(
        reveal(lines.join('\n')) + (result.complete ? '' : '\n[more lines match; narrow the search]'),
      );
    },

    read(path, from, to) {
      const file = open(path);
      if ('kind' in file) return file;
      const lines = linesOf(file.text);
      if (lines.length === 0) return done(`${path} is empty.`);
      if (from > lines.length) return refused(`${path} has ${lines.length} lines.`);
      return done(numbered(path, lines, from, to ?? lines.length));
    },

    edit(path, search, replace) {
      const file = open(path);
      if ('kind' in file) return file;
      const given = search.replaceAll('\r\n', '\n');
      if (given === '') return refused('"search" is empty. create_file makes a new file.');
      // A quoted line may hold the spelt-out form of an invisible character.
      const [wanted, wish] = file.text.includes(given)
        ? [given, replace]
        : [unreveal(given), unreveal(replace)];
      const places = placesOf(file.text, wanted);
      const [place, second] = places;
      if (place === undefined) return refused(notThere(path, file.text, given));
      if (second !== undefined)
        return refused(
          `"search" stands ${places.length} times in ${path}, at lines ${places.join(', ')}. Add lines around it until it stands once.`,
        );
      const text = file.text.replace(wanted, () => wish.replaceAll('\r\n', '\n'));
      if (text === file.text) return refused('That edit changes nothing.');
      const mode = files.get(path)?.mode ?? 'file';
      return write(path, { mode, bytes: writeText(text, file) }) ?? done(`Edited ${path} at line ${place}.`);
    },

    create(path, text) {
      if (files.has(path)) return refused(`${reveal(path)} is there already; use edit_file.`);
      // A file where a folder is, or below a file, is no tree that git could hold.
      if (paths(path).length > 0) return refused(`${reveal(path)} is a folder.`);
      const parents = path.split('/').map((_part, index, parts) => parts.slice(0, index).join('/'));
      const parent = parents.find((folder) => files.has(folder));
      if (parent !== undefined) return refused(`${reveal(parent)} is a file, not a folder.`);
      const bytes = writeText(text.replaceAll('\r\n', '\n'), { eol: '\n', bom: false });
      return write(path, { mode: base.get(path)?.mode ?? 'file', bytes }) ?? done(`Created ${path}.`);
    },

    remove(path) {
      const file = open(path);
      if ('kind' in file) return file;
      return write(path, null) ?? done(`Deleted ${path}.`);
    },

    change: () => changeBetween(base, files),
    isChanged: () => touched().length > 0,
  };
}

function numbered(path: string, lines: readonly string[], from: number, to: number): string {
  const last = Math.min(to, lines.length, from + bounds.readLines - 1);
  const shown: string[] = [];
  let room = bounds.readCharacters;
  for (let at = from; at <= last && room > 0; at += 1) {
    const line = lines[at - 1] ?? '';
    const text = line.length > bounds.lineCharacters ? `${line.slice(0, bounds.lineCharacters)} [cut]` : line;
    shown.push(`${at}\t${text}`);
    room -= text.length;
  }
  const end = from + shown.length - 1;
  const more = end < Math.min(to, lines.length) ? `\n[cut; read on from line ${end + 1}]` : '';
  return `${path}, lines ${from}-${end} of ${lines.length}:\n${reveal(shown.join('\n'))}${more}`;
}

function notThere(path: string, text: string, search: string): string {
  const place = nearest(linesOf(text), linesOf(search));
  const start = `"search" does not stand in ${path}; it must match to the character, without line numbers.`;
  if (place === null) return `${start} Read the file again.`;
  return `${start} Nearest, at line ${place.line}:\n${reveal(place.lines.join('\n'))}`;
}

/** Paths as git writes them. The screen judges again, and more: this tells the model early. */
function badPath(path: string): string | null {
  const parts = path.split('/');
  const odd = parts.some((part) => ['', '.', '..'].includes(part) || part.toLowerCase() === '.git');
  if (
    path.length > 250 ||
    odd ||
    path.includes('\\') ||
    reveal(path) !== path ||
    /^[a-z]:|[\t\n\r]/i.test(path)
  )
    return `${reveal(path.slice(0, 250))} is no path within the repository, such as src/module.py.`;
  return null;
}
