import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readRef } from './ref-store.ts';
import { GitError, runGit } from './run-git.ts';

/** Makes an empty bare repository. */
export async function initBare(gitDir: string, defaultBranch: string): Promise<void> {
  await mkdir(gitDir, { recursive: true });
  await runGit(gitDir, ['init', '--quiet', '--bare', `--initial-branch=${defaultBranch}`, gitDir]);
  // Objects of dropped branches stay readable by oid, as on GitHub.
  await appendFile(join(gitDir, 'config'), '[gc]\n\tauto = 0\n');
}

/**
 * Copies one branch or commit of a local repository, and what it reaches, into a ref of the bare one. The source
 * is only read (upload-pack). Protocol 2 lets a commit be asked for by its oid. A source that belongs to another
 * user (a mounted checkout) is one that the caller has named: git is told to trust it, by a file, since settings
 * on the command line do not reach upload-pack.
 */
export async function fetchInto(
  gitDir: string,
  sourceDir: string,
  source: string,
  ref: string,
): Promise<string> {
  const config = join(gitDir, 'fetch.config');
  await writeFile(config, '[safe]\n\tdirectory = *\n[protocol]\n\tversion = 2\n');
  const args = ['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', sourceDir, `+${source}:${ref}`];
  await runGit(gitDir, args, { env: { GIT_CONFIG_GLOBAL: config } });
  const oid = await readRef(gitDir, ref);
  if (oid === null) throw new GitError(args, 1, `${ref} is not there`);
  return oid;
}
