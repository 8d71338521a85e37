/** The one answer to "is this a test?": pytest's rules, as the configuration nearest to a file sets them. */
import { fnmatch } from './fnmatch.ts';
import { configNames, defaultConfig, readPytestConfig, type PytestConfig } from './pytest-config.ts';

/** Which classes and functions of a file pytest collects by their names. */
export type TestNames = {
  readonly isClass: (name: string) => boolean;
  readonly isFunction: (name: string) => boolean;
};

export type TestRules = {
  /** Is it a file of tests by its name and place? A conftest.py is none. */
  readonly isTest: (path: string) => boolean;
  /** The same, and no folder above it is passed by. */
  readonly isCollected: (path: string) => boolean;
  readonly names: (path: string) => TestNames;
};

type Folder = { readonly path: string } & TestNames & {
    readonly isFile: (path: string) => boolean;
    readonly isIgnored: (folder: string) => boolean;
  };

export const defaultRules: TestRules = rulesOf([folderRules('', defaultConfig)]);
export const defaultNames: TestNames = defaultRules.names('');

/** `read`: the text of a file of the tree; null: there is none. Called for files that may configure pytest. */
export function readTestRules(paths: Iterable<string>, read: (path: string) => string | null): TestRules {
  const found = new Map<string, Map<string, string>>();
  for (const path of paths) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (!(configNames as readonly string[]).includes(name)) continue;
    const folder = path.slice(0, path.length - name.length);
    found.set(folder, (found.get(folder) ?? new Map<string, string>()).set(name, path));
  }
  const folders = [...found].flatMap(([folder, names]): Folder[] => {
    for (const name of configNames) {
      const path = names.get(name);
      const source = path === undefined ? null : read(path);
      const config = source === null ? null : readPytestConfig(name, source);
      if (config !== null) return [folderRules(folder, config)];
    }
    return [];
  });
  if (folders.length === 0) return defaultRules;
  return rulesOf([...folders, folderRules('', defaultConfig)]);
}

/** The deepest folder that configures pytest counts for what is below it. */
function rulesOf(folders: readonly Folder[]): TestRules {
  const deepest = folders.toSorted((one, other) => other.path.length - one.path.length);
  const near = (path: string): Folder =>
    deepest.find((folder) => path.startsWith(folder.path)) ?? (deepest.at(-1) as Folder);
  const isTest = (path: string): boolean => {
    const folder = near(path);
    return folder.isFile(path.slice(folder.path.length));
  };
  return {
    isTest,
    isCollected: (path) => {
      const { path: root, isIgnored } = near(path);
      const above = path.slice(root.length).split('/').slice(0, -1);
      return isTest(path) && !above.some((_, index) => isIgnored(above.slice(0, index + 1).join('/')));
    },
    names: near,
  };
}

function folderRules(path: string, config: PytestConfig): Folder {
  const files = config.files.map((pattern) => ({ isWide: isWide(pattern), matches: pathMatcher(pattern) }));
  const places = config.testPaths.map(placeMatcher);
  const ignored = config.ignored.map(pathMatcher);
  return {
    path,
    isFile: (file) => {
      if (!file.endsWith('.py') || file.slice(file.lastIndexOf('/') + 1) === 'conftest.py') return false;
      const matching = files.filter(({ matches }) => matches(file));
      if (matching.length === 0) return false;
      const isPlace = /(?:^|\/)tests?\//u.test(file) || places.some((within) => within(file));
      // What matches every module says nothing where no place is named; and outside of the places named, code is meant.
      return isPlace || (places.length === 0 && matching.some(({ isWide: wide }) => !wide));
    },
    isIgnored: (folder) => ignored.some((matches) => matches(folder)),
    isClass: nameMatcher(config.classes),
    isFunction: nameMatcher(config.functions),
  };
}

function isWide(pattern: string): boolean {
  return /^(?:\*|\*\.py|\*\*\/\*\.py)$/u.test(pattern);
}

/** A glob with a slash is held against the end of the path, another against its last part. */
function pathMatcher(pattern: string): (path: string) => boolean {
  const plain = pattern.replace(/^\.\//u, '').replace(/\/$/u, '');
  const matches = fnmatch(plain.includes('/') ? `*/${plain}` : plain);
  return plain.includes('/')
    ? (path) => matches(`/${path}`)
    : (path) => matches(path.slice(path.lastIndexOf('/') + 1));
}

/** A folder or a file, perhaps with `*` for parts of it. */
function placeMatcher(place: string): (path: string) => boolean {
  const plain = place.replace(/^\.\//u, '').replace(/\/+$/u, '');
  if (plain === '' || plain === '.') return () => true;
  const within = fnmatch(`${plain}/*`);
  const itself = fnmatch(plain);
  return (path) => within(path) || itself(path);
}

/** pytest takes a name that begins so, or that a glob matches. */
function nameMatcher(patterns: readonly string[]): (name: string) => boolean {
  const globs = patterns.map((pattern) => (/[*?[]/u.test(pattern) ? fnmatch(pattern) : null));
  return (name) => patterns.some((pattern, index) => globs[index]?.(name) ?? name.startsWith(pattern));
}
