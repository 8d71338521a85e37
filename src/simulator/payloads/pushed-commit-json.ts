import type { Commit } from '../git/commit-object.ts';
import { knownCommit } from '../git/commit-object.ts';
import type { FileDiff } from '../git/compare-commits.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';
import { isoTime, repositoryHtmlUrl } from './urls.ts';

/** The `head_commit` of suites and workflow runs; null for a commit that the world has not read yet. */
export function headCommitJson(repository: Repository, oid: string): Record<string, unknown> | null {
  const commit = knownCommit(repository.gitDir, oid);
  if (!commit) return null;
  return {
    id: oid,
    tree_id: commit.tree,
    message: commit.message,
    timestamp: isoTime(commit.committer.at),
    author: { name: commit.author.name, email: commit.author.email },
    committer: { name: commit.committer.name, email: commit.committer.email },
  };
}

/** A commit of a push event. */
export function pushedCommitJson(
  world: World,
  repository: Repository,
  commit: Commit,
  files: readonly FileDiff[],
): Record<string, unknown> {
  const paths = (...statuses: FileDiff['status'][]): string[] =>
    files.filter(({ status }) => statuses.includes(status)).map(({ path }) => path);
  const renamed = files.filter(({ status }) => status === 'renamed');
  return {
    id: commit.oid,
    tree_id: commit.tree,
    distinct: true,
    message: commit.message,
    timestamp: isoTime(commit.committer.at),
    url: `${repositoryHtmlUrl(world, repository)}/commit/${commit.oid}`,
    author: { name: commit.author.name, email: commit.author.email },
    committer: { name: commit.committer.name, email: commit.committer.email },
    added: [...paths('added'), ...renamed.map(({ path }) => path)],
    removed: [...paths('removed'), ...renamed.flatMap(({ previousPath }) => previousPath ?? [])],
    modified: paths('modified', 'changed'),
  };
}
