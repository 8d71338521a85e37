import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Harness } from './harness.ts';
import { startHarness } from './harness.ts';
import type { Rest } from './rest-support.ts';
import { at, refused } from './rest-support.ts';

let github: Harness;
let rest: Rest;

beforeAll(async () => {
  github = await startHarness();
  rest = github.appOctokit().rest;
});
afterAll(() => github.close());

describe('issues over REST', () => {
  it('are opened, changed, labelled, listed and closed', async () => {
    const { data: issue } = await rest.issues.create({
      ...at,
      title: 'Wrong sum',
      body: 'add subtracts',
      labels: ['ready', 'new one'],
    });
    expect(issue).toMatchObject({ number: 1, state: 'open', user: { login: 'helper[bot]', type: 'Bot' } });
    await rest.issues.update({
      ...at,
      issue_number: 1,
      title: 'add subtracts',
      body: null,
      state: 'closed',
      state_reason: 'not_planned',
    });
    const { data: closed } = await rest.issues.get({ ...at, issue_number: 1 });
    expect(closed).toMatchObject({
      title: 'add subtracts',
      body: null,
      state: 'closed',
      state_reason: 'not_planned',
    });
    expect(closed.closed_by?.login).toBe('helper[bot]');
    await rest.issues.removeLabel({ ...at, issue_number: 1, name: 'ready' });
    expect(
      (await rest.issues.listLabelsOnIssue({ ...at, issue_number: 1 })).data.map(({ name }) => name),
    ).toEqual(['new one']);
    expect(await refused(rest.issues.removeLabel({ ...at, issue_number: 1, name: 'ready' }))).toMatchObject({
      status: 404,
    });
    expect((await rest.issues.listForRepo({ ...at })).data).toEqual([]);
    expect((await rest.issues.listForRepo({ ...at, state: 'closed', labels: 'new one' })).data).toHaveLength(
      1,
    );
    expect((await rest.issues.listForRepo({ ...at, state: 'closed', labels: 'new one,ready' })).data).toEqual(
      [],
    );
  });

  it('have comments and reactions; the same reaction is there once', async () => {
    const { data: comment } = await rest.issues.createComment({ ...at, issue_number: 1, body: 'first' });
    await rest.issues.updateComment({ ...at, comment_id: comment.id, body: 'second' });
    const react = (): Promise<{ status: number; data: { id: number } }> =>
      rest.reactions.createForIssueComment({ ...at, comment_id: comment.id, content: 'eyes' });
    const one = await react();
    const two = await react();
    expect([one.status, two.status, one.data.id === two.data.id]).toEqual([201, 200, true]);
    expect((await rest.issues.getComment({ ...at, comment_id: comment.id })).data).toMatchObject({
      body: 'second',
      reactions: { eyes: 1 },
    });
    await rest.reactions.deleteForIssueComment({ ...at, comment_id: comment.id, reaction_id: one.data.id });
    expect((await rest.reactions.listForIssueComment({ ...at, comment_id: comment.id })).data).toEqual([]);
    await rest.issues.deleteComment({ ...at, comment_id: comment.id });
    expect(await refused(rest.issues.getComment({ ...at, comment_id: comment.id }))).toMatchObject({
      status: 404,
    });
  });

  it('are paged by links', async () => {
    for (const number of [1, 2, 3, 4, 5])
      await rest.issues.createComment({ ...at, issue_number: 1, body: `comment ${number}` });
    const octokit = github.octokit();
    const first = await octokit.rest.issues.listComments({ ...at, issue_number: 1, per_page: 2 });
    expect(first.headers.link).toMatch(/page=2>; rel="next".*page=3>; rel="last"/);
    const all = await octokit.paginate(octokit.rest.issues.listComments, {
      ...at,
      issue_number: 1,
      per_page: 2,
    });
    expect(all.map(({ body }) => body)).toEqual([
      'comment 1',
      'comment 2',
      'comment 3',
      'comment 4',
      'comment 5',
    ]);
  });

  it('refuse a title or body that is too long', async () => {
    const body = 'x'.repeat(65_537);
    expect(await refused(rest.issues.createComment({ ...at, issue_number: 1, body }))).toMatchObject({
      status: 422,
    });
  });
});

it('is answered 404 where there is no such operation', async () => {
  expect((await github.rest('/repos/octo/demo/stargazers')).status).toBe(404);
  expect((await github.rest('/repos/octo/demo/issues/one')).status).toBe(404);
});

it('has sent nothing that does not fit the descriptions', () => {
  expect(github.world.mismatches).toEqual([]);
});
