/** Of all comments, those that matter: commands of people, and our own that carry one of our markers. */
import type { Comment, Situation } from '../../task/situation.ts';
import type { RawComment, RawOpened, RawThreads } from './raw-situation.ts';
import { readActor } from './read-actor.ts';
import { readReactions } from './read-threads.ts';

/** Whether the first line may be a command; parsing it is not ours. */
function isCommand(body: string): boolean {
  return /^ {0,3}\/cadence(?![\w-])/.test(body);
}

export function readCommands(raw: readonly RawComment[], on: 'issue' | 'pull', subjectId: string): Comment[] {
  return raw.flatMap((one) => readCommand(one, { on, subjectId, place: null }));
}

/** Commands on the lines of a diff. A line of what was there before is told from one of what is there now. */
export function readLineCommands({ nodes }: RawThreads): Comment[] {
  return nodes.flatMap(({ id, path, line, diffSide, comments }) =>
    comments.nodes.flatMap((one) => {
      const side = diffSide === 'LEFT' ? 'before' : 'after';
      const place = { path, line, side, hunk: one.diffHunk } as const;
      return readCommand(one, { on: 'line', subjectId: id, place });
    }),
  );
}

function readCommand(one: RawComment, at: Pick<Comment, 'on' | 'subjectId' | 'place'>): Comment[] {
  const author = readActor(one.author);
  if (author.kind === 'bot' || one.viewerDidAuthor || !isCommand(one.body)) return [];
  return [
    {
      id: one.id,
      ...at,
      url: one.url,
      author,
      body: one.body,
      createdAt: one.createdAt,
      edited: one.includesCreatedEdit || one.lastEditedAt !== null,
      reactions: readReactions(one.reactionGroups),
    },
  ];
}

/** A marker counts only in a comment of our own: anyone can write one. */
export function readStatus(raw: readonly RawComment[]): Situation['status'] {
  return raw
    .filter((one) => one.viewerDidAuthor && one.body.startsWith('<!-- cadence:status'))
    .map(({ id, body }) => ({ id, body }));
}

export function readNotices(raw: readonly RawComment[]): Situation['notices'] {
  return raw.flatMap(({ id, viewerDidAuthor, body }) => {
    const found = viewerDidAuthor ? /^<!-- cadence:notice (\S+) (\d+) -->/.exec(body) : null;
    return found?.[1] && found[2] ? [{ id, task: found[1], hold: Number(found[2]) }] : [];
  });
}

export function readReplies(raw: readonly RawComment[]): string[] {
  return raw.flatMap((one) => {
    const id = one.viewerDidAuthor ? /^<!-- cadence:reply (\S+) -->/.exec(one.body)?.[1] : undefined;
    return id === undefined ? [] : [id];
  });
}

/** Issues of ours that were made from a comment. */
export function readOpened(raw: readonly RawOpened[]): Situation['opened'] {
  return raw.flatMap(({ number, body, viewerDidAuthor }) => {
    const comment = viewerDidAuthor ? /^<!-- cadence:task (\S+) -->/.exec(body)?.[1] : undefined;
    return comment === undefined ? [] : [{ comment, number }];
  });
}
