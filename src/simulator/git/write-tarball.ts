import { runGit } from './run-git.ts';

/** A gzipped tar of a commit, everything under `prefix` (with its slash), as GitHub's tarball endpoint gives. */
export async function writeTarball(gitDir: string, oid: string, prefix: string): Promise<Buffer> {
  return (await runGit(gitDir, ['archive', '--format=tar.gz', `--prefix=${prefix}`, oid])).stdout;
}
