import { stdlib } from '../../python/stdlib.ts';
import { isTestPath } from '../change/test-files.ts';

/** A module at `path` that is found before another of its `name`; `hides`: the file of the code that it stands before. */
export type Shadow = {
  readonly path: string;
  readonly name: string;
  readonly of: 'python' | 'tools' | 'installed' | 'code';
  readonly hides: string | null;
};

/** Nothing in a run of tests imports these, or no Python has had them since 3.10: they may be names of anything. */
const harmless: ReadonlySet<string> = new Set(
  '__main__ chunk dummy_threading formatter macpath parser symbol test this turtle'.split(' '),
);
/** pytest, what it stands on, and the plug-ins that it loads unasked. */
const tools =
  /^(?:pytest|_pytest|py|pluggy|iniconfig|packaging|exceptiongroup|tomli|pygments|colorama|attrs?|xdist|execnet|coverage|hypothesis|_hypothesis_\w+|anyio|typing_extensions|importlib_metadata|zipp|setuptools|pkg_resources|_distutils_hack|pip|pytest_\w+)$/;
/** Names that stand in many places, and are not imported by anyone. */
const everywhere: ReadonlySet<string> = new Set(['conftest', 'setup', '__main__']);
const scripts = /(?:^|\/)(?:scripts?|bin|tools)$/;
const file = /^([^.]+)\.(?:py|pyc|(?:.+\.)?(?:so|pyd))$/;

/** `name` is dotted: below folders without `__init__`, which Python looks into last of all. */
type Module = { readonly path: string; readonly name: string; readonly place: string };

/**
 * Modules among these files that stand where Python looks first, under a name that is taken. A folder without
 * `__init__` hides nothing: Python goes on looking for a module or a package. What stands within a package is imported
 * by the package's name, and may be called what it likes. `places`: folders that imports are looked up in, first first.
 * `installed`: top-level names of packages that the code imports from elsewhere.
 */
export function standsBefore(
  paths: readonly string[],
  places: readonly string[],
  installed: ReadonlySet<string>,
): Shadow[] {
  const modules = paths.filter((path) => file.test(lastOf(path)));
  const packages = new Set(modules.filter((path) => stemOf(path) === '__init__').map(folderOf));
  const first = modules.filter((path) => isTestPath(path) || stemOf(path) === 'conftest');
  const folders = new Set(first.map((path) => insertedFor(folderOf(path), packages)));
  const order = [...[...folders].filter((folder) => !places.includes(folder)), ...places];
  const alone = modules.map(folderOf).filter((folder) => scripts.test(folder) && !packages.has(folder));
  const looked = new Set([...order, ...alone]);
  const found = modules.flatMap((path) =>
    foldersAbove(path)
      .filter((folder) => looked.has(folder))
      .flatMap((place) => moduleAt(path, place, packages)),
  );
  const taken = found.flatMap(({ path, name }): Shadow[] => {
    if (stdlib.has(name) && !harmless.has(name)) return [{ path, name, of: 'python', hides: null }];
    if (tools.test(name)) return [{ path, name, of: 'tools', hides: null }];
    return installed.has(name) ? [{ path, name, of: 'installed', hides: null }] : [];
  });
  return [...taken, ...beforeCode(found, order, places)];
}

/** pytest puts the first folder above a test file that is no package before all others. */
function insertedFor(folder: string, packages: ReadonlySet<string>): string {
  return folder !== '' && packages.has(folder) ? insertedFor(folderOf(folder), packages) : folder;
}

/** Nothing for what stands below a package: its name begins with the package's. */
function moduleAt(path: string, place: string, packages: ReadonlySet<string>): Module[] {
  const start = place === '' ? 0 : place.length + 1;
  for (let at = path.indexOf('/', start); at >= 0; at = path.indexOf('/', at + 1)) {
    const folder = path.slice(0, at);
    if (!packages.has(folder)) continue;
    const isItself = folderOf(path) === folder && stemOf(path) === '__init__';
    return isItself ? [{ path, name: dotted(folder.slice(start)), place }] : [];
  }
  const folder = folderOf(path).slice(start);
  const name = dotted(folder === '' ? stemOf(path) : `${folder}/${stemOf(path)}`);
  return name === '__init__' ? [] : [{ path, name, place }];
}

/** Modules that stand before one of the code: in an earlier place, or as a package beside a module. */
function beforeCode(found: readonly Module[], order: readonly string[], places: readonly string[]): Shadow[] {
  const rank = (place: string): number => Math.max(0, places.indexOf(place) + 1);
  const code = new Map<string, Module[]>();
  for (const one of found) {
    if (!places.includes(one.place)) continue;
    // A package hides also what stands in a folder of its name that is none.
    for (const name of [...foldersAbove(one.name, '.').slice(1), one.name]) {
      const same = code.get(name);
      if (same === undefined) code.set(name, [one]);
      else same.push(one);
    }
  }
  return found.flatMap(({ path, name, place }): Shadow[] => {
    if (!order.includes(place) || everywhere.has(name) || isTestPath(path)) return [];
    const isPackage = stemOf(path) === '__init__';
    const hidden = code.get(name)?.find((other) => {
      if (other.path === path || isTestPath(other.path)) return false;
      return place === other.place
        ? isPackage && other.name === name && stemOf(other.path) !== '__init__'
        : rank(place) < rank(other.place);
    });
    return hidden === undefined ? [] : [{ path, name, of: 'code', hides: hidden.path }];
  });
}

/** The root, and every folder on the way to a file. */
function foldersAbove(path: string, separator = '/'): string[] {
  const folders = [''];
  for (let at = path.indexOf(separator); at >= 0; at = path.indexOf(separator, at + 1))
    folders.push(path.slice(0, at));
  return folders;
}

function dotted(path: string): string {
  return path.replaceAll('/', '.');
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function stemOf(path: string): string {
  return file.exec(lastOf(path))?.[1] ?? '';
}
