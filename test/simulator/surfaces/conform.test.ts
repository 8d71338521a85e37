import { readFileSync, statSync } from 'node:fs';
import { isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkPayload, checkRequest, checkResponse, operationId } from '../../../src/simulator/conform.ts';
import { loadSchema } from '../../../src/simulator/graphql/load-schema.ts';
import { fieldsByType, mutations } from '../../../src/simulator/graphql/resolve-field.ts';
import { createIssue } from '../../../src/simulator/ops/conversation/issues.ts';
import { createFindRoute } from '../../../src/simulator/rest/find-route.ts';
import { routes } from '../../../src/simulator/rest/routes.ts';
import type { Harness } from './harness.ts';
import { startHarness } from './harness.ts';

let github: Harness;
beforeAll(async () => {
  github = await startHarness();
});
afterAll(() => github.close());

const folder = new URL('../../../src/simulator/descriptions/', import.meta.url);

describe('the descriptions', () => {
  it('hold exactly the operations that are served, and stay small', () => {
    const { operations } = JSON.parse(readFileSync(new URL('rest.json', folder), 'utf8')) as {
      operations: object;
    };
    expect(routes.map((route) => route.operation).toSorted()).toEqual(Object.keys(operations).toSorted());
    expect(statSync(new URL('rest.json', folder)).size).toBeLessThan(300_000);
    expect(statSync(new URL('webhooks.json', folder)).size).toBeLessThan(400_000);
    expect(operationId('PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge')).toBe('pulls/merge');
  });

  it('find what is wrong with a request, an answer and a payload', () => {
    const labels = '/repos/{owner}/{repo}/labels';
    expect(checkRequest(`POST ${labels}`, new URLSearchParams(), { name: 'x' })).toEqual([]);
    expect(checkRequest(`POST ${labels}`, new URLSearchParams(), { name: 5 })).toEqual([
      expect.stringContaining('/name must be string'),
    ]);
    expect(checkRequest(`POST ${labels}`, new URLSearchParams(), undefined)).toEqual(['body is required']);
    const issues = 'GET /repos/{owner}/{repo}/issues';
    expect(checkRequest(issues, new URLSearchParams({ state: 'open' }), undefined)).toEqual([]);
    expect(checkRequest(issues, new URLSearchParams({ state: 'opened' }), undefined)).toHaveLength(1);
    expect(checkResponse(`GET ${labels}/{name}`, 200, { id: 1 })).toContainEqual(
      expect.stringContaining("required property 'node_id'"),
    );
    expect(checkResponse(`GET ${labels}/{name}`, 202, {})).toEqual(['status 202 is not described']);
    expect(checkPayload('issues', 'labeled', { action: 'labeled' })).toContainEqual(
      expect.stringContaining("required property 'issue'"),
    );
    expect(checkPayload('issues', 'invented', {})).toEqual(['issues-invented is not described']);
  });
});

describe('the GraphQL definition', () => {
  it('holds exactly the fields and mutations that are answered, and stays small', () => {
    const schema = loadSchema();
    for (const [type, answered] of Object.entries({ ...fieldsByType, Mutation: mutations })) {
      const defined = schema.getType(type);
      const names = isObjectType(defined) ? Object.keys(defined.getFields()) : [];
      expect([type, ...names.toSorted()]).toEqual([type, ...Object.keys(answered).toSorted()]);
    }
    expect(statSync(new URL('schema.graphql', folder)).size).toBeLessThan(60_000);
  });

  it('says where it is from', () => {
    const head = readFileSync(new URL('schema.graphql', folder), 'utf8').split('\n', 2).join('\n');
    expect(head).toMatch(/GitHub's public GraphQL schema[^]*@octokit\/graphql-schema@[\d.]+ [^]*MIT licence/);
  });
});

describe('a client that is wrong', () => {
  it('is refused and written down: a REST body that does not fit', async () => {
    const response = await github.rest('/repos/octo/demo/labels', { method: 'POST', body: '{"name":5}' });
    expect(response.status).toBe(422);
    expect(github.world.mismatches.splice(0)).toMatchObject([
      { where: 'POST /repos/{owner}/{repo}/labels request' },
    ]);
  });

  it('is refused and written down: a GraphQL document that the schema does not know', async () => {
    const { status, data, errors } = await github.graphql('{ viewer { shoeSize } }');
    expect([status, data]).toEqual([200, null]);
    expect(errors).toMatchObject([{ message: expect.stringContaining('shoeSize') as string }]);
    expect(github.world.mismatches.splice(0)).toMatchObject([{ where: 'graphql document' }]);
  });

  it.each([
    ['a field', '{ viewer { bio } }', 'Cannot query field "bio" on type "User".'],
    [
      'a mutation',
      'mutation { lockLockable(input: { lockableId: "I_1" }) { clientMutationId } }',
      'Cannot query field "lockLockable" on type "Mutation".',
    ],
    ['a type', '{ node(id: "x") { ... on Discussion { id } } }', 'Unknown type "Discussion".'],
    [
      'an argument',
      '{ rateLimit(wet: true) { cost } }',
      'Unknown argument "wet" on field "Query.rateLimit".',
    ],
  ])('is refused and written down: %s that GitHub may have, but the simulator has not', async (...row) => {
    const [, text, message] = row;
    const { status, data, errors } = await github.graphql(text);
    expect([status, data]).toEqual([200, null]);
    expect(errors[0]?.message).toContain(message);
    expect(github.world.mismatches.splice(0)).toMatchObject([{ where: 'graphql document' }]);
  });

  it('is told where a field is not simulated, instead of a null that could pass for an answer', async () => {
    const { world, repository, people } = github;
    const { number } = createIssue(world, { kind: 'user', user: people.rita }, repository, { title: 'Sum' });
    const field = `issue(number: ${number}) { reactions(first: 1) { viewerHasReacted } }`;
    const { errors } = await github.graphql(`{ repository(owner: "octo", name: "demo") { ${field} } }`);
    expect(errors).toMatchObject([{ message: 'ReactionConnection.viewerHasReacted is not simulated' }]);
    expect(github.world.mismatches.splice(0)).toHaveLength(1);
  });

  it('is refused JSON that cannot be parsed, and a GraphQL request without a query', async () => {
    expect((await github.rest('/repos/octo/demo/labels', { method: 'POST', body: '{' })).status).toBe(400);
    const response = await fetch(`${github.url}/api/graphql`, {
      method: 'POST',
      headers: { authorization: `bearer ${github.token()}` },
      body: '{}',
    });
    expect(response.status).toBe(400);
    expect(github.world.mismatches).toEqual([]);
  });
});

it('writes down an answer of its own that does not fit', async () => {
  const [label] = github.repository.labels;
  if (label === undefined) throw new Error('no label');
  Object.assign(label, { color: 7 });
  expect((await github.rest('/repos/octo/demo/labels')).status).toBe(200);
  Object.assign(label, { color: 'ededed' });
  expect(github.world.mismatches.splice(0)).toMatchObject([
    {
      where: 'GET /repos/{owner}/{repo}/labels answer',
      detail: expect.stringContaining('/0/color must be string') as string,
    },
  ]);
});

describe('finding a route', () => {
  const find = createFindRoute(routes);
  it.each([
    [
      'GET',
      '/repos/o/r/issues/7',
      'GET /repos/{owner}/{repo}/issues/{issue_number}',
      { owner: 'o', repo: 'r', issue_number: '7' },
    ],
    [
      'GET',
      '/repos/o/r/issues/comments/7',
      'GET /repos/{owner}/{repo}/issues/comments/{comment_id}',
      { comment_id: '7' },
    ],
    ['GET', '/repos/o/r/git/ref/heads/a/b', 'GET /repos/{owner}/{repo}/git/ref/{ref}', { ref: 'heads/a/b' }],
    ['GET', '/repos/o/r/git/ref/heads%2Fa', 'GET /repos/{owner}/{repo}/git/ref/{ref}', { ref: 'heads/a' }],
    [
      'GET',
      '/repos/o/r/commits/a/b/check-runs',
      'GET /repos/{owner}/{repo}/commits/{ref}/check-runs',
      { ref: 'a/b' },
    ],
    ['GET', '/repos/o/r/contents', 'GET /repos/{owner}/{repo}/contents/{path}', { path: '' }],
    ['GET', '/repos/o/r/contents/a/b.py', 'GET /repos/{owner}/{repo}/contents/{path}', { path: 'a/b.py' }],
    [
      'DELETE',
      '/repos/o/r/issues/7/labels/two%20words',
      'DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}',
      { name: 'two words' },
    ],
  ])('%s %s is %s', (method, path, operation, params) => {
    const found = find(method, path);
    expect(found?.route.operation).toBe(operation);
    expect(found?.params).toMatchObject(params);
  });

  it('finds none for another method or path', () => {
    expect(find('PATCH', '/app')).toBeNull();
    expect(find('GET', '/repos/o')).toBeNull();
  });
});
