import type { User } from '../../state/accounts.ts';
import type { Reaction, ReactionContent } from '../../state/conversation-parts.ts';
import type { Comment, Issue, Pull, ReviewComment } from '../../state/repository.ts';
import { connection } from '../connection.ts';
import type { Fields, Typed } from '../source.ts';
import { actorNode, as, text, time } from '../source.ts';

export type Subject = Issue | Pull | Comment | ReviewComment;

/** docs.github.com/graphql/reference/enums#reactioncontent */
const contentsByName: Readonly<Record<string, ReactionContent>> = {
  THUMBS_UP: '+1',
  THUMBS_DOWN: '-1',
  LAUGH: 'laugh',
  HOORAY: 'hooray',
  CONFUSED: 'confused',
  HEART: 'heart',
  ROCKET: 'rocket',
  EYES: 'eyes',
};

type GroupSource = {
  subject: Subject;
  name: string;
  reactions: Reaction[];
};

export function reactionContent(name: string): ReactionContent {
  const content = contentsByName[name];
  if (content === undefined) throw new Error(`unknown reaction ${name}`);
  return content;
}

/** All eight groups, empty ones too, as GitHub lists them. */
export function reactionGroups(subject: Subject): GroupSource[] {
  return Object.entries(contentsByName).map(([name, content]) => ({
    subject,
    name,
    reactions: subject.reactions.filter((one) => one.content === content),
  }));
}

export function subjectNode(subject: Subject): Typed {
  if ('kind' in subject) return as(subject.kind === 'pull' ? 'PullRequest' : 'Issue', subject);
  return as('conversation' in subject ? 'IssueComment' : 'PullRequestReviewComment', subject);
}

export function reactableFields<S extends Subject>(): Fields<S> {
  return {
    reactionGroups: (subject) => reactionGroups(subject),
    reactions: (subject, args) => {
      const asked = text(args, 'content');
      const content = asked === undefined ? undefined : reactionContent(asked);
      const found = subject.reactions.filter((one) => content === undefined || one.content === content);
      return connection('reactions', found, args);
    },
    viewerCanReact: (subject) => !('isLocked' in subject && subject.isLocked),
  };
}

export const reactionTypes = {
  ReactionGroup: {
    content: ({ name }) => name,
    subject: ({ subject }) => subjectNode(subject),
    createdAt: ({ reactions }) => time(reactions[0]?.createdAt ?? null),
    viewerHasReacted: ({ reactions }, _args, { actor }) => reactions.some(({ user }) => user === actor.user),
    reactors: ({ reactions }, args) =>
      connection(
        'reactors',
        reactions.map(({ user }) => actorNode(user)),
        args,
      ),
    users: ({ reactions }, args) =>
      connection(
        'users',
        reactions.map(({ user }) => user).filter((user) => isPerson(user)),
        args,
      ),
  } satisfies Fields<GroupSource>,
  Reaction: {
    id: ({ nodeId }) => nodeId,
    databaseId: ({ id }) => id,
    content: ({ content }) => Object.entries(contentsByName).find(([, value]) => value === content)?.[0],
    createdAt: ({ createdAt }) => time(createdAt),
    user: ({ user }) => (isPerson(user) ? user : null),
  } satisfies Fields<Reaction>,
};

function isPerson(user: User): boolean {
  return user.type === 'User';
}
