import { describe, expect, it } from 'vitest';
import { latestRuns } from '../../../src/simulator/ops/checks/check-queries.ts';
import { createCheckRun, updateCheckRun } from '../../../src/simulator/ops/checks/checks.ts';
import { createApp } from '../../../src/simulator/create-world.ts';
import { actorOf, install, mintToken } from '../../../src/simulator/ops/access/installations.ts';
import { appPermissions, refusal, scene } from './core-world.ts';

describe('check runs (docs.github.com/rest/checks/runs)', () => {
  it('a push opens a suite for an app that may write checks, and it stays queued', async () => {
    const { owner, repository, app, last, world } = await scene();
    const headOid = await owner.push({ branch: 'topic', files: { 'b.txt': 'b' } });
    expect(repository.checkSuites).toMatchObject([
      { app, headOid, headBranch: 'topic', status: 'queued', runs: [] },
    ]);
    expect(last('check_suite.requested')).toMatchObject({
      check_suite: { head_sha: headOid, latest_check_runs_count: 0 },
    });
    expect(world.mismatches).toEqual([]);
  });

  it('join that suite, complete it, and say so', async () => {
    const { owner, repository, bot, world, events } = await scene();
    const headOid = await owner.push({ branch: 'topic', files: { 'b.txt': 'b' } });
    const run = await createCheckRun(world, bot, repository, {
      name: 'gate',
      headOid,
      status: 'in_progress',
    });
    expect(repository.checkSuites).toHaveLength(1);
    expect(run.suite.status).toBe('in_progress');
    updateCheckRun(world, bot, run, { conclusion: 'failure', output: { title: 'No', summary: 'Because.' } });
    expect(run).toMatchObject({ status: 'completed', conclusion: 'failure' });
    expect(run.completedAt).not.toBeNull();
    expect(run.suite).toMatchObject({ status: 'completed', conclusion: 'failure' });
    expect(events().slice(-3)).toEqual(['check_run.created', 'check_run.completed', 'check_suite.completed']);
    expect(world.mismatches).toEqual([]);
  });

  it('of the same name do not replace each other: the last is the latest', async () => {
    const { owner, repository, bot, world } = await scene();
    const headOid = await owner.push({ branch: 'topic', files: { 'b.txt': 'b' } });
    const first = await createCheckRun(world, bot, repository, {
      name: 'gate',
      headOid,
      conclusion: 'failure',
    });
    const second = await createCheckRun(world, bot, repository, {
      name: 'gate',
      headOid,
      conclusion: 'success',
    });
    expect(first.suite.runs).toEqual([first, second]);
    expect(latestRuns(first.suite)).toEqual([second]);
    expect(first.suite.conclusion).toBe('success');
  });

  it.each([
    ['an unknown commit', { headOid: '1'.repeat(40) }, `No commit found for SHA: ${'1'.repeat(40)}`],
    ['a completed status without conclusion', { status: 'completed' as const }, 'conclusion is missing'],
    [
      'a summary over 65,535 characters',
      { output: { summary: 'x'.repeat(65_536) } },
      'Only 65535 characters are allowed in summary',
    ],
  ])('are refused with %s', async (_, fields, message) => {
    const { owner, repository, bot, world } = await scene();
    const headOid = await owner.push({ branch: 'topic', files: { 'b.txt': 'b' } });
    const make = () => createCheckRun(world, bot, repository, { name: 'gate', headOid, ...fields });
    expect(await refusal(make)).toEqual({ status: 422, message });
    expect(repository.checkRuns).toEqual([]);
  });

  it('are for apps alone, and each app changes its own', async () => {
    const { owner, repository, bot, world } = await scene();
    const headOid = await owner.push({ branch: 'topic', files: { 'b.txt': 'b' } });
    const run = await createCheckRun(world, bot, repository, { name: 'gate', headOid });
    const person = { kind: 'user', user: owner.user } as const;
    expect(
      await refusal(() => createCheckRun(world, person, repository, { name: 'x', headOid })),
    ).toMatchObject({ status: 403 });
    const settings = {
      slug: 'other',
      name: 'Other',
      permissions: appPermissions,
      events: [],
      webhookSecret: '',
      hookUrl: null,
    };
    const other = createApp(world, owner.user, settings);
    const installation = install(world, other, owner.user, { repositories: [repository] });
    const actor = actorOf(mintToken(world, other, installation.id));
    expect(await refusal(() => updateCheckRun(world, actor, run, { conclusion: 'success' }))).toMatchObject({
      status: 403,
    });
  });
});
