import { lstat, readdir } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import picomatch from 'picomatch';

/** Files of an artefact: name in the zip → path on disk. */
export type ArtifactFiles = ReadonlyMap<string, string>;

/**
 * Lines of `path:`, with `!` to leave out again. Names begin after the directory that all patterns share: a single
 * named file lies at the root. Links are left out: they could lead anywhere.
 * https://github.com/actions/upload-artifact#inputs
 */
export async function findArtifactFiles(
  patterns: readonly string[],
  from: string,
  hidden: 'included' | 'left out',
): Promise<ArtifactFiles> {
  const wanted = patterns
    .filter((pattern) => !pattern.startsWith('!'))
    .map((pattern) => resolve(from, pattern));
  const matchesUnwanted = matcher(
    patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => resolve(from, pattern.slice(1))),
  );
  const matchesWanted = matcher(wanted);
  const starts = [...new Set(wanted.map((pattern) => picomatch.scan(pattern).base || sep))];
  const found = new Set<string>();
  for (const start of starts)
    for (const file of await filesUnder(start, hidden))
      if (matchesWanted(file) && !matchesUnwanted(file)) found.add(file);
  const [first, ...others] = starts;
  if (first === undefined) return new Map();
  const isOneFile = others.length === 0 && found.has(first);
  const root = isOneFile ? dirname(first) : others.reduce(sharedDirectory, first);
  return new Map([...found].toSorted().map((file) => [relative(root, file).split(sep).join('/'), file]));
}

/** A pattern that names a directory takes all below it. */
function matcher(patterns: readonly string[]): (path: string) => boolean {
  const all = patterns.flatMap((pattern) => [pattern, `${pattern}/**`]);
  return all.length === 0 ? () => false : picomatch(all, { dot: true });
}

async function filesUnder(path: string, hidden: 'included' | 'left out'): Promise<string[]> {
  const stats = await lstat(path).catch(() => undefined);
  if (!stats) return [];
  if (stats.isFile()) return [path];
  if (!stats.isDirectory()) return [];
  const entries = await readdir(path, { withFileTypes: true });
  const shown = entries.filter((entry) => hidden === 'included' || !basename(entry.name).startsWith('.'));
  const lists = await Promise.all(shown.map((entry) => filesUnder(join(path, entry.name), hidden)));
  return lists.flat();
}

function sharedDirectory(left: string, right: string): string {
  const a = left.split(sep);
  const b = right.split(sep);
  const end = a.findIndex((part, index) => part !== b[index]);
  return a.slice(0, end < 0 ? a.length : end).join(sep) || sep;
}
