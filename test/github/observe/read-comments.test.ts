import { describe, expect, it } from 'vitest';
import { observe } from '../../../src/github/observe/observe.ts';
import {
  at,
  look,
  rawComment,
  rawIssue,
  rawList,
  rawPull,
  rawRepository,
  rawThread,
  scripted,
  situationOf,
} from './raw.ts';

const minute = (count: number): number => Date.parse(at(count));
const cut = (createdAt: string) => ({
  pageInfo: { hasPreviousPage: true, startCursor: 'c1' },
  nodes: [rawComment({ id: 'new', createdAt })],
});

describe('comments', () => {
  it('are those that may be commands, of people, oldest first', async () => {
    const issue = rawIssue({
      comments: rawList(
        rawComment({
          id: 'a',
          createdAt: at(30),
          reactionGroups: [{ content: 'EYES', viewerHasReacted: true }],
        }),
        rawComment({ id: 'b', body: 'please\n/cadence stop' }),
        rawComment({ id: 'c', body: '> /cadence stop' }),
        rawComment({ id: 'd', body: '/cadencer' }),
        rawComment({ id: 'e', author: { __typename: 'Bot', login: 'other' } }),
        rawComment({ id: 'f', author: null }),
      ),
    });
    const comments = rawList(rawComment({ id: 'g', createdAt: at(20), includesCreatedEdit: true }));
    const seen = await situationOf({ issue, pull: rawPull({ comments }) });
    expect(seen.comments.map(({ id, on, edited, reactions }) => [id, on, edited, reactions])).toEqual([
      ['f', 'issue', false, []],
      ['g', 'pull', true, []],
      ['a', 'issue', false, ['EYES']],
    ]);
    expect(seen.comments[1]).toMatchObject({ subjectId: 'PR_2' });
  });

  it('of ours are known by their markers, and only ours', async () => {
    const ours = { viewerDidAuthor: true, author: { __typename: 'Bot', login: 'cadence' } };
    const issue = rawIssue({
      comments: rawList(
        rawComment({ id: 'a', ...ours, body: '<!-- cadence:status octo/demo#1 k -->\nhi' }),
        rawComment({ id: 'b', ...ours, body: '<!-- cadence:reply IC_9 -->\nhi' }),
        rawComment({ id: 'c', body: '<!-- cadence:status octo/demo#1 k -->\nhi' }),
        rawComment({ id: 'd', body: '<!-- cadence:reply IC_8 -->\nhi' }),
        rawComment({ id: 'e', ...ours, body: '/cadence stop' }),
        rawComment({ id: 'f', ...ours, body: '<!-- cadence:notice octo/demo#1 12 -->\n✋ @ada' }),
        rawComment({ id: 'g', body: '<!-- cadence:notice octo/demo#1 12 -->\n✋ @ada' }),
      ),
    });
    const seen = await situationOf({ issue });
    expect(seen.notices).toEqual([{ id: 'f', task: 'octo/demo#1', hold: 12 }]);
    expect(seen.status.map(({ id }) => id)).toEqual(['a']);
    expect(seen.replies).toEqual(['IC_9']);
    expect(seen.comments).toEqual([]);
  });

  it('on a line of a diff are commands too, each with its place', async () => {
    const ours = { viewerDidAuthor: true, author: { __typename: 'Bot', login: 'cadence' } };
    const nodes = [
      rawThread(
        {},
        { id: 'a', body: '/cadence explain', createdAt: at(30) },
        { id: 'b', body: 'I see.' },
        { id: 'c', ...ours, body: '<!-- cadence:reply a -->\nIt adds.' },
      ),
      rawThread(
        { id: 'PRRT_2', line: null, diffSide: 'LEFT' },
        { id: 'd', body: '/cadence test', createdAt: at(31), lastEditedAt: at(32) },
      ),
    ];
    const seen = await situationOf({ pull: rawPull({ reviewThreads: { totalCount: 2, nodes } }) });
    const hunk = '@@ -1 +1 @@\n+x';
    expect(seen.comments).toMatchObject([
      {
        id: 'a',
        on: 'line',
        subjectId: 'PRRT_1',
        edited: false,
        place: { path: 'calc.py', line: 3, side: 'after', hunk },
      },
      {
        id: 'd',
        on: 'line',
        subjectId: 'PRRT_2',
        edited: true,
        place: { path: 'calc.py', line: null, side: 'before', hunk },
      },
    ]);
    expect(seen.replies).toEqual(['a']);
    expect(seen.roles).toHaveProperty('alice');
  });

  it('are read back to the label where all that came are newer', async () => {
    const older = { on: { list: cut(at(3)) } };
    const { deps, sent } = scripted([rawRepository({ issue: rawIssue({ comments: cut(at(30)) }) }), older]);
    const seen = await observe(deps, look);
    expect(seen).toMatchObject({ comments: [{ createdAt: minute(3) }, { createdAt: minute(30) }] });
    expect(sent).toHaveLength(2);
  });

  it('are not read further back than the label', async () => {
    const { deps, sent } = scripted([rawRepository({ issue: rawIssue({ comments: cut(at(4)) }) })]);
    await observe(deps, look);
    expect(sent).toHaveLength(1);
  });

  it('are read back ten pages at most', async () => {
    const page = { on: { list: cut(at(30)) } };
    const { deps, sent } = scripted([
      rawRepository({ issue: rawIssue({ comments: cut(at(30)) }) }),
      ...Array.from({ length: 10 }, () => page),
    ]);
    expect(await observe(deps, look)).not.toHaveProperty('kind');
    expect(sent).toHaveLength(11);
  });
});
