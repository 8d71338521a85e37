import { associationOf } from '../../payloads/user-json.ts';
import type { Edit } from '../../state/conversation-parts.ts';
import type { Comment, Issue, Pull, Review, ReviewComment } from '../../state/repository.ts';
import { connection } from '../connection.ts';
import type { Args, Fields } from '../source.ts';
import { actorNode, as, record, time } from '../source.ts';
import { conversationPath, webUrl } from '../web-url.ts';
import { reactableFields } from './reaction-types.ts';
import { timelineItems } from './timeline-types.ts';

/** What GraphQL's interface `Comment` is about: bodies that people write. */
type Written = Issue | Pull | Comment | Review | ReviewComment;

/** Fields of everything that has an author and a body. */
export function writtenFields<S extends Written>(conversationOf: (source: S) => Issue | Pull): Fields<S> {
  return {
    id: (source) => source.nodeId,
    databaseId: (source) => source.id,
    fullDatabaseId: (source) => String(source.id),
    author: (source) => actorNode(source.author),
    authorAssociation: (source) => associationOf(conversationOf(source).repository, source.author),
    body: (source) => source.body,
    bodyText: (source) => source.body,
    createdAt: (source) => time(source.createdAt),
    updatedAt: (source) => time(source.updatedAt),
    publishedAt: (source) => time(source.createdAt),
    createdViaEmail: () => false,
    viewerDidAuthor: (source, _args, { actor }) => source.author === actor.user,
    repository: (source) => conversationOf(source).repository,
  };
}

/** Fields of bodies whose edits are kept. */
export function editableFields<S extends Issue | Pull | Comment | ReviewComment>(): Fields<S> {
  return {
    editor: (source) => actorNode(source.editor),
    lastEditedAt: (source) => time(source.lastEditedAt),
    includesCreatedEdit: (source) => source.edits.length > 0,
    // Newest first; once a body is edited, its creation is the oldest entry.
    userContentEdits: (source, args) => connection('userContentEdits', source.edits.toReversed(), args),
  };
}

/** Fields that issues and pull requests share. */
export function conversationFields<S extends Issue | Pull>(): Fields<S> {
  return {
    ...writtenFields<S>((source) => source),
    ...editableFields<S>(),
    number: (source) => source.number,
    title: (source) => source.title,
    closed: (source) => source.state === 'closed',
    closedAt: (source) => time(source.closedAt),
    locked: (source) => source.isLocked,
    activeLockReason: () => null,
    milestone: () => null,
    resourcePath: conversationPath,
    url: (source, _args, { world }) => webUrl(world, conversationPath(source)),
    labels: (source, args) => connection('labels', source.labels, args),
    assignees: (source, args) => connection('assignees', source.assignees, args),
    comments: (source, args) => connection('comments', ordered(source.comments, args), args),
    timelineItems: (source, args) => timelineItems(source, args),
  };
}

/** `orderBy` of comments: docs.github.com/graphql/reference/input-objects#issuecommentorder */
function ordered(comments: readonly Comment[], args: Args): readonly Comment[] {
  const order = record(args, 'orderBy');
  if (order === undefined) return comments;
  const ascending = comments.toSorted((a, b) => a.updatedAt.getTime() - b.updatedAt.getTime());
  return order['direction'] === 'DESC' ? ascending.toReversed() : ascending;
}

export const conversationTypes = {
  IssueComment: {
    ...writtenFields<Comment>((comment) => comment.conversation),
    ...editableFields<Comment>(),
    ...reactableFields<Comment>(),
    isMinimized: (comment) => comment.minimizedReason !== null,
    minimizedReason: (comment) => comment.minimizedReason,
    issue: (comment) => (comment.conversation.kind === 'issue' ? comment.conversation : null),
    pullRequest: (comment) => (comment.conversation.kind === 'pull' ? comment.conversation : null),
    resourcePath: commentPath,
    url: (comment, _args, { world }) => webUrl(world, commentPath(comment)),
  } satisfies Fields<Comment>,
  UserContentEdit: {
    id: ({ nodeId }) => nodeId,
    editor: ({ editor }) => actorNode(editor),
    editedAt: ({ editedAt }) => time(editedAt),
    createdAt: ({ editedAt }) => time(editedAt),
    updatedAt: ({ editedAt }) => time(editedAt),
    deletedAt: () => null,
    deletedBy: () => null,
    diff: ({ body }) => body,
  } satisfies Fields<Edit>,
};

function commentPath(comment: Comment): string {
  return `${conversationPath(comment.conversation)}#issuecomment-${comment.id}`;
}

/** An issue or pull request behind an interface such as `Labelable`. */
export function conversationNode(conversation: Issue | Pull): ReturnType<typeof as> {
  return as(conversation.kind === 'pull' ? 'PullRequest' : 'Issue', conversation);
}
