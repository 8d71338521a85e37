import {
  closePull,
  convertToDraft,
  createPull,
  markReady,
  reopenPull,
  updatePull,
} from '../../ops/pulls/pulls.ts';
import { updatePullBranch } from '../../ops/pulls/update-pull-branch.ts';
import { setLabels } from '../../ops/conversation/change-labels.ts';
import { mergePull } from '../../ops/pulls/merge-pull.ts';
import type { MergeMethod } from '../../state/conversation-parts.ts';
import { given } from '../../http/given.ts';
import { findPullNode, findRepositoryNode } from '../find-node.ts';
import { actorNode, flag, need, text } from '../source.ts';
import type { Mutations } from './root-mutation.ts';
import { labelsOf } from './root-mutation.ts';

const mergeMethods: Readonly<Record<string, MergeMethod>> = {
  MERGE: 'merge',
  SQUASH: 'squash',
  REBASE: 'rebase',
};

export const pullMutations: Mutations = {
  createPullRequest: async (input, context) => {
    const repository = findRepositoryNode(context, need(input, 'repositoryId'));
    const headRepositoryId = text(input, 'headRepositoryId');
    const owner =
      headRepositoryId === undefined ? undefined : findRepositoryNode(context, headRepositoryId).owner.login;
    const name = need(input, 'headRefName');
    const pullRequest = await createPull(context.world, context.actor, repository, {
      title: need(input, 'title'),
      head: owner === undefined ? name : `${owner}:${name}`,
      base: need(input, 'baseRefName'),
      ...given({
        body: text(input, 'body'),
        isDraft: flag(input, 'draft'),
        maintainerCanModify: flag(input, 'maintainerCanModify'),
      }),
    });
    return { pullRequest };
  },
  updatePullRequest: async (input, context) => {
    const pull = findPullNode(context, need(input, 'pullRequestId'));
    const change = given({
      title: text(input, 'title'),
      body: text(input, 'body'),
      base: text(input, 'baseRefName'),
      state: ({ OPEN: 'open', CLOSED: 'closed' } as const)[text(input, 'state') ?? ''],
      maintainerCanModify: flag(input, 'maintainerCanModify'),
    });
    await updatePull(context.world, context.actor, pull, change);
    const labels = labelsOf(input, context);
    if (labels !== undefined) await setLabels(context.world, context.actor, pull, labels);
    return { pullRequest: pull, actor: actorNode(context.actor.user) };
  },
  closePullRequest: async (input, context) => {
    const pull = findPullNode(context, need(input, 'pullRequestId'));
    await closePull(context.world, context.actor, pull);
    return { pullRequest: pull };
  },
  reopenPullRequest: async (input, context) => {
    const pull = findPullNode(context, need(input, 'pullRequestId'));
    await reopenPull(context.world, context.actor, pull);
    return { pullRequest: pull };
  },
  convertPullRequestToDraft: async (input, context) => {
    const pull = findPullNode(context, need(input, 'pullRequestId'));
    await convertToDraft(context.world, context.actor, pull);
    return { pullRequest: pull };
  },
  markPullRequestReadyForReview: async (input, context) => {
    const pull = findPullNode(context, need(input, 'pullRequestId'));
    await markReady(context.world, context.actor, pull);
    return { pullRequest: pull };
  },
  updatePullRequestBranch: async (input, context) => {
    const pull = findPullNode(context, need(input, 'pullRequestId'));
    await updatePullBranch(context.world, context.actor, pull, text(input, 'expectedHeadOid') ?? null);
    return { pullRequest: pull };
  },
  mergePullRequest: async (input, context) => {
    const pull = findPullNode(context, need(input, 'pullRequestId'));
    const options = given({
      method: mergeMethods[text(input, 'mergeMethod') ?? 'MERGE'],
      sha: text(input, 'expectedHeadOid'),
      headline: text(input, 'commitHeadline'),
      body: text(input, 'commitBody'),
    });
    await mergePull(context.world, context.actor, pull, options);
    return { pullRequest: pull, actor: actorNode(context.actor.user) };
  },
};
