import { createRef, deleteRef, updateRef, updateRefs } from '../../ops/code/refs.ts';
import { createCommitOnBranch } from '../../ops/code/commit-on-branch.ts';
import { findRepository } from '../../ops/access/lookups.ts';
import { canSee } from '../../ops/access/permit.ts';
import { GitHubError } from '../../github-error.ts';
import type { Repository } from '../../state/repository.ts';
import { findRefNode, findRepositoryNode } from '../find-node.ts';
import type { Args, GraphqlContext } from '../source.ts';
import { flag, need, notFound, record, records, text } from '../source.ts';
import type { Mutations } from './root-mutation.ts';

export const refMutations: Mutations = {
  createRef: async (input, context) => {
    const repository = findRepositoryNode(context, need(input, 'repositoryId'));
    const name = need(input, 'name');
    // docs.github.com/graphql/reference/input-objects#createrefinput: "fully qualified", `refs/heads/my_new_branch`.
    if (!name.startsWith('refs/'))
      throw new GitHubError(422, `The ref name "${name}" is not fully qualified.`);
    const { oid } = await createRef(context.world, context.actor, repository, {
      ref: name,
      oid: need(input, 'oid'),
    });
    return { ref: { repository, name, oid } };
  },
  updateRef: async (input, context) => {
    const { repository, name } = await findRefNode(context, need(input, 'refId'));
    const { oid } = await updateRef(context.world, context.actor, repository, {
      ref: name,
      oid: need(input, 'oid'),
      force: strength(input),
    });
    return { ref: { repository, name, oid } };
  },
  updateRefs: async (input, context) => {
    const repository = findRepositoryNode(context, need(input, 'repositoryId'));
    const updates = (records(input, 'refUpdates') ?? []).map((update) => ({
      name: need(update, 'name'),
      beforeOid: text(update, 'beforeOid') ?? null,
      afterOid: need(update, 'afterOid'),
      force: strength(update),
    }));
    await updateRefs(context.world, context.actor, repository, updates);
    return {};
  },
  deleteRef: async (input, context) => {
    const { repository, name } = await findRefNode(context, need(input, 'refId'));
    await deleteRef(context.world, context.actor, repository, name);
    return {};
  },
  createCommitOnBranch: async (input, context) => {
    const { repository, branch } = await committable(record(input, 'branch') ?? {}, context);
    const message = record(input, 'message') ?? {};
    const changes = record(input, 'fileChanges') ?? {};
    const { oid } = await createCommitOnBranch(context.world, context.actor, repository, {
      branch,
      expectedHeadOid: need(input, 'expectedHeadOid'),
      headline: need(message, 'headline'),
      body: text(message, 'body') ?? '',
      additions: (records(changes, 'additions') ?? []).map((one) => ({
        path: need(one, 'path'),
        contents: Buffer.from(need(one, 'contents'), 'base64'),
      })),
      deletions: (records(changes, 'deletions') ?? []).map((one) => ({ path: need(one, 'path') })),
    });
    return { commit: { repository, oid }, ref: { repository, name: `refs/heads/${branch}`, oid } };
  },
};

function strength(args: Args): 'force' | 'fast-forward' {
  return flag(args, 'force') === true ? 'force' : 'fast-forward';
}

/** docs.github.com/graphql/reference/input-objects#committablebranch: an id, or repository and branch by name. */
async function committable(
  branch: Args,
  context: GraphqlContext,
): Promise<{ repository: Repository; branch: string }> {
  const id = text(branch, 'id');
  if (id !== undefined) {
    const ref = await findRefNode(context, id);
    return { repository: ref.repository, branch: ref.name.replace('refs/heads/', '') };
  }
  const [owner = '', name = ''] = need(branch, 'repositoryNameWithOwner').split('/');
  const repository = findRepository(context.world, owner, name);
  if (repository.isPrivate && !canSee(context.actor, repository)) {
    throw notFound(`Could not resolve to a Repository with the name '${owner}/${name}'.`);
  }
  return { repository, branch: need(branch, 'branchName').replace(/^refs\/heads\//, '') };
}
