import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addComment, updateComment } from '../../../src/simulator/ops/conversation/comments.ts';
import { createIssue } from '../../../src/simulator/ops/conversation/issues.ts';
import { addLabels } from '../../../src/simulator/ops/conversation/change-labels.ts';
import type { Issue } from '../../../src/simulator/state/repository.ts';
import { pick, query } from './graphql-support.ts';
import type { Harness } from './harness.ts';
import { startHarness } from './harness.ts';

let github: Harness;
let issue: Issue;

beforeAll(async () => {
  github = await startHarness();
  const { world, repository, people } = github;
  issue = createIssue(world, { kind: 'user', user: people.rita }, repository, {
    title: 'Wrong sum',
    body: 'add subtracts',
  });
  addLabels(world, { kind: 'user', user: people.tess }, issue, repository.labels.slice(0, 1));
});
afterAll(() => github.close());

function nested(first: number): string {
  return `{ repository(owner: "octo", name: "demo") { issues(first: ${first}) { nodes { comments(first: 100) { nodes { reactions(first: 100) { totalCount } } } } } } rateLimit { cost nodeCount limit remaining } }`;
}

describe('reading by GraphQL', () => {
  it('shows an issue with who labelled it, by the names GraphQL has', async () => {
    const data = await query(
      github,
      `{ repository(owner: "octo", name: "demo") {
      nameWithOwner isArchived squashMergeAllowed labels(query: "rea", first: 5) { nodes { name } }
      collaborators(first: 10, query: "tess") { totalCount edges { permission node { login databaseId } } }
      object(expression: "main:src/add.py") { __typename ... on Blob { text byteSize isTruncated isBinary } }
      issue(number: 1) {
        title state stateReason author { __typename login } lastEditedAt editor { login } labels(first: 5) { nodes { name } }
        timelineItems(last: 5, itemTypes: [LABELED_EVENT, UNLABELED_EVENT]) {
          totalCount nodes { __typename ... on LabeledEvent { actor { login ... on User { databaseId } } label { name } } }
        }
        reactionGroups { content viewerHasReacted } blockedBy(first: 5) { totalCount }
        userContentEdits(first: 5) { nodes { editor { login } } } viewerDidAuthor
      } } }`,
    );
    expect(pick(data, 'repository')).toMatchObject({
      nameWithOwner: 'octo/demo',
      labels: { nodes: [{ name: 'ready' }] },
      collaborators: { totalCount: 1, edges: [{ permission: 'TRIAGE', node: { login: 'tess' } }] },
      object: {
        __typename: 'Blob',
        text: 'def add(a, b):\n    return a - b\n',
        byteSize: 32,
        isTruncated: false,
        isBinary: false,
      },
      issue: {
        state: 'OPEN',
        stateReason: null,
        author: { __typename: 'User', login: 'rita' },
        lastEditedAt: null,
        labels: { nodes: [{ name: 'ready' }] },
        timelineItems: {
          totalCount: 1,
          nodes: [
            {
              __typename: 'LabeledEvent',
              actor: { login: 'tess', databaseId: github.people.tess.id },
              label: { name: 'ready' },
            },
          ],
        },
        blockedBy: { totalCount: 0 },
        viewerDidAuthor: false,
      },
    });
  });

  it('pages comments from their end, and shows edits', async () => {
    const { world, people } = github;
    const author = { kind: 'user', user: people.rita } as const;
    const comments = ['one', 'two', 'three', 'four', 'five'].map((body) =>
      addComment(world, author, issue, body),
    );
    const [first] = comments;
    if (first === undefined) throw new Error('no comment');
    updateComment(world, author, first, 'one, edited');
    const text = `query ($before: String) { repository(owner: "octo", name: "demo") { issue(number: 1) {
      comments(last: 2, before: $before) { totalCount pageInfo { hasPreviousPage startCursor }
        nodes { body includesCreatedEdit lastEditedAt userContentEdits(first: 5) { nodes { diff } } } } } } }`;
    const seen: unknown[] = [];
    let before: unknown = null;
    for (let page = 0; page < 3; page += 1) {
      const found = pick(await query(github, text, { before }), 'repository', 'issue', 'comments');
      seen.unshift(...(pick(found, 'nodes') as unknown[]));
      before = pick(found, 'pageInfo', 'startCursor');
      expect(pick(found, 'pageInfo', 'hasPreviousPage')).toBe(page < 2);
    }
    expect(seen.map((one) => pick(one, 'body'))).toEqual(['one, edited', 'two', 'three', 'four', 'five']);
    expect(seen[0]).toMatchObject({
      includesCreatedEdit: true,
      userContentEdits: { nodes: [{ diff: 'one, edited' }, { diff: 'one' }] },
    });
    expect(seen[1]).toMatchObject({
      includesCreatedEdit: false,
      lastEditedAt: null,
      userContentEdits: { nodes: [] },
    });
  });

  it.each([
    ['comments { totalCount }', 'MISSING_PAGINATION_BOUNDARIES'],
    ['comments(first: 101) { totalCount }', 'EXCESSIVE_PAGINATION'],
    ['comments(first: 1, after: "no cursor") { totalCount }', 'INVALID_CURSOR_ARGUMENTS'],
  ])('refuses %s', async (field, type) => {
    const { errors } = await github.graphql(
      `{ repository(owner: "octo", name: "demo") { issue(number: 1) { ${field} } } }`,
    );
    expect(errors).toMatchObject([{ type, path: ['repository', 'issue', 'comments'] }]);
  });

  it('says what is not there without losing the rest', async () => {
    const { status, data, errors } = await github.graphql(
      '{ repository(owner: "octo", name: "demo") { name gone: issue(number: 99) { id } pullRequest(number: 1) { id } ref(qualifiedName: "none") { name } } }',
    );
    expect(status).toBe(200);
    expect(data).toEqual({ repository: { name: 'demo', gone: null, pullRequest: null, ref: null } });
    expect(errors).toMatchObject([
      {
        type: 'NOT_FOUND',
        path: ['repository', 'gone'],
        message: 'Could not resolve to an Issue with the number of 99.',
      },
      {
        type: 'NOT_FOUND',
        path: ['repository', 'pullRequest'],
        message: 'Could not resolve to a PullRequest with the number of 1.',
      },
    ]);
  });

  it('refuses a document that asks for too many nodes, and prices those that it takes', async () => {
    expect((await github.graphql(nested(100))).errors).toMatchObject([{ type: 'MAX_NODE_LIMIT_EXCEEDED' }]);
    // 1 + 10 + 10 × 100 requests; 10 + 1,000 + 100,000 nodes.
    expect(pick(await query(github, nested(10)), 'rateLimit')).toMatchObject({
      cost: 10,
      nodeCount: 101_010,
      limit: 5000,
    });
  });

  it('calls the app by its login in REST where it is the viewer, by its slug where it acts', async () => {
    const data = await query(
      github,
      'mutation ($id: ID!) { addComment(input: {subjectId: $id, body: "hello"}) { commentEdge { node { author { __typename login } viewerDidAuthor } } } }',
      { id: issue.nodeId },
    );
    expect(pick(data, 'addComment', 'commentEdge', 'node')).toEqual({
      author: { __typename: 'Bot', login: 'helper' },
      viewerDidAuthor: true,
    });
    expect(await query(github, '{ viewer { login } }')).toEqual({ viewer: { login: 'helper[bot]' } });
  });
});

it('has sent nothing that does not fit the descriptions', () => {
  expect(github.world.mismatches).toEqual([]);
});
