import { writeCommit } from '../../git/commit-object.ts';
import { compare } from '../../git/compare-commits.ts';
import { mergeTrees } from '../../git/merge-trees.ts';
import { readRef } from '../../git/ref-store.ts';
import { GitHubError } from '../../github-error.ts';
import type { Actor } from '../../state/access.ts';
import type { Pull, Repository } from '../../state/repository.ts';
import type { World } from '../../world.ts';
import { requireAccess, requireNeed } from '../access/permit.ts';
import { changeRefs } from '../code/change-refs.ts';
import { signatureOf, webFlow } from '../code/signatures.ts';
import { guardChange } from '../code/workflow-guard.ts';

/**
 * docs.github.com/rest/pulls/pulls#update-a-pull-request-branch: answers 202 at once and merges the base into the
 * head in the background; a head that moves meanwhile stays as it is, and nobody is told.
 */
export async function updatePullBranch(
  world: World,
  actor: Actor,
  pull: Pull,
  expectedHeadOid: string | null,
): Promise<void> {
  const person = pull.author === actor.user ? 'read' : 'write';
  requireNeed(actor, pull.repository, { permissions: ['pull_requests'], level: 'write', role: person });
  const { repository } = pull.head;
  if (!repository || pull.state === 'closed')
    throw new GitHubError(422, 'The pull request is not open or its branch is gone.');
  requireAccess(actor, repository, 'contents', 'write');
  const head = pull.head.oid;
  if (expectedHeadOid !== null && expectedHeadOid !== head) {
    throw new GitHubError(422, "expected head sha didn't match current head ref.");
  }
  const { gitDir } = pull.repository;
  const base = await readRef(gitDir, `refs/heads/${pull.base.ref}`);
  if (base === null) throw new GitHubError(422, 'The base branch does not exist.');
  const { behind, mergeBase } = await compare(gitDir, base, head);
  if (behind === 0) throw new GitHubError(422, 'There are no new commits on the base branch.');
  const merged = await mergeTrees(gitDir, head, base);
  if (merged.kind === 'conflict') throw new GitHubError(422, 'merge conflict between base and head');
  await guardChange(actor, pull.repository, mergeBase ?? head, base);
  const message = `Merge branch '${pull.base.ref}' into ${pull.head.ref}`;
  world.later.schedule('update branch', world.settings.updateBranchMs, async () => {
    await moveHead(world, actor, pull, { repository, head, base, tree: merged.tree, message });
  });
}

type HeadMove = { repository: Repository; head: string; base: string; tree: string; message: string };

async function moveHead(
  world: World,
  actor: Actor,
  pull: Pull,
  { repository, head, base, tree, message }: HeadMove,
): Promise<void> {
  const author = signatureOf(world, actor.user);
  const commit = { tree, parents: [head, base], message, author, committer: webFlow(world) };
  const oid = await writeCommit(repository.gitDir, commit);
  await changeRefs(world, actor, repository, {
    changes: [{ ref: `refs/heads/${pull.head.ref}`, before: head, after: oid }],
  });
}
