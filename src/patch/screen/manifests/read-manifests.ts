import type { Files, SourceFile } from '../../change/change.ts';
import { readSource } from '../../change/text.ts';
import type { Manifest } from './manifest.ts';
import { isManifest, readManifest } from './read-manifest.ts';

type Read = { readonly file: SourceFile; readonly manifest: Manifest };

/** Path → what the manifest there asks for. */
export type Manifests = ReadonlyMap<string, Read>;

/**
 * The manifests of a tree that are wanted, and the files that they read in, whatever their names are. What is the same
 * file in `before` is taken from there.
 */
export function readManifests(
  files: Files,
  isWanted: (path: string) => boolean,
  before: Manifests = new Map(),
): Manifests {
  const found = new Map<string, Read>();
  const waiting = [...files.keys()].filter((path) => isManifest(path) && isWanted(path));
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const file = files.get(path);
    if (file === undefined || found.has(path)) continue;
    const known = before.get(path);
    const read = known?.file === file ? known : { file, manifest: readFile(path, file) };
    found.set(path, read);
    for (const include of read.manifest.kind === 'manifest' ? read.manifest.includes : [])
      waiting.push(besides(path, include));
  }
  return found;
}

function readFile(path: string, file: SourceFile): Manifest {
  const source = readSource(file);
  return source === null ? { kind: 'unreadable', why: 'is not a text in UTF-8' } : readManifest(path, source);
}

function besides(path: string, include: string): string {
  const parts = path.split('/').slice(0, -1);
  for (const part of include.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
