/** Folders that are Python packages, by the paths of a tree. */
export function packagesOf(paths: Iterable<string>): Set<string> {
  return new Set([...paths].filter((path) => path.endsWith('/__init__.py')).map(folderOf));
}

/** '' is the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
