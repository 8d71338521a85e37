import {
  addComment,
  deleteComment,
  minimizeComment,
  updateComment,
} from '../../ops/conversation/comments.ts';
import { closeIssue, createIssue, reopenIssue, updateIssue } from '../../ops/conversation/issues.ts';
import { addLabels, createLabel, removeLabels } from '../../ops/conversation/change-labels.ts';
import { addReaction, removeReaction } from '../../ops/conversation/reactions.ts';
import type { User } from '../../state/accounts.ts';
import type { Comment } from '../../state/repository.ts';
import { given } from '../../http/given.ts';
import { findIssueNode, findRepositoryNode, lookUp } from '../find-node.ts';
import type { GraphqlContext } from '../source.ts';
import { actorNode, as, need, text, texts, unresolved } from '../source.ts';
import { conversationNode } from '../types/conversation-types.ts';
import type { Subject } from '../types/reaction-types.ts';
import { reactionContent, reactionGroups, subjectNode } from '../types/reaction-types.ts';
import { conversationOf, labelsOf } from './root-mutation.ts';
import type { Mutations } from './root-mutation.ts';

export const issueMutations: Mutations = {
  createIssue: async (input, context) => {
    const repository = findRepositoryNode(context, need(input, 'repositoryId'));
    const labels = labelsOf(input, context);
    const assignees = usersOf(texts(input, 'assigneeIds'), context);
    const fields = given({ body: text(input, 'body'), labels, assignees });
    return {
      issue: await createIssue(context.world, context.actor, repository, {
        title: need(input, 'title'),
        ...fields,
      }),
    };
  },
  updateIssue: async (input, context) => {
    const issue = findIssueNode(context, need(input, 'id'));
    const change = given({
      title: text(input, 'title'),
      body: text(input, 'body'),
      labels: labelsOf(input, context),
      assignees: usersOf(texts(input, 'assigneeIds'), context),
      state: ({ OPEN: 'open', CLOSED: 'closed' } as const)[text(input, 'state') ?? ''],
    });
    await updateIssue(context.world, context.actor, issue, change);
    return { issue, actor: actorNode(context.actor.user) };
  },
  closeIssue: async (input, context) => {
    const issue = findIssueNode(context, need(input, 'issueId'));
    const reason = ({ NOT_PLANNED: 'not_planned', DUPLICATE: 'duplicate' } as const)[
      text(input, 'stateReason') ?? ''
    ];
    await closeIssue(context.world, context.actor, issue, reason ?? 'completed');
    return { issue };
  },
  reopenIssue: async (input, context) => {
    const issue = findIssueNode(context, need(input, 'issueId'));
    await reopenIssue(context.world, context.actor, issue);
    return { issue };
  },
  addComment: async (input, context) => {
    const subject = conversationOf(context, need(input, 'subjectId'));
    const comment = await addComment(context.world, context.actor, subject, need(input, 'body'));
    const cursor = Buffer.from(`cursor:v2:${subject.comments.indexOf(comment)}`).toString('base64');
    return {
      subject: conversationNode(subject),
      commentEdge: { cursor, node: comment },
      timelineEdge: { cursor, node: as('IssueComment', comment) },
    };
  },
  updateIssueComment: async (input, context) => {
    const comment = commentOf(context, need(input, 'id'));
    await updateComment(context.world, context.actor, comment, need(input, 'body'));
    return { issueComment: comment };
  },
  deleteIssueComment: async (input, context) => {
    await deleteComment(context.world, context.actor, commentOf(context, need(input, 'id')));
    return {};
  },
  minimizeComment: async (input, context) => {
    const comment = commentOf(context, need(input, 'subjectId'));
    await minimizeComment(context.actor, comment, need(input, 'classifier').toLowerCase());
    return { minimizedComment: as('IssueComment', comment) };
  },
  addLabelsToLabelable: async (input, context) => {
    const conversation = conversationOf(context, need(input, 'labelableId'));
    await addLabels(context.world, context.actor, conversation, labelsOf(input, context) ?? []);
    return { labelable: conversationNode(conversation) };
  },
  removeLabelsFromLabelable: async (input, context) => {
    const conversation = conversationOf(context, need(input, 'labelableId'));
    await removeLabels(context.world, context.actor, conversation, labelsOf(input, context) ?? []);
    return { labelable: conversationNode(conversation) };
  },
  createLabel: async (input, context) => {
    const repository = findRepositoryNode(context, need(input, 'repositoryId'));
    const fields = given({ color: text(input, 'color'), description: text(input, 'description') });
    return {
      label: await createLabel(context.world, context.actor, repository, {
        name: need(input, 'name'),
        ...fields,
      }),
    };
  },
  addReaction: async (input, context) => {
    const subject = subjectOf(context, need(input, 'subjectId'));
    const { reaction } = await addReaction(
      context.world,
      context.actor,
      subject,
      reactionContent(need(input, 'content')),
    );
    return { reaction, reactionGroups: reactionGroups(subject), subject: subjectNode(subject) };
  },
  removeReaction: async (input, context) => {
    const subject = subjectOf(context, need(input, 'subjectId'));
    const reaction = await removeReaction(context.actor, subject, reactionContent(need(input, 'content')));
    return {
      reaction,
      reactionGroups: reactionGroups(subject),
      subject: subjectNode(subject),
    };
  },
};

/** People of a list of ids; absent where the list is. */
function usersOf(ids: string[] | undefined, context: GraphqlContext): User[] | undefined {
  return ids?.map((id) => {
    const found = lookUp(context, id);
    if (found.type !== 'User') throw unresolved(id);
    return found.value;
  });
}

function subjectOf(context: GraphqlContext, id: string): Subject {
  const found = lookUp(context, id);
  switch (found.type) {
    case 'Issue':
    case 'PullRequest':
    case 'IssueComment':
    case 'PullRequestReviewComment':
      return found.value;
    default:
      throw unresolved(id);
  }
}

function commentOf(context: GraphqlContext, id: string): Comment {
  const found = lookUp(context, id);
  if (found.type !== 'IssueComment') throw unresolved(id);
  return found.value;
}
