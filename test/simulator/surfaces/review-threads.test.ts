import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPull, pick, query } from './graphql-support.ts';
import type { Harness } from './harness.ts';
import { startHarness } from './harness.ts';
import { at, refused } from './rest-support.ts';

let github: Harness;

beforeAll(async () => {
  github = await startHarness();
});
afterAll(() => github.close());

const threads = `query ($number: Int!) { repository(owner: "octo", name: "demo") { pullRequest(number: $number) {
  reviewThreads(first: 30) { totalCount nodes {
    id isResolved resolvedBy { login } path line
    comments(first: 30) { totalCount nodes { body includesCreatedEdit author { login } } }
  } } } } }`;

it('a person comments on a line over REST, is answered over GraphQL, edits and resolves', async () => {
  const { number: pull_number, head } = await openPull(github, 'threads', 'return a + b');
  const octokit = github.octokit(github.userToken(github.people.alice));
  const person = octokit.rest;
  const place = { ...at, pull_number, commit_id: head, path: 'src/add.py' };
  const { data: made } = await person.pulls.createReviewComment({ ...place, line: 2, body: 'why?' });
  expect(made).toMatchObject({ path: 'src/add.py', line: 2, user: { login: 'alice' } });
  expect(await refused(person.pulls.createReviewComment({ ...place, line: 99, body: 'here' }))).toMatchObject(
    { status: 422 },
  );

  const seen = await query(github, threads, { number: pull_number });
  const thread = String(pick(seen, 'repository', 'pullRequest', 'reviewThreads', 'nodes', 0, 'id'));
  const answer = `mutation ($thread: ID!) {
    reply: addPullRequestReviewThreadReply(input: {pullRequestReviewThreadId: $thread, body: "so"}) { comment { body replyTo { body } } }
    done: resolveReviewThread(input: {threadId: $thread}) { thread { isResolved } }
    undone: unresolveReviewThread(input: {threadId: $thread}) { thread { isResolved } }
  }`;
  expect(await query(github, answer, { thread })).toEqual({
    reply: { comment: { body: 'so', replyTo: { body: 'why?' } } },
    done: { thread: { isResolved: true } },
    undone: { thread: { isResolved: false } },
  });
  await person.pulls.updateReviewComment({ ...at, comment_id: made.id, body: 'why so?' });
  await person.pulls.createReplyForReviewComment({
    ...at,
    pull_number,
    comment_id: made.id,
    body: 'thanks',
  });
  const resolve =
    'mutation ($thread: ID!) { resolveReviewThread(input: {threadId: $thread}) { thread { id } } }';
  await octokit.graphql(resolve, { thread });
  expect((await person.pulls.getReviewComment({ ...at, comment_id: made.id })).data.body).toBe('why so?');
  const after = await query(github, threads, { number: pull_number });
  expect(pick(after, 'repository', 'pullRequest', 'reviewThreads')).toMatchObject({
    totalCount: 1,
    nodes: [
      {
        isResolved: true,
        resolvedBy: { login: 'alice' },
        comments: {
          totalCount: 3,
          nodes: [{ body: 'why so?', includesCreatedEdit: true }, { body: 'so' }, { body: 'thanks' }],
        },
      },
    ],
  });
  expect(github.world.mismatches).toEqual([]);
});
