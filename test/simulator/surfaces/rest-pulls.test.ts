import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Harness } from './harness.ts';
import { startHarness } from './harness.ts';
import type { Rest } from './rest-support.ts';
import { at, branch, main, refused } from './rest-support.ts';

let github: Harness;
let rest: Rest;

beforeAll(async () => {
  github = await startHarness();
  rest = github.appOctokit().rest;
});
afterAll(() => github.close());

describe('pull requests over REST', () => {
  it('are opened once a head and base, reviewed, updated and merged', async () => {
    const head = await branch(rest, 'fix', 'def add(a, b):\n    return a + b\n');
    const { data: pull } = await rest.pulls.create({
      ...at,
      title: 'Fix',
      head: 'fix',
      base: 'main',
      body: 'Fixes nothing',
    });
    expect(pull).toMatchObject({ state: 'open', head: { sha: head }, base: { ref: 'main' } });
    expect(
      await refused(rest.pulls.create({ ...at, title: 'Again', head: 'fix', base: 'main' })),
    ).toMatchObject({
      status: 422,
      message: expect.stringContaining('A pull request already exists for octo:fix') as string,
    });
    await github.world.later.idle();
    const pull_number = pull.number;
    expect((await rest.pulls.get({ ...at, pull_number })).data.mergeable).toBe(true);
    expect((await rest.pulls.list({ ...at, head: 'octo:fix' })).data).toHaveLength(1);
    expect((await rest.pulls.list({ ...at, head: 'octo:other' })).data).toEqual([]);
    expect((await rest.pulls.listFiles({ ...at, pull_number })).data).toMatchObject([
      {
        filename: 'src/add.py',
        status: 'modified',
        additions: 1,
        deletions: 1,
        patch: expect.stringContaining('+    return a + b') as string,
      },
    ]);
    expect((await rest.pulls.listCommits({ ...at, pull_number })).data.map(({ sha }) => sha)).toEqual([head]);

    const { data: pending } = await rest.pulls.createReview({
      ...at,
      pull_number,
      body: 'Good',
      comments: [{ path: 'src/add.py', line: 2, body: 'Yes' }],
    });
    expect(pending.state).toBe('PENDING');
    const review_id = Number(pending.id);
    const other = github.octokit(github.userToken(github.people.alice)).rest;
    expect((await other.pulls.listReviews({ ...at, pull_number })).data).toEqual([]);
    expect(
      await refused(rest.pulls.submitReview({ ...at, pull_number, review_id, event: 'APPROVE' })),
    ).toMatchObject({ status: 422 });
    await rest.pulls.submitReview({ ...at, pull_number, review_id, event: 'COMMENT' });
    expect((await other.pulls.listReviews({ ...at, pull_number })).data).toMatchObject([
      { state: 'COMMENTED', user: { login: 'helper[bot]' } },
    ]);
    expect((await other.pulls.listReviewComments({ ...at, pull_number })).data).toMatchObject([
      { path: 'src/add.py', line: 2 },
    ]);

    expect(await refused(rest.pulls.merge({ ...at, pull_number, sha: await main(rest) }))).toMatchObject({
      status: 409,
      message: expect.stringContaining('Head branch was modified. Review and try the merge again.') as string,
    });
    const { data: merged } = await rest.pulls.merge({
      ...at,
      pull_number,
      sha: head,
      merge_method: 'squash',
      commit_title: 'T',
      commit_message: 'M',
    });
    expect(merged).toMatchObject({ merged: true, sha: await main(rest) });
    expect((await rest.git.getCommit({ ...at, commit_sha: merged.sha })).data.message.trimEnd()).toBe(
      'T\n\nM',
    );
    expect(await refused(rest.pulls.merge({ ...at, pull_number, sha: head }))).toMatchObject({ status: 405 });
    expect((await rest.pulls.get({ ...at, pull_number })).data).toMatchObject({
      merged: true,
      state: 'closed',
      merged_by: { login: 'helper[bot]' },
    });
  });

  it('take the base in by an update that is accepted at once and done later', async () => {
    await branch(rest, 'behind', 'def add(a, b):\n    return b + a\n');
    const { data: pull } = await rest.pulls.create({
      ...at,
      title: 'Behind',
      head: 'behind',
      base: 'main',
      draft: true,
    });
    const pull_number = pull.number;
    const accepted = await rest.pulls
      .updateBranch({ ...at, pull_number, expected_head_sha: pull.head.sha })
      .catch((error: unknown) => error);
    // Nothing to take in yet: the base has not moved.
    expect(accepted).toMatchObject({ status: 422 });
    expect(await refused(rest.pulls.merge({ ...at, pull_number }))).toMatchObject({ status: 405 });
    await rest.pulls.update({ ...at, pull_number, title: 'Behind no more', state: 'closed' });
    expect((await rest.pulls.get({ ...at, pull_number })).data).toMatchObject({
      title: 'Behind no more',
      state: 'closed',
      merged: false,
    });
    await rest.issues.update({
      ...at,
      issue_number: pull_number,
      labels: ['later'],
      body: 'by its issue side',
    });
    expect((await rest.pulls.get({ ...at, pull_number })).data).toMatchObject({
      labels: [{ name: 'later' }],
      body: 'by its issue side',
    });
  });
});

describe('checks over REST', () => {
  it('are made, completed and listed, the latest of each name', async () => {
    const head_sha = await main(rest);
    const { data: run } = await rest.checks.create({
      ...at,
      name: 'gate',
      head_sha,
      status: 'in_progress',
      external_id: 'x-1',
    });
    expect(run).toMatchObject({
      status: 'in_progress',
      conclusion: null,
      external_id: 'x-1',
      app: { slug: 'helper' },
    });
    await rest.checks.update({
      ...at,
      check_run_id: run.id,
      conclusion: 'success',
      output: {
        title: 'Fine',
        summary: 'All good',
        annotations: [
          { path: 'src/add.py', start_line: 1, end_line: 1, annotation_level: 'notice', message: 'here' },
        ],
      },
    });
    await rest.checks.create({ ...at, name: 'gate', head_sha, status: 'queued' });
    const { data: latest } = await rest.checks.listForRef({ ...at, ref: 'main' });
    expect(latest.check_runs.map(({ status }) => status)).toEqual(['queued']);
    const { data: all } = await rest.checks.listForRef({ ...at, ref: 'main', filter: 'all' });
    expect(all.check_runs).toMatchObject([
      { status: 'completed', conclusion: 'success', output: { annotations_count: 1 } },
      { status: 'queued' },
    ]);
  });
});

it('has sent nothing that does not fit the descriptions', () => {
  expect(github.world.mismatches).toEqual([]);
});
