/** What nobody uses: files that no program or test reaches, exports that nobody takes, packages that nobody loads. */
import type { Module } from './read-module.ts';

export type Modules = ReadonlyMap<string, Module>;

/** The files that are loaded or started from these, and from those in turn. */
function reachedFrom(modules: Modules, starts: readonly string[]): Set<string> {
  const reached = new Set(starts);
  // A set is walked in the order of what is added, also while it grows.
  for (const path of reached)
    for (const { to, kind } of modules.get(path)?.uses ?? [])
      if (kind !== 'library' && modules.has(to)) reached.add(to);
  return reached;
}

export function findUnreached(modules: Modules, starts: readonly string[]): string[] {
  const reached = reachedFrom(modules, starts);
  return [...modules.keys()].filter((path) => !reached.has(path));
}

/** `file: name` for each export that no other file takes by its name and its own file does not use either. */
export function findUnusedExports(modules: Modules): string[] {
  const taken = new Set<string>();
  for (const [from, { uses }] of modules)
    for (const { to, names } of uses.filter((use) => use.to !== from))
      for (const name of names === 'all' ? ['*'] : names) taken.add(`${to}: ${name}`);
  return [...modules].flatMap(([path, { exported }]) => {
    if (taken.has(`${path}: *`)) return [];
    return exported
      .filter(({ usedHere }) => !usedHere)
      .map(({ name }) => `${path}: ${name}`)
      .filter((name) => !taken.has(name));
  });
}

/** `from starts to` for each path beside a file that names nothing. */
export function findMissing(modules: Modules, exists: (path: string) => boolean): string[] {
  return [...modules].flatMap(([from, { uses }]) =>
    uses.filter(({ to, kind }) => kind === 'own' && !exists(to)).map(({ to }) => `${from} names ${to}`),
  );
}

/** `@scope/name/sub` → `@scope/name`. */
function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** The packages that files load, types too. */
export function packagesOf(modules: Modules, isAmong: (path: string) => boolean): Set<string> {
  const libraries = [...modules]
    .filter(([path]) => isAmong(path))
    .flatMap(([, { uses }]) => uses.filter(({ kind, to }) => kind === 'library' && !to.startsWith('node:')));
  return new Set(libraries.map(({ to }) => packageOf(to)));
}

export type Needs = {
  /** What the source loads. */
  readonly source: ReadonlySet<string>;
  /** What tests and settings load. */
  readonly tests: ReadonlySet<string>;
  /** The programs that a package brings and that are started by name. */
  readonly isStarted: (name: string) => boolean;
};

export type Manifest = {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
};

/** A sentence for each package that stands in the manifest for nothing, in the wrong section, or not at all. */
export function findPackageFaults(manifest: Manifest, { source, tests, isStarted }: Needs): string[] {
  const runtime = Object.keys(manifest.dependencies);
  const development = Object.keys(manifest.devDependencies);
  const isTyping = (name: string) => {
    const typed = name.replace('@types/', '');
    return name !== typed && (typed === 'node' || source.has(typed) || tests.has(typed));
  };
  return [
    ...runtime.filter((name) => !source.has(name)).map((name) => `${name}: no source loads it`),
    ...development
      .filter((name) => !tests.has(name) && !isTyping(name) && !isStarted(name))
      .map((name) => `${name}: no test loads it and nothing starts it`),
    ...[...source].filter((name) => !runtime.includes(name)).map((name) => `${name}: loaded, no dependency`),
    ...[...tests]
      .filter((name) => !runtime.includes(name) && !development.includes(name))
      .map((name) => `${name}: tests load it, no dependency`),
  ];
}
