import { stat } from 'node:fs/promises';
import { readSnapshot } from '../../context/off-loop.ts';
import type { Files } from '../../patch/change/change.ts';
import { gitIn } from './git-in.ts';

const maxBytes = 256 * 1024 * 1024;

/** The commit that a local repository stands at, as GitHub would send it: what is not committed is left out. */
export type Head =
  | { readonly kind: 'head'; readonly commit: string; readonly files: Files }
  | { readonly kind: 'refused'; readonly message: string };

/** Reads a local repository at its HEAD, whether that is a branch or not. Nothing in it is written. */
export async function readHead(dir: string): Promise<Head> {
  const isDirectory = await stat(dir).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isDirectory) return refused(`There is no directory ${dir}.`);
  const git = gitIn(dir, maxBytes);
  if ((await git('rev-parse', '--git-dir')) === null) return refused(`${dir} is not a git repository.`);
  const commit = (await git('rev-parse', '--verify', '--quiet', 'HEAD^{commit}'))?.toString('utf8').trim();
  if (commit === undefined) return refused(`${dir} has no commits yet: commit what is to be looked at.`);
  // Named by the tree, `archive` takes all of it even from a folder inside, where it would take that folder alone.
  const root = (await git('rev-parse', '--show-toplevel'))?.toString('utf8').replace(/\n$/u, '') ?? '';
  const tarball = await gitIn(root === '' ? dir : root, maxBytes)(
    'archive',
    '--format=tar.gz',
    '--prefix=repository/',
    commit,
  );
  if (tarball === null) return refused(`git cannot archive ${dir} at ${commit.slice(0, 7)}.`);
  const snapshot = await readSnapshot(tarball);
  return snapshot.kind === 'snapshot'
    ? { kind: 'head', commit, files: snapshot.files }
    : refused(snapshot.message);
}

function refused(message: string): Head {
  return { kind: 'refused', message };
}
