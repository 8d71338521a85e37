/** What the client may remember between two looks: guesses that save a request and are checked when they are used. */
import type { RepoName } from '../../task/names.ts';
import type { PolicyPaths } from './situation-query.ts';

export type Memory = {
  /** Our own login; null until GitHub has told it. */
  viewer: string | null;
  readonly repositoryIds: Map<RepoName, string>;
  readonly paths: Map<RepoName, PolicyPaths>;
  /** Since when (epoch ms) issues (`<owner>/<repo>#<n>`) are not found: the first of the looks that followed each other. */
  readonly missing: Map<string, number>;
};

export function createMemory(): Memory {
  return { viewer: null, repositoryIds: new Map(), paths: new Map(), missing: new Map() };
}
