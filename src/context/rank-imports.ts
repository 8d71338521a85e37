/**
 * Imports as ranking needs them: quick, and good enough to say which files have to do with each other. Two thousand
 * files are read with one pattern in the time that the parser takes for fifty. What a file really imports, python/imports
 * says; no decision rests on this.
 */
import { latin1Of, type TextFile } from './chunk.ts';
import { folderOf } from './packages-of.ts';

/** Which files of the tree each Python file imports; what is not in the tree is left out. */
export type Imports = ReadonlyMap<string, ReadonlySet<string>>;

// Bounded, since a bracket that is never closed would be looked for to the end each time.
const statement =
  /^[ \t]*(?:from[ \t]+([.\w]+)[ \t]+import[ \t]+(\([^)]{0,1000}\)|[^\n]{0,1000})|import[ \t]+([\w.,\t ]+))/muy;

export function rankImports(files: readonly TextFile[], packages: ReadonlySet<string>): Imports {
  const python = files.filter(({ path }) => path.endsWith('.py'));
  const places = new Map<string, string>();
  // The first wins where two have one name.
  for (const { path } of python.toReversed()) {
    places.set(dotted(path), path);
    places.set(dotted(path.slice(rootOf(path, packages).length).replace(/^\//u, '')), path);
  }
  const parents = new Set(
    [...places.keys()].map((name) => name.slice(0, Math.max(0, name.lastIndexOf('.')))),
  );
  return new Map(python.map((file) => [file.path, importedBy(file, places, parents)]));
}

function importedBy(
  { path, bytes }: TextFile,
  places: ReadonlyMap<string, string>,
  parents: ReadonlySet<string>,
): Set<string> {
  const folder = dotted(folderOf(path));
  const found = new Set<string>();
  const add = (module: string): void => {
    const place = places.get(module);
    if (place !== undefined && place !== path) found.add(place);
  };
  for (const [, from, imported = '', plain = ''] of statementsIn(latin1Of(bytes))) {
    const modules =
      from === undefined ? plain.split(',').map((one) => one.trim().split(/\s/u)[0] ?? '') : [from];
    for (const module of modules.map((one) => absolute(one, folder, places))) {
      add(module);
      if (!parents.has(module)) continue;
      for (const [name] of imported.matchAll(/\w+/gu)) add(module === '' ? name : `${module}.${name}`);
    }
  }
  return found;
}

/** What the pattern finds where a line with the word begins. */
function* statementsIn(text: string): Generator<RegExpExecArray> {
  for (let at = text.indexOf('import'); at !== -1;) {
    statement.lastIndex = text.lastIndexOf('\n', at) + 1;
    const found = statement.exec(text);
    if (found !== null) yield found;
    const end = text.indexOf('\n', at);
    at = end === -1 ? -1 : text.indexOf('import', end);
  }
}

/** The dotted name of a module from the tree's root; Python 2 looks beside the file first. */
function absolute(module: string, folder: string, places: ReadonlyMap<string, string>): string {
  const dots = /^\.*/u.exec(module)?.[0].length ?? 0;
  const rest = module.slice(dots);
  if (dots === 0) {
    const beside = `${folder}.${/^\w*/u.exec(rest)?.[0] ?? ''}`;
    return folder !== '' && places.has(beside) ? `${folder}.${rest}` : rest;
  }
  const above = folder.split('.').slice(0, dots === 1 ? undefined : 1 - dots);
  return [...above, rest].filter(Boolean).join('.');
}

/** The folder that the outermost package of a file stands in. */
function rootOf(path: string, packages: ReadonlySet<string>): string {
  let folder = folderOf(path);
  while (folder !== '' && packages.has(folder)) folder = folderOf(folder);
  return folder;
}

function dotted(path: string): string {
  return path.replace(/(?:\/__init__)?\.py$/u, '').replaceAll('/', '.');
}
