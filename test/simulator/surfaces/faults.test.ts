import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createIssue } from '../../../src/simulator/ops/conversation/issues.ts';
import { imposeLimit, liftLimits } from '../../../src/simulator/http/limits.ts';
import type { FaultKind } from '../../../src/simulator/faults.ts';
import type { Issue } from '../../../src/simulator/state/repository.ts';
import type { Harness } from './harness.ts';
import { startHarness } from './harness.ts';

let github: Harness;
let issue: Issue;

beforeEach(async () => {
  github = await startHarness();
  issue = createIssue(github.world, { kind: 'user', user: github.people.octo }, github.repository, {
    title: 'One',
  });
});
afterEach(() => github.close());

const operation = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';

async function comment(): Promise<number | 'reset'> {
  try {
    const path = '/repos/octo/demo/issues/1/comments';
    return (await github.rest(path, { method: 'POST', body: '{"body":"hello"}' })).status;
  } catch {
    return 'reset';
  }
}

describe('a fault on a REST operation', () => {
  const cases: [FaultKind, number | 'reset', number][] = [
    [{ kind: 'before', status: 502 }, 502, 0],
    [{ kind: 'after', status: 502 }, 502, 1],
    [{ kind: 'reset' }, 'reset', 1],
    [{ kind: 'reset-before' }, 'reset', 0],
    [{ kind: 'delay', ms: 1 }, 201, 1],
  ];
  it.each(cases)('%o is met once, where it lies', async (kind, answered, done) => {
    github.world.faults.add({ operation, resource: 'octo/demo#1', ...kind });
    expect(await comment()).toBe(answered);
    expect(issue.comments).toHaveLength(done);
    expect(github.world.faults.pending()).toEqual([]);
    expect(await comment()).toBe(201);
    expect(issue.comments).toHaveLength(done + 1);
  });

  it('goes by the description’s name of the operation too', async () => {
    github.world.faults.add({
      operation: 'issues/create-comment',
      resource: 'octo/demo',
      kind: 'before',
      status: 500,
    });
    expect(await comment()).toBe(500);
  });

  it('does not touch another operation or another resource', async () => {
    github.world.faults.add({ operation, resource: 'octo/demo#2', kind: 'before', status: 502 });
    github.world.faults.add({
      operation: 'PATCH /repos/{owner}/{repo}/issues/{issue_number}',
      resource: '*',
      kind: 'before',
      status: 502,
    });
    expect(await comment()).toBe(201);
    expect(github.world.faults.pending()).toHaveLength(2);
  });

  it('can answer a page instead of JSON', async () => {
    github.world.faults.add({
      operation: 'GET /repos/{owner}/{repo}',
      resource: 'octo/demo',
      kind: 'before',
      status: 200,
      body: '<html>Unicorn</html>',
    });
    const response = await github.rest('/repos/octo/demo');
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
      200,
      'text/html',
      '<html>Unicorn</html>',
    ]);
  });

  it('lies on a branch of a repository', async () => {
    const sha = (await (await github.rest('/repos/octo/demo/commits/main')).json()) as { sha: string };
    github.world.faults.add({
      operation: 'git/create-ref',
      resource: 'octo/demo@topic',
      kind: 'after',
      status: 502,
    });
    const create = (ref: string): Promise<Response> =>
      github.rest('/repos/octo/demo/git/refs', {
        method: 'POST',
        body: JSON.stringify({ ref, sha: sha.sha }),
      });
    expect([(await create('refs/heads/other')).status, (await create('refs/heads/topic')).status]).toEqual([
      201, 502,
    ]);
    expect((await github.rest('/repos/octo/demo/git/ref/heads/topic')).status).toBe(200);
  });
});

describe('a fault on a GraphQL mutation', () => {
  const text = `mutation ($id: ID!, $repo: ID!, $oid: GitObjectID!) {
    first: addComment(input: {subjectId: $id, body: "one"}) { clientMutationId }
    branch: createRef(input: {repositoryId: $repo, name: "refs/heads/topic", oid: $oid}) { clientMutationId }
    last: addComment(input: {subjectId: $id, body: "two"}) { clientMutationId }
  }`;

  async function send(): Promise<{ status: number | 'reset'; comments: number; branch: number }> {
    const { sha: oid } = (await (await github.rest('/repos/octo/demo/commits/main')).json()) as {
      sha: string;
    };
    const variables = { id: issue.nodeId, repo: github.repository.nodeId, oid };
    const status = await github.graphql(text, variables).then(
      (answer) => answer.status,
      () => 'reset' as const,
    );
    const branch = (await github.rest('/repos/octo/demo/git/ref/heads/topic')).status;
    return { status, comments: issue.comments.length, branch };
  }

  it.each([
    ['addComment', 'octo/demo#1'],
    ['createRef', 'octo/demo@topic'],
    ['createRef', 'octo/demo'],
  ])('speaks after the whole document is done: %s on %s', async (name, resource) => {
    github.world.faults.add({ operation: name, resource, kind: 'reset' });
    expect(await send()).toEqual({ status: 'reset', comments: 2, branch: 200 });
  });

  it('does nothing of the document when it speaks before', async () => {
    github.world.faults.add({ operation: 'createRef', resource: 'octo/demo@topic', kind: 'reset-before' });
    expect(await send()).toEqual({ status: 'reset', comments: 0, branch: 404 });
    github.world.faults.add({
      operation: 'addComment',
      resource: '*',
      kind: 'before',
      status: 503,
      body: '<html></html>',
    });
    expect(await comment()).toBe(201);
    const response = await fetch(`${github.url}/api/graphql`, {
      method: 'POST',
      headers: { authorization: `bearer ${github.token()}` },
      body: JSON.stringify({
        query: `mutation { addComment(input: {subjectId: "${issue.nodeId}", body: "x"}) { clientMutationId } }`,
      }),
    });
    expect([response.status, issue.comments.length]).toEqual([503, 1]);
  });
});

describe('an imposed limit', () => {
  const until = new Date(Date.now() + 60_000);

  it.each([
    [403, 30],
    [429, null],
  ] as const)(
    'refuses that caller alone with %i, retry-after %s, and does nothing',
    async (status, seconds) => {
      const caller = `installation ID ${github.installation.id}`;
      imposeLimit(github.world, { caller, limit: 'secondary', status, retryAfterSeconds: seconds, until });
      const response = await github.rest('/repos/octo/demo/issues/1/comments', {
        method: 'POST',
        body: '{"body":"hello"}',
      });
      expect(response.status).toBe(status);
      expect(response.headers.get('retry-after')).toBe(seconds === null ? null : String(seconds));
      expect(await response.json()).toMatchObject({
        message: expect.stringContaining('secondary rate limit') as string,
      });
      expect(issue.comments).toEqual([]);
      const token = github.userToken(github.people.alice);
      expect((await github.rest('/repos/octo/demo', { token })).status).toBe(200);
    },
  );

  it('is told in a GraphQL answer of status 200', async () => {
    imposeLimit(github.world, { caller: '*', limit: 'primary', status: 403, retryAfterSeconds: null, until });
    const answer = await github.graphql('{ viewer { login } }');
    expect(answer).toMatchObject({ status: 200, data: null, errors: [{ type: 'RATE_LIMITED' }] });
    const response = await github.rest('/repos/octo/demo');
    expect([response.status, response.headers.get('x-ratelimit-remaining')]).toEqual([403, '0']);
  });

  it('ends when it is lifted', async () => {
    imposeLimit(github.world, { caller: '*', limit: 'secondary', status: 429, retryAfterSeconds: 1, until });
    expect((await github.rest('/repos/octo/demo')).status).toBe(429);
    liftLimits(github.world);
    expect((await github.rest('/repos/octo/demo')).status).toBe(200);
  });

  it('ends at its time', async () => {
    imposeLimit(github.world, {
      caller: '*',
      limit: 'secondary',
      status: 403,
      retryAfterSeconds: 1,
      until: new Date(0),
    });
    expect((await github.rest('/repos/octo/demo')).status).toBe(200);
  });
});
