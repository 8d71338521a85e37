import { createFindLine } from './find-line.ts';
import { manifestOf, packageName, type Manifest, type Requirement } from './manifest.ts';
import { isTable, listOf, tableOf, textsIn, type Table } from './values.ts';

/** Where the usual index keeps what it hands out. */
const usual = /^https:\/\/(?:pypi\.org|files\.pythonhosted\.org|conda\.anaconda\.org\/conda-forge)\//;
/** Entries of the project itself, and of its own parts. */
const own = new Set(['editable', 'virtual', 'directory']);

/**
 * The packages of a lock: uv.lock, poetry.lock, pdm.lock (`package`), pylock.toml (`packages`), conda-lock.yml
 * (`package`). What a lock names is installed, and no reason to import it: it may only be what another package needs.
 */
export function readLock(document: Table, source: string): Manifest {
  const findLine = createFindLine(source);
  const entries = [...listOf(document['package']), ...listOf(document['packages'])];
  return manifestOf(
    entries.flatMap((entry): Requirement[] => {
      if (!isTable(entry)) return [{ kind: 'unclear', line: 1, text: JSON.stringify(entry) }];
      const name = entry['name'];
      if (typeof name !== 'string') return [{ kind: 'unclear', line: 1, text: JSON.stringify(entry) }];
      if (Object.keys(tableOf(entry['source'])).some((key) => own.has(key))) return [];
      return locked(name, entry, findLine(`name = "${name}"`, name));
    }),
  );
}

/** Pipfile.lock: groups of packages by name, and `_meta`. */
export function readPipfileLock(document: Table, source: string): Manifest {
  const findLine = createFindLine(source);
  return manifestOf(
    Object.entries(document).flatMap(([group, packages]) =>
      group === '_meta'
        ? sourcesOf(tableOf(packages)['sources'], 'another package index', findLine)
        : Object.entries(tableOf(packages)).flatMap(([name, entry]) =>
            locked(name, tableOf(entry), findLine(`"${name}"`)),
          ),
    ),
  );
}

function locked(name: string, entry: Table, line: number): Requirement[] {
  const known = packageName(name);
  return [{ kind: 'package', name: known, line, use: 'other' }, ...sourcesOf(entry, known, () => line)];
}

/** Addresses that are none of the usual index, by their host: versions differ, and are nothing new. */
function sourcesOf(value: unknown, name: string, lineOf: (text: string) => number): Requirement[] {
  const addresses = textsIn(value).filter(
    ({ key, text }) => /^(?:git|url|path|file|registry|hg|svn)$/.test(key) && !usual.test(`${text}/`),
  );
  const sources = new Map(addresses.map(({ text }) => [hostOf(text), text]));
  return [...sources].map(([source, text]) => ({
    kind: 'source',
    name,
    line: lineOf(text),
    use: 'other',
    source,
  }));
}

function hostOf(address: string): string {
  return /^[\w+.-]+:\/\/[^/?#]*/.exec(address)?.[0] ?? address;
}
