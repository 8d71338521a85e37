import nock from 'nock';
import { afterEach, describe, expect, it } from 'vitest';
import { headSha, repoName } from '../../../src/task/names.ts';
import { host, mints, overNock, repo } from '../over-nock.ts';

afterEach(() => {
  nock.abortPendingRequests();
  nock.cleanAll();
});

const runPath = '/repos/octo/demo/actions/runs/5';
const run = { id: 5, run_attempt: 2, run_started_at: '2030-01-01T00:00:00Z' };
const mergePath = '/repos/octo/demo/pulls/3/merge';
const call = { pull: 3, sha: headSha('abc123'), method: 'squash', title: 'T', message: 'M' } as const;
const signal = (): AbortSignal => AbortSignal.timeout(10_000);
const merged = { sha: 'def456', merged: true, message: 'ok' };

describe('a token', () => {
  it('is minted for one repository with the least permissions', async () => {
    const { client } = overNock();
    let asked: unknown;
    nock(host)
      .post('/app/installations/7/access_tokens', (body) => Boolean((asked = body)))
      .matchHeader('authorization', /^bearer eyJ/)
      .reply(201, { token: 'ghs_one', expires_at: '2030-01-01T01:00:00Z' });
    nock(host).get(runPath).matchHeader('authorization', 'token ghs_one').reply(200, run);
    expect(await client.run(5)).toEqual({
      kind: 'run',
      attempt: 2,
      startedAt: Date.parse(run.run_started_at),
    });
    expect(asked).toEqual({
      repositories: ['demo'],
      permissions: {
        contents: 'write',
        pull_requests: 'write',
        issues: 'write',
        checks: 'write',
        actions: 'read',
        metadata: 'read',
      },
    });
  });

  it('is used until five minutes before it expires', async () => {
    const world = overNock();
    mints(world.clock, 'one');
    nock(host).get(runPath).twice().matchHeader('authorization', 'token ghs_one').reply(200, run);
    await world.client.run(5);
    world.clock += 54 * 60_000;
    await world.client.run(5);
    expect(world.meter.take()).toMatchObject({ total: 3 });
    world.clock += 2 * 60_000;
    mints(world.clock, 'two');
    nock(host).get(runPath).matchHeader('authorization', 'token ghs_two').reply(200, run);
    expect(await world.client.run(5)).toMatchObject({ kind: 'run' });
  });

  it('is minted once for several requests at a time', async () => {
    const world = overNock();
    mints(world.clock, 'one');
    nock(host).get(runPath).times(3).reply(200, run);
    const replies = await Promise.all([world.client.run(5), world.client.run(5), world.client.run(5)]);
    expect(replies.map(({ kind }) => kind)).toEqual(['run', 'run', 'run']);
    expect(world.meter.take()).toMatchObject({ total: 4 });
  });

  it('finds the installation where the caller does not know it, once', async () => {
    const world = overNock();
    const client = world.github.repository(repo, { installation: null, meter: world.meter });
    nock(host).get('/repos/octo/demo/installation').reply(200, { id: 7 });
    mints(world.clock, 'one');
    nock(host).get(runPath).twice().reply(200, run);
    await client.run(5);
    await client.run(5);
    expect(world.meter.take()).toMatchObject({ total: 4 });
  });

  it('tells a repository where the App is not installed', async () => {
    const world = overNock();
    const client = world.github.repository(repo, { installation: null, meter: world.meter });
    nock(host).get('/repos/octo/demo/installation').reply(404, { message: 'Not Found' });
    expect(await client.run(5)).toMatchObject({ kind: 'gone' });
  });
});

describe('a read', () => {
  it.each([502, 500])('is repeated after a %i, at most twice', async (status) => {
    const world = overNock();
    mints(world.clock, 'one');
    nock(host).get(runPath).times(3).reply(status, { message: 'oh' });
    nock(host).get(runPath).reply(200, run);
    expect(await world.client.run(5)).toMatchObject({ kind: 'unknown' });
    expect(world.pauses).toHaveLength(2);
    expect(world.meter.take()).toMatchObject({ total: 4 });
  });

  it('is repeated after a reset', async () => {
    const world = overNock();
    mints(world.clock, 'one');
    nock(host).get(runPath).replyWithError('socket hang up');
    nock(host).get(runPath).reply(200, run);
    expect(await world.client.run(5)).toMatchObject({ kind: 'run' });
  });

  it('is repeated with the same token when a new one is not known yet', async () => {
    const world = overNock();
    mints(world.clock, 'one');
    nock(host).get(runPath).twice().reply(401, { message: 'Bad credentials' });
    nock(host).get(runPath).matchHeader('authorization', 'token ghs_one').reply(200, run);
    expect(await world.client.run(5)).toMatchObject({ kind: 'run' });
  });

  it('gives up on 401 in the end', async () => {
    const world = overNock();
    mints(world.clock, 'one');
    nock(host).get(runPath).times(9).reply(401, { message: 'Bad credentials' });
    expect(await world.client.run(5)).toMatchObject({ kind: 'refused', status: 401 });
    expect(world.meter.take().total).toBeLessThanOrEqual(5);
  });

  it('renews a token that has been revoked', async () => {
    const world = overNock();
    mints(world.clock, 'one', 'two');
    nock(host).get(runPath).matchHeader('authorization', 'token ghs_one').reply(200, run);
    await world.client.run(5);
    world.clock += 60_000;
    nock(host)
      .get(runPath)
      .matchHeader('authorization', 'token ghs_one')
      .reply(401, { message: 'Bad credentials' });
    nock(host).get(runPath).matchHeader('authorization', 'token ghs_two').reply(200, run);
    expect(await world.client.run(5)).toMatchObject({ kind: 'run' });
  });

  it('proves nothing when its answer is not what it should be', async () => {
    const world = overNock();
    mints(world.clock, 'one');
    nock(host).get(runPath).reply(200, { id: 5 });
    expect(await world.client.run(5)).toMatchObject({ kind: 'unknown' });
  });
});

describe('a mutation', () => {
  it.each([500, 502, 503])('is not repeated after a %i', async (status) => {
    const world = overNock();
    mints(world.clock, 'one');
    nock(host).put(mergePath).reply(status, { message: 'oh' });
    const second = nock(host).put(mergePath).reply(200, merged);
    expect(await world.client.merge(call, signal())).toMatchObject({ kind: 'unknown' });
    expect(second.isDone()).toBe(false);
  });

  it('is not repeated after a reset', async () => {
    const world = overNock();
    mints(world.clock, 'one');
    nock(host).put(mergePath).replyWithError('socket hang up');
    const second = nock(host).put(mergePath).reply(200, merged);
    expect(await world.client.merge(call, signal())).toMatchObject({ kind: 'unknown' });
    expect(second.isDone()).toBe(false);
  });

  it('is not repeated as a document either', async () => {
    const world = overNock();
    mints(world.clock, 'one');
    nock(host)
      .post('/graphql')
      .reply(200, { data: { repository: { id: 'R_1' } } });
    nock(host).post('/graphql').reply(502, { message: 'oh' });
    const second = nock(host).post('/graphql').reply(200, { data: {} });
    const mutations = [{ do: 'closeIssue', id: 'I_1' }] as const;
    expect(await world.client.mutate(mutations, null, signal())).toMatchObject({ kind: 'unknown' });
    expect(second.isDone()).toBe(false);
  });

  it('is sent once more, with a new token, after a 401: it was not carried out', async () => {
    const world = overNock();
    mints(world.clock, 'one', 'two');
    nock(host)
      .put(mergePath)
      .matchHeader('authorization', 'token ghs_one')
      .reply(401, { message: 'Bad credentials' });
    nock(host).put(mergePath).matchHeader('authorization', 'token ghs_two').reply(200, merged);
    expect(await world.client.merge(call, signal())).toEqual({ kind: 'merged', sha: 'def456' });
  });

  it('is not sent a third time', async () => {
    const world = overNock();
    mints(world.clock, 'one', 'two', 'three');
    nock(host).put(mergePath).twice().reply(401, { message: 'Bad credentials' });
    const third = nock(host).put(mergePath).reply(200, merged);
    expect(await world.client.merge(call, signal())).toMatchObject({ kind: 'refused', reason: 'forbidden' });
    expect(third.isDone()).toBe(false);
  });

  it('is not sent past its deadline', async () => {
    const world = overNock();
    mints(world.clock, 'one');
    const sent = nock(host).put(mergePath).reply(200, merged);
    expect(await world.client.merge(call, AbortSignal.abort())).toMatchObject({ kind: 'unknown' });
    expect(sent.isDone()).toBe(false);
    // The token alone.
    expect(world.meter.take()).toMatchObject({ total: 1, contentCreating: 0 });
  });

  it('is ended by its deadline, and then nobody knows', async () => {
    const world = overNock();
    mints(world.clock, 'one');
    const deadline = new AbortController();
    nock(host)
      .put(mergePath, () => {
        deadline.abort();
        return true;
      })
      .delay(5_000)
      .reply(200, merged);
    expect(await world.client.merge(call, deadline.signal)).toMatchObject({ kind: 'unknown' });
  });

  it('does not follow a redirect', async () => {
    const world = overNock();
    mints(world.clock, 'one');
    nock(host)
      .put(mergePath)
      .reply(307, '', { location: `${host}/repositories/9/pulls/3/merge` });
    const elsewhere = nock(host).put('/repositories/9/pulls/3/merge').reply(200, merged);
    expect(await world.client.merge(call, signal())).toMatchObject({ kind: 'refused', status: 307 });
    expect(elsewhere.isDone()).toBe(false);
  });
});

describe('a limit', () => {
  it('is kept: no request is made before it ends', async () => {
    const world = overNock();
    mints(world.clock, 'one');
    nock(host).get(runPath).reply(403, { message: 'secondary rate limit' }, { 'retry-after': '60' });
    const until = world.clock + 60_000;
    expect(await world.client.run(5)).toMatchObject({ kind: 'limited', until });
    const next = nock(host).get(runPath).reply(200, run);
    world.clock = until - 1;
    expect(await world.client.run(5)).toMatchObject({ kind: 'limited', until });
    expect(next.isDone()).toBe(false);
    world.clock = until;
    expect(await world.client.run(5)).toMatchObject({ kind: 'run' });
  });

  it('holds for every repository of the installation', async () => {
    const world = overNock();
    mints(world.clock, 'one', 'two');
    nock(host).get(runPath).reply(429, { message: 'slow down' }, { 'retry-after': '60' });
    await world.client.run(5);
    const other = world.github.repository(repoName('octo/other'), { installation: 7, meter: world.meter });
    expect(await other.run(5)).toMatchObject({ kind: 'limited' });
  });

  it('may come in a GraphQL answer of 200', async () => {
    const world = overNock();
    mints(world.clock, 'one');
    const body = { errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }] };
    nock(host).post('/graphql').reply(200, body, { 'retry-after': '10' });
    const mutations = [{ do: 'closeIssue', id: 'I_1' }] as const;
    const until = world.clock + 10_000;
    expect(await world.client.mutate(mutations, null, signal())).toMatchObject({ kind: 'limited', until });
    expect(await world.client.run(5)).toMatchObject({ kind: 'limited', until });
  });
});
