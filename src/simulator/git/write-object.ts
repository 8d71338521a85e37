import { createHash, randomUUID } from 'node:crypto';
import { access, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import type { ObjectType } from './object-reader.ts';

const compress = promisify(deflate);

/**
 * Writes a loose object, as git's own format has it (git-scm.com/docs/gitformat-loose): a header and the content,
 * named by their SHA-1 and compressed. It comes into place by a rename, so nobody reads half of one.
 */
export async function writeObject(gitDir: string, type: ObjectType, content: Uint8Array): Promise<string> {
  const bytes = Buffer.concat([Buffer.from(`${type} ${content.length}\0`), content]);
  const oid = createHash('sha1').update(bytes).digest('hex');
  const folder = join(gitDir, 'objects', oid.slice(0, 2));
  const path = join(folder, oid.slice(2));
  if (await exists(path)) return oid;
  await mkdir(folder, { recursive: true });
  const draft = join(gitDir, 'objects', `tmp_obj_${randomUUID()}`);
  await writeFile(draft, await compress(bytes), { mode: 0o444 });
  await rename(draft, path);
  return oid;
}

export function writeBlob(gitDir: string, content: Uint8Array): Promise<string> {
  return writeObject(gitDir, 'blob', content);
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
