import { describe, expect, it } from 'vitest';
import { at, rawComment, rawPull, situationOf, user } from './raw.ts';

const first = rawComment({ id: 'PRRC_1', body: 'why?', diffHunk: '@@ -1 +1 @@\n-a\n+b' });

function rawThread(fields: Readonly<Record<string, unknown>> = {}): object {
  return {
    id: 'PRRT_1',
    isResolved: false,
    resolvedBy: null,
    path: 'add.py',
    diffSide: 'RIGHT',
    line: 1,
    originalLine: 1,
    comments: { totalCount: 1, nodes: [first] },
    ...fields,
  };
}

async function threadsOf(totalCount: number, ...nodes: object[]) {
  const seen = await situationOf({ pull: rawPull({ reviewThreads: { totalCount, nodes } }) });
  return seen.pull;
}

describe('review threads', () => {
  it('are told with their comments, oldest first', async () => {
    const comments = {
      totalCount: 2,
      nodes: [first, rawComment({ viewerDidAuthor: true, lastEditedAt: at(12), diffHunk: '' })],
    };
    const pull = await threadsOf(1, rawThread({ comments }));
    expect(pull?.threads).toMatchObject([
      {
        id: 'PRRT_1',
        path: 'add.py',
        line: 1,
        resolvedBy: null,
        complete: true,
        comments: [
          { id: 'PRRC_1', ours: false, edited: false, diffHunk: '@@ -1 +1 @@\n-a\n+b' },
          { ours: true, edited: true, author: { login: 'alice', kind: 'person' } },
        ],
      },
    ]);
    expect(pull?.threadsComplete).toBe(true);
  });

  it.each([
    ['by a person', { isResolved: true, resolvedBy: { login: 'alice' } }, 'alice'],
    ['by an account that is gone', { isResolved: true, resolvedBy: null }, 'ghost'],
    ['by nobody', { isResolved: false, resolvedBy: null }, null],
  ])('resolved %s', async (_title, fields, resolvedBy) => {
    expect((await threadsOf(1, rawThread(fields)))?.threads[0]).toMatchObject({ resolvedBy });
  });

  it('that GitHub cut are told as cut', async () => {
    const cut = { totalCount: 31, nodes: [first] };
    const pull = await threadsOf(31, rawThread({ comments: cut }));
    expect([pull?.threadsComplete, pull?.threads[0]?.complete]).toEqual([false, false]);
  });

  it('bring the roles of who resolved and who wrote in them', async () => {
    const comments = { totalCount: 1, nodes: [rawComment({ author: user('bob'), diffHunk: '' })] };
    const thread = rawThread({ comments, isResolved: true, resolvedBy: { login: 'Carol' } });
    const { roles } = await situationOf({
      isPrivate: false,
      pull: rawPull({ reviewThreads: { totalCount: 1, nodes: [thread] } }),
    });
    expect(roles).toEqual({ alice: 'write', bob: 'read', carol: 'read' });
  });
});
