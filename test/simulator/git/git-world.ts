import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { initBare } from '../../../src/simulator/git/bare.ts';
import { writeCommit } from '../../../src/simulator/git/commit-object.ts';
import { closeStore } from '../../../src/simulator/git/repository-store.ts';
import { writeBlob } from '../../../src/simulator/git/write-object.ts';
import { writeTree } from '../../../src/simulator/git/write-tree.ts';

/** An empty bare repository, gone with the test. */
export async function bareRepository(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'cadence-git-'));
  const gitDir = join(dir, 'repository.git');
  await initBare(gitDir, 'main');
  onTestFinished(async () => {
    await closeStore(gitDir);
    await rm(dir, { recursive: true, force: true });
  });
  return gitDir;
}

/** Another git process at the same repository, as a person's or Actions' would be. */
export function otherGit(gitDir: string, args: readonly string[], input = ''): string {
  return execFileSync('git', ['--git-dir', gitDir, ...args], {
    input,
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'ignore'],
  }).trimEnd();
}

export async function commitOf(
  gitDir: string,
  parents: readonly string[],
  files: Readonly<Record<string, string>>,
): Promise<string> {
  const changes = await Promise.all(
    Object.entries(files).map(async ([path, text]) => ({
      path,
      mode: null,
      oid: await writeBlob(gitDir, Buffer.from(text)),
    })),
  );
  const [base = null] = parents;
  const tree = await writeTree(gitDir, base, changes);
  const by = { name: 'Octo', email: 'octo@example.com', at: new Date('2026-01-02T03:04:05Z') };
  const message = Object.keys(files).join(' ');
  return writeCommit(gitDir, { tree, parents, message, author: by, committer: by });
}
