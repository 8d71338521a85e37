import { mkdir } from 'node:fs/promises';
import { gitText, runGit } from './run-git.ts';

/** Makes an empty bare repository. */
export async function initBare(gitDir: string, defaultBranch: string): Promise<void> {
  await mkdir(gitDir, { recursive: true });
  await runGit(gitDir, ['init', '--quiet', '--bare', `--initial-branch=${defaultBranch}`, gitDir]);
  // Objects of dropped branches stay readable by oid, as on GitHub.
  await runGit(gitDir, ['config', 'gc.auto', '0']);
}

/**
 * Copies one branch or commit of a local repository, and what it reaches, into a ref of the bare one. The source
 * is only read (upload-pack). Protocol 2 lets a commit be asked for by its oid.
 */
export async function fetchInto(gitDir: string, sourceDir: string, source: string, ref: string): Promise<string> {
  await runGit(gitDir, [
    '-c',
    'protocol.version=2',
    'fetch',
    '--quiet',
    '--no-tags',
    '--no-write-fetch-head',
    sourceDir,
    `+${source}:${ref}`,
  ]);
  return gitText(gitDir, ['rev-parse', '--verify', ref]);
}
