import { readCommit, writeCommit } from '../../git/commit-object.ts';
import { mergeTrees } from '../../git/merge-trees.ts';
import { readRef, setRef } from '../../git/ref-store.ts';
import type { Actions } from '../../actions/service.ts';
import type { Actor } from '../../state/access.ts';
import type { Pull } from '../../state/repository.ts';
import type { World } from '../../world.ts';
import { signatureOf, webFlow } from '../code/signatures.ts';

export type PullTrigger = Parameters<Actions['onPullRequest']>[2];

/**
 * docs.github.com/rest/pulls/pulls#get-a-pull-request: `mergeable` is null while a background job makes the test
 * merge. Workflows of the pull request start when it is there. A later change makes an earlier job moot.
 */
export function scheduleMergeability(
  world: World,
  pull: Pull,
  actor: Actor,
  trigger: PullTrigger | 'none',
): void {
  pull.mergeable = 'unknown';
  pull.testMergeOid = null;
  const head = pull.head.oid;
  world.later.schedule('test merge', world.settings.mergeableMs, async () => {
    const isCurrent = (): boolean => pull.state === 'open' && pull.head.oid === head;
    if (isCurrent()) await testMerge(world, pull, actor);
    if (isCurrent() && trigger !== 'none')
      world.actions?.onPullRequest(pull.repository, pull, trigger, actor);
  });
}

/** Makes `refs/pull/N/merge` from the tips of this moment; on a conflict the ref stays where it was. */
async function testMerge(world: World, pull: Pull, actor: Actor): Promise<void> {
  const { gitDir } = pull.repository;
  const head = pull.head.oid;
  const baseRef = `refs/heads/${pull.base.ref}`;
  const base = await readRef(gitDir, baseRef);
  if (base === null) return;
  const merged = await mergeTrees(gitDir, base, head);
  let oid: string | null = null;
  if (merged.kind === 'clean') {
    const message = `Merge ${head} into ${base}`;
    const author = signatureOf(world, actor.user);
    oid = await writeCommit(gitDir, {
      tree: merged.tree,
      parents: [base, head],
      message,
      author,
      committer: webFlow(world),
    });
    await readCommit(gitDir, oid);
  }
  // The head moved meanwhile: its own job computes it again.
  if (pull.state !== 'open' || pull.head.oid !== head) return;
  // The base moved: this job goes on from there, since the workflows of its head wait for it.
  if ((await readRef(gitDir, baseRef)) !== base) return testMerge(world, pull, actor);
  if (oid !== null) await setRef(gitDir, `refs/pull/${pull.number}/merge`, oid);
  // Merged or pushed to while the ref was written: what was computed is of a time before.
  if (pull.state !== 'open' || pull.head.oid !== head) return;
  pull.testMergeOid = oid;
  pull.mergeable = oid === null ? 'conflicting' : 'mergeable';
}
