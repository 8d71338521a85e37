import type { Change, Files } from '../change/change.ts';
import type { ScreenFinding } from './screen-finding.ts';
import { standsBefore, type Shadow } from './stands-before.ts';
import { readSource } from '../change/text.ts';

/**
 * New modules that Python finds before the ones they are named after: its own, those of the test tools, those of the
 * code. Such a file can make every test pass without a line of a test being touched, so nobody may allow it.
 */
export function screenShadows(files: Files, change: Change): ScreenFinding[] {
  if (!change.some(({ path, kind }) => kind !== 'modified' && isModule.test(path))) return [];
  const after = new Set(files.keys());
  for (const { path, kind } of change) {
    if (kind === 'added') after.add(path);
    else if (kind === 'deleted') after.delete(path);
  }
  const places = placesOf(files);
  const installed = installedNames(files);
  const shadows = standsBefore([...after], places, installed);
  if (shadows.length === 0) return [];
  const known = new Set(standsBefore([...files.keys()], places, installed).map(keyOf));
  const added = new Set(change.filter(({ kind }) => kind === 'added').map(({ path }) => path));
  return shadows
    .filter((shadow) => !known.has(keyOf(shadow)))
    .filter(({ path, hides }) => hides === null || added.has(path) || !added.has(hides))
    .map(({ path, name, of, hides }) => ({
      gate: 'paths',
      reason: `shadows-${of}`,
      path,
      message: `Python would import "${name}" from this file instead of ${hides ?? originals[of]}, so the tests would run on the wrong code. Rename the file, or move it into a package.`,
    }));
}

const isModule = /\.(?:py|pyc|pyd|so)$/;

const originals: Readonly<Record<Shadow['of'], string>> = {
  python: "Python's own module",
  tools: 'the module of that name that pytest brings',
  installed: 'the package of that name that is installed',
  code: 'the code',
};

function keyOf({ path, of, name }: Shadow): string {
  return JSON.stringify([path, of, name]);
}

/** Folders that are looked through for imports: the root and `src`, as in our workflow, and those that pytest is told. */
function placesOf(files: Files): string[] {
  const told = ['pyproject.toml', 'pytest.ini', '.pytest.ini', 'tox.ini', 'setup.cfg'].flatMap((path) => {
    const file = files.get(path);
    const text = file === undefined ? null : readSource(file);
    return [...(text ?? '').matchAll(/^[ \t]*pythonpath[ \t]*=[ \t]*(\[[^\]]*\]|.*)$/gm)].flatMap(
      ([, said = '']) => said.match(/[\w./-]+/g) ?? [],
    );
  });
  const laidOut = ['pyproject.toml', 'setup.cfg', 'setup.py'].flatMap((path) => {
    const file = files.get(path);
    const text = file === undefined ? null : readSource(file);
    return [
      ...(text ?? '').matchAll(/\b(?:where|package[-_]dir|from)\b[^\n]*?["'=[\s]([\w-]+)["'\]}\s]*$/gm),
    ].flatMap(([, folder = '']) =>
      [...files.keys()].some((one) => one.startsWith(`${folder}/`)) ? [folder] : [],
    );
  });
  const all = ['', 'src', 'lib', ...laidOut, ...told.map((place) => place.replace(/^\.\/?|\/+$/g, ''))];
  return [...new Set(all)];
}

/** Packages of others that the base imports: top-level names that no module of the repository has. */
function installedNames(files: Files): ReadonlySet<string> {
  const own = new Set([...files.keys()].flatMap((path) => path.replace(/\.\w+$/, '').split('/')));
  const names = new Set<string>();
  for (const [path, file] of files) {
    const source = path.endsWith('.py') ? readSource(file) : null;
    for (const [, name = ''] of (source ?? '').matchAll(/^[ \t]*(?:import|from)[ \t]+([A-Za-z_]\w*)/gm))
      if (!own.has(name)) names.add(name);
  }
  return names;
}
