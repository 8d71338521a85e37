import type { Change, FileChange, Files, SourceFile } from '../change/change.ts';
import { testRulesOf } from '../change/test-rules-of.ts';
import { readSource } from '../change/text.ts';
import { importsIn } from '../../python/imports.ts';
import { stdlib } from '../../python/stdlib.ts';
import { dependencyFinding, shown } from './dependency-finding.ts';
import { packageName } from './manifests/manifest.ts';
import type { ScreenFinding } from './screen-finding.ts';

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

/** Packages that code may import, and those that tests may. */
export type Importable = Readonly<Record<'code' | 'tests', ReadonlySet<string>>>;

export type NewImport = { readonly path: string; readonly name: string; readonly line: number };

/** Of the imports those of packages that the repository did not use before. */
export function strangeImports(
  files: Files,
  change: Change,
  imported: readonly NewImport[],
  importable: Importable,
): ScreenFinding[] {
  const here = ownModules(files, change);
  const { isTest } = testRulesOf(files);
  return imported
    .filter(({ path, name }) => {
      const known = importable[isTest(path) ? 'tests' : 'code'];
      return (
        !here.has(name) &&
        !known.has(packageName(name)) &&
        !known.has(installedAs[name] ?? '') &&
        !isImportedAt(files, name, isTest(path) ? 'any file' : 'the code')
      );
    })
    .map(({ path, name, line }) =>
      dependencyFinding(
        'new-import',
        path,
        line,
        `"${shown(name)}" is imported, which is neither Python's own nor used here so far`,
      ),
    );
}

/** First imports of a name that the file did not import before. */
export function newImports({ path, before, after }: FileChange): NewImport[] {
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
  const { isTest } = testRulesOf(files);
  return [...files].some(
    ([path, file]) =>
      path.endsWith('.py') && (where === 'any file' || !isTest(path)) && pattern.test(readSource(file) ?? ''),
  );
}
