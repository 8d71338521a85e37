import { listCommits } from '../git/commit-object.ts';
import type { Comparison, FileDiff } from '../git/compare-commits.ts';
import { compare, diffFiles } from '../git/compare-commits.ts';
import type { Repository } from '../state/repository.ts';

/** Commits of `head` that `base` lacks (all of them without one), oldest first. */
export function commitsBetween(repository: Repository, base: string | null, head: string): Promise<string[]> {
  return listCommits(repository.gitDir, base === null ? [] : [base], head);
}

export function comparison(repository: Repository, base: string, head: string): Promise<Comparison> {
  return compare(repository.gitDir, base, head);
}

/** Files that `head` changed since it left `base`. */
export async function filesChanged(repository: Repository, base: string, head: string): Promise<FileDiff[]> {
  const { mergeBase } = await comparison(repository, base, head);
  return diffFiles(repository.gitDir, mergeBase ?? base, head);
}
