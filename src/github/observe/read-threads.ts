/** The threads of review comments on a pull request's diff. */
import type { Comment, Pull, Thread } from '../../task/situation.ts';
import type { RawThreads } from './raw-situation.ts';
import { readActor } from './read-actor.ts';

export type Threads = Pick<Pull, 'threads' | 'threadsComplete'>;

/** A list that GitHub cut is told as cut: what is not in it proves nothing. */
export function readThreads(raw: RawThreads): Threads {
  const { totalCount, nodes } = raw;
  return { threads: nodes.map(readThread), threadsComplete: totalCount <= nodes.length };
}

function readThread(raw: RawThreads['nodes'][number]): Thread {
  const { comments } = raw;
  return {
    id: raw.id,
    path: raw.path,
    line: raw.line,
    originalLine: raw.originalLine,
    // GitHub names nobody where the account is gone.
    resolvedBy: raw.isResolved ? (raw.resolvedBy?.login ?? 'ghost') : null,
    comments: comments.nodes.map((one) => ({
      id: one.id,
      author: readActor(one.author),
      ours: one.viewerDidAuthor,
      body: one.body,
      createdAt: one.createdAt,
      edited: one.includesCreatedEdit || one.lastEditedAt !== null,
      diffHunk: one.diffHunk,
      reactions: readReactions(one.reactionGroups),
    })),
    complete: comments.totalCount <= comments.nodes.length,
  };
}

/** What we ourselves have reacted with. */
export function readReactions(
  groups: readonly { readonly content: string; readonly viewerHasReacted: boolean }[] | null,
): Comment['reactions'] {
  return (groups ?? []).flatMap(({ content, viewerHasReacted }) => (viewerHasReacted ? [content] : []));
}

/** Who resolved a thread, or wrote in one: what they may do may have to be judged. */
export function peopleIn({ threads }: Threads): string[] {
  const logins = threads.flatMap(({ resolvedBy, comments }) => [
    ...(resolvedBy === null ? [] : [resolvedBy]),
    ...comments.flatMap(({ author }) => (author.kind === 'person' ? [author.login] : [])),
  ]);
  return [...new Set(logins)];
}
