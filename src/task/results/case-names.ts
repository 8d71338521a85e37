/**
 * Which test of the tree a report means. pytest names a test by its file, relative to the folder that it ran in, or by
 * dots alone (`tests.test_add.TestK`); both are ends of paths of the tree. Where one folder explains most of a report,
 * it is the one that pytest ran in.
 */

/** A test as a report names it; `''` for what it does not say. */
export type Reported = { readonly file: string; readonly className: string; readonly name: string };

/** A path of the tree and what is left of the dots. `root`: the folder of the tree that the name is relative to. */
type Place = { readonly path: string; readonly classes: readonly string[]; readonly root: string };

/** The paths of a tree, ready to be found by their ends. */
export type TreePaths = {
  /** Paths whose dotted name ends in this last part. */
  readonly endingIn: (part: string) => readonly Entry[];
  /** How many files that a task touches lie below a folder, by its dotted name with a dot at its end. */
  readonly touchedBelow: (root: string) => number;
};
type Entry = { readonly path: string; readonly dotted: string };

/** What reports are read against where the tree is not known: their own words stand. */
export const noPaths: TreePaths = treePaths([]);

/** `touched`: of two folders that explain a report alike, the one with these files is meant. */
export function treePaths(paths: Iterable<string>, touched: readonly string[] = []): TreePaths {
  const ends = new Map<string, Entry[]>();
  for (const path of new Set([...paths, ...touched])) {
    const dotted = dotsOf(path);
    const last = dotted.slice(dotted.lastIndexOf('.') + 1);
    const same = ends.get(last);
    if (same === undefined) ends.set(last, [{ path, dotted }]);
    else same.push({ path, dotted });
  }
  const near = touched.map(dotsOf);
  return {
    endingIn: (part) => ends.get(part) ?? [],
    touchedBelow: (root) => near.filter((dotted) => dotted.startsWith(root)).length,
  };
}

/** A namer for the tests of one report: pytest ran in one folder, so all of its names are read from there. */
export function caseNamer(paths: TreePaths, reported: readonly Reported[]): (one: Reported) => string {
  const plain = withoutPrefix(paths, reported);
  const placesOf = placesFinder(paths);
  const votes = new Map<string, number>();
  for (const one of reported)
    for (const root of new Set(placesOf(plain(one)).map((place) => place.root)))
      votes.set(root, (votes.get(root) ?? 0) + 1);
  const ranked = [...votes]
    .map(([root, count]) => ({ root, count, touched: paths.touchedBelow(root) }))
    .toSorted(
      (one, other) =>
        other.count - one.count ||
        other.touched - one.touched ||
        one.root.length - other.root.length ||
        (one.root < other.root ? -1 : 1),
    );
  const order = new Map(ranked.map(({ root }, index) => [root, index]));
  const rank = ({ root }: Place): number => order.get(root) ?? ranked.length;
  return (one) => {
    const said = plain(one);
    const [best] = placesOf(said).toSorted((left, right) => rank(left) - rank(right));
    return best === undefined ? asWritten(one) : nodeId(best, said);
  };
}

/** One look for each file that a report names, however many tests it has. */
function placesFinder(paths: TreePaths): (one: Reported) => readonly Place[] {
  const known = new Map<string, readonly Place[]>();
  return (one) => {
    const key = JSON.stringify([one.file, one.className, one.className === '' ? one.name : '']);
    const places = known.get(key) ?? findPlaces(paths, one);
    known.set(key, places);
    return places;
  };
}

/** `--junit-prefix` puts words of its own before all names: believed where all have them and nothing else explains one. */
function withoutPrefix(paths: TreePaths, reported: readonly Reported[]): (one: Reported) => Reported {
  const placesOf = placesFinder(paths);
  let prefix = '';
  const plain = (one: Reported): Reported => ({
    ...one,
    className: one.className === prefix.slice(0, -1) ? '' : one.className.slice(prefix.length),
  });
  while (!reported.some((one) => placesOf(plain(one)).length > 0)) {
    const words = new Set(reported.map(({ className }) => className.slice(prefix.length).split('.', 1)[0]));
    const [word = ''] = words;
    const isShared = words.size === 1 && word !== '';
    if (!isShared || prefix.length > maxPrefix) return (one) => one;
    prefix += `${word}.`;
  }
  return prefix === '' ? (one) => one : plain;
}

const maxPrefix = 200;

/**
 * The dotted name comes from pytest's own node id. `file` is where the code stands, which is another file for a test
 * that is inherited, or wrapped by a decorator that hides it.
 */
function findPlaces(paths: TreePaths, { file, className, name }: Reported): readonly Place[] {
  if (className === '') {
    const files = placesOfDots(paths, name).filter(({ classes }) => classes.length === 0);
    return files.length > 0 ? files : placesOfFile(paths, file === '' ? name : file, '');
  }
  const places = placesOfDots(paths, className);
  return places.length > 0 || file === '' ? places : placesOfFile(paths, file, className);
}

function placesOfDots(paths: TreePaths, dotted: string): Place[] {
  const parts = dotted.replace(/^\.+/u, '').split('.');
  for (let length = parts.length; length > 0; length -= 1) {
    const head = parts.slice(0, length).join('.');
    const classes = parts.slice(length).filter((part) => part !== '');
    const entries = paths.endingIn(parts[length - 1] ?? '');
    const found = entries.flatMap(({ path, dotted: whole }): Place[] =>
      whole === head || whole.endsWith(`.${head}`)
        ? [{ path, classes, root: whole.slice(0, whole.length - head.length) }]
        : [],
    );
    if (found.length > 0) return found;
  }
  return [];
}

function placesOfFile(paths: TreePaths, file: string, className: string): Place[] {
  const plain = file.replaceAll('\\', '/').replace(/^(?:\.{1,2}\/)+/u, '');
  const dotted = dotsOf(plain);
  const classes = className.startsWith(`${dotted}.`) ? className.slice(dotted.length + 1).split('.') : [];
  return paths.endingIn(dotted.slice(dotted.lastIndexOf('.') + 1)).flatMap(({ path }): Place[] => {
    if (path === plain || path.endsWith(`/${plain}`)) {
      const root = path.slice(0, path.length - plain.length).replaceAll('/', '.');
      return [{ path, classes, root }];
    }
    // An absolute path of the runner.
    return plain.endsWith(`/${path}`) ? [{ path, classes, root: '' }] : [];
  });
}

function dotsOf(path: string): string {
  return path.replace(/\.py$/u, '').replaceAll('/', '.');
}

/** A file that was not collected is reported as a test without a class, named as its module. */
function nodeId({ path, classes }: Place, { className, name }: Reported): string {
  if (className !== '') return [path, ...classes, name].join('::');
  return isFileName(path, name) ? path : `${path}::${name}`;
}

function isFileName(path: string, name: string): boolean {
  const dotted = dotsOf(path);
  const said = dotsOf(name);
  return said === '' || said === dotted || dotted.endsWith(`.${said}`) || said.endsWith(`.${dotted}`);
}

/** Nothing of the tree has such a name: two runs can be compared by it all the same. */
function asWritten({ file, className, name }: Reported): string {
  if (className === '') return file === '' ? name : file;
  const module = dotsOf(file);
  if (file === '' || (className !== module && !className.startsWith(`${module}.`)))
    return `${className}::${name}`;
  return [file, ...className.slice(module.length).split('.').filter(Boolean), name].join('::');
}
