import type { Change, FileChange, Files, SourceFile } from '../change/change.ts';
import { packageName, readManifest, type Requirement } from './manifests.ts';
import { importsIn } from '../../python/imports.ts';
import { stdlib } from '../../python/stdlib.ts';
import type { ScreenFinding } from './screen-finding.ts';
import { isTestPath } from '../change/test-files.ts';
import { readSource } from '../change/text.ts';

/** What is imported under another name than it is installed by. */
const installedAs: Readonly<Record<string, string>> = {
  yaml: 'pyyaml',
  PIL: 'pillow',
  cv2: 'opencv-python',
  sklearn: 'scikit-learn',
  skimage: 'scikit-image',
  bs4: 'beautifulsoup4',
  dateutil: 'python-dateutil',
  dotenv: 'python-dotenv',
  attr: 'attrs',
  jwt: 'pyjwt',
  git: 'gitpython',
  serial: 'pyserial',
  OpenSSL: 'pyopenssl',
  Crypto: 'pycryptodome',
  MySQLdb: 'mysqlclient',
  psycopg2: 'psycopg2-binary',
  pkg_resources: 'setuptools',
};
/** What every run of the tests has. */
const always: ReadonlySet<string> = new Set(['pytest', '_pytest', 'setuptools']);

/** Packages that the repository did not use before: asked for in a manifest, or imported. */
export function screenDependencies(files: Files, change: Change): ScreenFinding[] {
  const asked = change.flatMap(({ path, after }) =>
    manifestOf(path, after).map((requirement) => ({ path, requirement })),
  );
  // A test that is written first may import the module that is to come.
  const isTestsOnly = change.every(({ path }) => isTestPath(path));
  const imported = isTestsOnly ? [] : change.flatMap((file) => newImports(file));
  if (asked.length === 0 && imported.length === 0) return [];
  const base = [...files].flatMap(([path, file]) => manifestOf(path, file));
  const known = new Set(base.map(({ name }) => name));
  const sources = new Set(base.map(({ source }) => source));
  const here = ownModules(files, change);
  const strange = imported.filter(
    ({ path, name }) =>
      !here.has(name) &&
      !known.has(packageName(name)) &&
      !known.has(installedAs[name] ?? '') &&
      !isImportedAt(files, name, isTestPath(path) ? 'any file' : 'the code'),
  );
  return [
    ...asked
      .filter(({ requirement: { name, source } }) =>
        source === null ? !known.has(name) : !sources.has(source),
      )
      .map(({ path, requirement }) => tellAsked(path, requirement)),
    ...strange.map(({ path, name, line }) =>
      tell(
        'new-import',
        path,
        line,
        `"${shown(name)}" is imported, which is neither Python's own nor used here so far`,
      ),
    ),
  ];
}

function tellAsked(path: string, { name, line, source }: Requirement): ScreenFinding {
  return source === null
    ? tell('new-dependency', path, line, `"${shown(name)}" is a package that was not used here before`)
    : tell(
        'dependency-source',
        path,
        line,
        `"${shown(name)}" comes from a place that was not used here before`,
      );
}

function tell(reason: string, path: string, line: number, what: string): ScreenFinding {
  const message = `${what}; a person must say that it may be used.`;
  return { gate: 'dependencies', reason, path, line, message };
}

function manifestOf(path: string, file: SourceFile | null): Requirement[] {
  const text = file === null || !mayBeManifest.test(path) ? null : readSource(file);
  return text === null ? [] : (readManifest(path, text) ?? []);
}

const mayBeManifest = /\.(?:txt|in|toml|lock|cfg|ya?ml|py)$|Pipfile$/;

/** First imports of a name that the file did not import before. */
function newImports({ path, before, after }: FileChange): { path: string; name: string; line: number }[] {
  if (!path.endsWith('.py') || after === null) return [];
  const seen = new Set(packagesIn(before).map(({ name }) => name));
  return packagesIn(after).flatMap(({ name, line }) => {
    if (seen.has(name) || stdlib.has(name) || always.has(name)) return [];
    seen.add(name);
    return [{ path, name, line }];
  });
}

function packagesIn(file: SourceFile | null): ReturnType<typeof importsIn> {
  const source = file === null ? null : readSource(file);
  return source === null ? [] : importsIn(source);
}

/** Modules and packages of the repository itself, wherever they stand. */
function ownModules(files: Files, change: Change): ReadonlySet<string> {
  const paths = [...files.keys(), ...change.map(({ path }) => path)].filter((path) =>
    /\.(?:pyi?|pyx|so)$/.test(path),
  );
  return new Set(paths.flatMap((path) => path.replace(/\.\w+$/, '').split('/')));
}

/** Is a package imported by a file of the base? What only tests use, code does not use yet. Only asked for names that are strange otherwise. */
function isImportedAt(files: Files, name: string, where: 'any file' | 'the code'): boolean {
  const pattern = new RegExp(
    `^[ \\t]*(?:import[ \\t]+(?:[\\w.]+[ \\t]*,[ \\t]*)*|from[ \\t]+)${name}\\b`,
    'm',
  );
  return [...files].some(
    ([path, file]) =>
      path.endsWith('.py') &&
      (where === 'any file' || !isTestPath(path)) &&
      pattern.test(readSource(file) ?? ''),
  );
}

function shown(name: string): string {
  return name.replace(/[^\w .-]/g, '').slice(0, 80);
}
