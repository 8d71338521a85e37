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
  const shadows = standsBefore([...after], places);
  if (shadows.length === 0) return [];
  const known = new Set(standsBefore([...files.keys()], places).map(keyOf));
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
  return [...new Set(['', 'src', ...told.map((place) => place.replace(/^\.\/?|\/+$/g, ''))])];
}
