/** A directory of the user's as `context` measures it: the same files for all who are measured. */
import { chmod, mkdir, readdir, readFile, readlink, stat, symlink, writeFile } from 'node:fs/promises';
import type { Dirent } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';
import { readTarball, tarballCaps } from '../../../src/context/snapshot.ts';
import { comparePaths, type Files, type SourceFile } from '../../../src/patch/change/change.ts';

/** `tarball` is as GitHub would send it. `strange`: sockets and the like, which git does not know; they are left out. */
export type Tree = {
  readonly kind: 'tree';
  readonly files: Files;
  readonly bytes: number;
  readonly strange: number;
  readonly tarball: Uint8Array;
};
type Wrong = { readonly kind: 'wrong'; readonly message: string };

/**
 * All files of a directory but what is in `.git`. Symbolic links stay links. A file that cannot be read refuses the
 * whole: a tree with a hole is another tree for each who reads it.
 */
export async function readTree(dir: string): Promise<Tree | Wrong> {
  const isThere = await stat(dir).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isThere) return wrong(`there is no directory ${dir}`);
  const found = await readFiles(dir);
  if (found.kind === 'wrong') return found;
  if (found.files.size === 0) return wrong(`${dir} holds no file`);
  const tarball = gzipSync(await packTar(entriesOf(found.files)), { level: 6 });
  const snapshot = await readTarball(tarball);
  return snapshot.kind === 'refused' ? wrong(`${dir}: ${snapshot.message}`) : { ...found, tarball };
}

async function readFiles(dir: string): Promise<Omit<Tree, 'tarball'> | Wrong> {
  const files: [string, SourceFile][] = [];
  const folders = [''];
  let bytes = 0;
  let strange = 0;
  try {
    // It grows meanwhile.
    for (const folder of folders) {
      for (const entry of await readdir(join(dir, folder), { withFileTypes: true })) {
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (entry.name === '.git') continue;
        const file = entry.isDirectory() ? 'directory' : await readEntry(join(dir, path), entry);
        if (file === 'directory') folders.push(path);
        else if (file === 'strange') strange += 1;
        else {
          files.push([path, file]);
          bytes += file.bytes.byteLength;
        }
        if (bytes > tarballCaps.bytes)
          return wrong(
            `${dir} holds more than the ${tarballCaps.bytes / 1_048_576} MB that Cadence reads of a repository`,
          );
      }
    }
  } catch (error) {
    return wrong(`${dir} cannot be read whole: ${error instanceof Error ? error.message : String(error)}`);
  }
  files.sort(([one], [other]) => comparePaths(one, other));
  return { kind: 'tree', files: new Map(files), bytes, strange };
}

async function readEntry(at: string, entry: Dirent): Promise<SourceFile | 'strange'> {
  if (entry.isSymbolicLink()) return { mode: 'symlink', bytes: Buffer.from(await readlink(at)) };
  if (!entry.isFile()) return 'strange';
  const { mode } = await stat(at);
  return { mode: (mode & 0o100) === 0 ? 'file' : 'executable', bytes: await readFile(at) };
}

function entriesOf(files: Files) {
  return [...files].map(([path, { mode, bytes }]) => {
    const name = `tree-0000000/${path}`;
    if (mode === 'symlink') {
      const linkname = Buffer.from(bytes).toString('utf8');
      return { header: { name, size: 0, type: 'symlink' as const, linkname } };
    }
    const rights = mode === 'executable' ? 0o755 : 0o644;
    return { header: { name, size: bytes.byteLength, mode: rights }, body: bytes };
  });
}

/** Lays the same files out on disk, for who reads them there. */
export async function layTree({ files }: Tree, dir: string): Promise<void> {
  for (const [path, { mode, bytes }] of files) {
    const at = join(dir, path);
    await mkdir(dirname(at), { recursive: true });
    if (mode === 'symlink') {
      await symlink(Buffer.from(bytes).toString('utf8'), at);
      continue;
    }
    await writeFile(at, bytes);
    if (mode === 'executable') await chmod(at, 0o755);
  }
}

function wrong(message: string): Wrong {
  return { kind: 'wrong', message };
}
