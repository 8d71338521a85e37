import { listCommits } from '../git/commit-object.ts';
import { compare, diffFiles } from '../git/compare-commits.ts';
import type { Comparison, FileDiff } from '../git/compare-commits.ts';
import { objectType, readBlob } from '../git/objects.ts';
import type { ObjectType } from '../git/objects.ts';
import type { Repository } from '../state/repository.ts';
import { remember } from './remember.ts';

// Everything here is decided by oids, so it is read once.

export function typeOf(repository: Repository, oid: string): Promise<ObjectType | undefined> {
  return remember(repository, `type ${oid}`, () => objectType(repository.gitDir, oid));
}

export function bytesOf(repository: Repository, oid: string): Promise<Buffer> {
  return remember(repository, `blob ${oid}`, () => readBlob(repository.gitDir, oid));
}

/** Commits of `head` that `base` lacks (all of them without one), oldest first. */
export function commitsBetween(repository: Repository, base: string | null, head: string): Promise<string[]> {
  const bases = base === null ? [] : [base];
  return remember(repository, `commits ${base ?? ''}..${head}`, () =>
    listCommits(repository.gitDir, bases, head),
  );
}

export function comparison(repository: Repository, base: string, head: string): Promise<Comparison> {
  return remember(repository, `compare ${base}...${head}`, () => compare(repository.gitDir, base, head));
}

/** Files that `head` changed since it left `base`. */
export function filesChanged(repository: Repository, base: string, head: string): Promise<FileDiff[]> {
  return remember(repository, `files ${base}...${head}`, async () => {
    const { mergeBase } = await comparison(repository, base, head);
    return diffFiles(repository.gitDir, mergeBase ?? base, head);
  });
}
