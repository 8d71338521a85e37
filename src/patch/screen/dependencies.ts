import type { Change, Files } from '../change/change.ts';
import { testRulesOf } from '../change/test-rules-of.ts';
import { dependencyFinding, shown } from './dependency-finding.ts';
import type { Requirement, Use } from './manifests/manifest.ts';
import { isLock, isManifest } from './manifests/read-manifest.ts';
import { readManifests, type Manifests } from './manifests/read-manifests.ts';
import { newImports, strangeImports, type Importable } from './new-imports.ts';
import type { ScreenFinding } from './screen-finding.ts';

/** Files that say by being there how the project is installed. */
const setups: ReadonlySet<string> = new Set(['setup.py', 'setup.cfg']);

/** Packages that the repository did not use before: asked for in a manifest, or imported. */
export function screenDependencies(files: Files, change: Change): ScreenFinding[] {
  const isAsking = change.some(({ path, after }) => after !== null && !isCode(path));
  const { isTest } = testRulesOf(files);
  // A test that is written first may import the module that is to come.
  const isTestsOnly = change.every(({ path }) => isTest(path));
  const imported = isTestsOnly ? [] : change.flatMap((file) => newImports(file));
  if (!isAsking && imported.length === 0) return [];
  const before = readManifests(files, (path) => !isLock(path));
  const known = knownIn(before);
  return [
    ...(isAsking ? newlyAsked(files, change, before, known) : []),
    ...strangeImports(files, change, imported, known.importable),
  ];
}

function isCode(path: string): boolean {
  return path.endsWith('.py') && !isManifest(path);
}

/** What the manifests ask for after the change, of what they did not ask for before. */
function newlyAsked(files: Files, change: Change, before: Manifests, known: Known): ScreenFinding[] {
  const next = new Map(files);
  for (const { path, after } of change) {
    if (after === null) next.delete(path);
    else next.set(path, after);
  }
  const touched = new Set(change.map(({ path }) => path));
  const changed = [...readManifests(next, (path) => touched.has(path) || !isLock(path), before)].filter(
    ([path, read]) => before.get(path) !== read,
  );
  // Locks are long: they are read only where something is not known without them.
  let locked: Known | null = null;
  const isNew = (requirement: Requirement): boolean => {
    if (isKnown(requirement, known)) return false;
    locked ??= knownIn(readManifests(files, isLock));
    return !isKnown(requirement, locked);
  };
  return [
    ...change
      .filter(({ path, kind }) => kind === 'added' && setups.has(path))
      .map(({ path }) =>
        dependencyFinding('new-setup', path, null, `${path} is new, and says how the project is installed`),
      ),
    ...changed.flatMap(([path, { manifest }]) =>
      manifest.kind === 'unreadable'
        ? [dependencyFinding('unreadable-manifest', path, null, `${shown(path)} ${manifest.why}`)]
        : manifest.requirements.filter(isNew).map((requirement) => tellAsked(path, requirement)),
    ),
  ];
}

type Known = {
  readonly packages: ReadonlySet<string>;
  readonly importable: Importable;
  /** Places, and lines that are not plain, as they were written. */
  readonly texts: ReadonlySet<string>;
};

function knownIn(manifests: Manifests): Known {
  const all = [...manifests.values()].flatMap(({ manifest }) =>
    manifest.kind === 'manifest' ? manifest.requirements : [],
  );
  const named = all.flatMap((one) => (one.kind === 'unclear' ? [] : [one]));
  const namesOf = (uses: readonly Use[]): Set<string> =>
    new Set(named.filter(({ use }) => uses.includes(use)).map(({ name }) => name));
  return {
    packages: namesOf(['runtime', 'tests', 'other']),
    // What only a lock or the documentation names comes with nothing that runs here.
    importable: { code: namesOf(['runtime']), tests: namesOf(['runtime', 'tests']) },
    texts: new Set(all.map((one) => textOf(one))),
  };
}

function isKnown(requirement: Requirement, { packages, texts }: Known): boolean {
  return requirement.kind === 'package' ? packages.has(requirement.name) : texts.has(textOf(requirement));
}

function textOf(requirement: Requirement): string {
  switch (requirement.kind) {
    case 'package':
      return requirement.name;
    case 'source':
      return `${requirement.name}: ${requirement.source}`;
    case 'unclear':
      return requirement.text;
    default: {
      const never: never = requirement;
      return never;
    }
  }
}

function tellAsked(path: string, requirement: Requirement): ScreenFinding {
  const { line } = requirement;
  switch (requirement.kind) {
    case 'package':
      return dependencyFinding(
        'new-dependency',
        path,
        line,
        `"${shown(requirement.name)}" is a package that was not used here before`,
      );
    case 'source':
      return dependencyFinding(
        'dependency-source',
        path,
        line,
        `"${shown(requirement.name)}" comes from a place that was not used here before`,
      );
    case 'unclear':
      return dependencyFinding(
        'unclear-requirement',
        path,
        line,
        'What is asked for here is not plainly a package and its version',
      );
    default: {
      const never: never = requirement;
      return never;
    }
  }
}
