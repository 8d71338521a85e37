import nock from 'nock';
import { afterEach, describe, expect, it } from 'vitest';
import { host, mints, overNock, repo } from '../over-nock.ts';

afterEach(() => nock.cleanAll());

function numbered<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

const installation = (id: number) => ({ id, account: { login: 'octo' }, suspended_at: null });

const delivery = (id: string, at: string) =>
  `{"id":${id},"guid":"g${id}","delivered_at":"${at}","event":"issues","action":"labeled","redelivery":false,"status_code":502}`;

describe('a list', () => {
  it('is read page by page, as the App', async () => {
    const { github } = overNock();
    nock(host, { reqheaders: { authorization: /^bearer eyJ/ } })
      .get('/app/installations?per_page=100&page=1')
      .reply(200, numbered(100, installation))
      .get('/app/installations?per_page=100&page=2')
      .reply(200, [{ ...installation(100), suspended_at: '2030-01-01T00:00:00Z' }]);
    const read = await github.installations();
    if (read.kind !== 'installations') throw new Error(read.message);
    expect(read.installations).toHaveLength(101);
    expect(read.installations.at(-1)).toEqual({ id: 100, account: 'octo', suspended: true });
  });

  it('that does not end is not passed on as whole', async () => {
    const { github } = overNock();
    nock(host).get('/app/installations').query(true).times(20).reply(200, numbered(100, installation));
    expect(await github.installations()).toMatchObject({ kind: 'refused' });
  });

  it('of repositories is read with a token that may do nothing else', async () => {
    const { github } = overNock();
    nock(host)
      .post('/app/installations/7/access_tokens', { permissions: { metadata: 'read' } })
      .reply(201, { token: 'ghs_few', expires_at: '2030-01-01T01:00:00Z' });
    nock(host, { reqheaders: { authorization: 'token ghs_few' } })
      .get('/installation/repositories')
      .query(true)
      .reply(200, { total_count: 1, repositories: [{ full_name: 'octo/demo' }] });
    expect(await github.repositories(7)).toEqual({ kind: 'repositories', repositories: ['octo/demo'] });
  });

  it('of issues leaves pull requests out', async () => {
    const world = overNock();
    mints(world.clock, 'one');
    nock(host)
      .get('/repos/octo/demo/issues')
      .query({ state: 'open', labels: 'cadence', per_page: 100, page: 1 })
      .reply(200, [
        { number: 1, updated_at: '2030-01-01T00:00:00Z' },
        { number: 2, updated_at: '2030-01-01T00:00:00Z', pull_request: {} },
      ]);
    expect(await world.github.openIssuesWithLabel(repo, 7, 'cadence')).toEqual({
      kind: 'issues',
      issues: [{ number: 1, updatedAt: Date.parse('2030-01-01T00:00:00Z') }],
    });
  });
});

describe('deliveries', () => {
  const json = { 'content-type': 'application/json' };

  it('are read by their cursor, back to the time asked for', async () => {
    const { github } = overNock();
    const link = `<${host}/app/hook/deliveries?per_page=100&cursor=v1_2>; rel="next"`;
    const more = `<${host}/app/hook/deliveries?per_page=100&cursor=v1_3>; rel="next"`;
    nock(host)
      .get('/app/hook/deliveries?per_page=100')
      .reply(200, `[${delivery('3', '2030-01-01T03:00:00Z')}]`, { ...json, link })
      .get('/app/hook/deliveries?per_page=100&cursor=v1_2')
      .reply(200, `[${delivery('2', '2030-01-01T02:00:00Z')},${delivery('1', '2030-01-01T01:00:00Z')}]`, {
        ...json,
        link: more,
      });
    const read = await github.deliveries(Date.parse('2030-01-01T02:00:00Z'));
    expect(read).toMatchObject({ complete: true, deliveries: [{ id: '3', result: 'failed' }, { id: '2' }] });
    expect(read).toHaveProperty('deliveries.length', 2);
  });

  it('keep ids that are larger than a number holds, and are asked for again by them', async () => {
    const { github } = overNock();
    const id = '216345678901280769';
    nock(host)
      .get('/app/hook/deliveries')
      .query(true)
      .reply(200, `[${delivery(id, '2030-01-01T03:00:00Z')}]`, json);
    expect(await github.deliveries(0)).toMatchObject({
      deliveries: [{ id, guid: `g${id}`, attempt: 'first' }],
    });
    nock(host).post(`/app/hook/deliveries/${id}/attempts`).reply(202, {});
    expect(await github.redeliver(id)).toEqual({ kind: 'asked' });
  });
});
