import type { Actor } from '../state/access.ts';
import type { Pull, Repository } from '../state/repository.ts';

/** What the simulated Actions service offers to the rest of the world. */
export type Actions = {
  /** `ref` is full (`refs/heads/x`); called after a branch came about or moved, not for deletions. */
  onPush(repository: Repository, push: { ref: string; before: string; after: string }, actor: Actor): void;
  /** Called once the test merge is computed; a conflicted pull request has `testMergeOid` null. */
  onPullRequest(
    repository: Repository,
    pull: Pull,
    action: 'opened' | 'synchronize' | 'reopened',
    actor: Actor,
  ): void;
  /** Throws `GitHubError` where GitHub refuses. */
  rerun(repository: Repository, runId: number, which: 'all' | 'failed', actor: Actor): void;
  cancel(repository: Repository, runId: number): void;
  idle(): Promise<void>;
  stop(): Promise<void>;
};
