import nock from 'nock';
import { afterEach, describe, expect, it } from 'vitest';
import { host, mints, overNock } from '../over-nock.ts';

afterEach(() => nock.cleanAll());

const page = (number: number): string =>
  `/repos/octo/demo/actions/runs/5/attempts/2/jobs?per_page=100&page=${number}`;

describe('a workflow run', () => {
  it('has jobs of one attempt, read page by page', async () => {
    const world = overNock();
    mints(world.clock, 'one');
    const jobs = Array.from({ length: 100 }, (_, id) => ({
      id,
      name: `pytest (${id})`,
      status: 'completed',
    }));
    nock(host)
      .get(page(1))
      .reply(200, { total_count: 101, jobs })
      .get(page(2))
      .reply(200, { total_count: 101, jobs: [{ id: 100, name: 'last' }] });
    const read = await world.client.jobs(5, 2);
    if (read.kind !== 'jobs') throw new Error(read.message);
    expect(read.jobs).toHaveLength(101);
    expect(read.jobs.at(-1)).toEqual({ id: 100, name: 'last' });
  });

  it('has artifacts with their times, so that an older attempt’s can be told', async () => {
    const world = overNock();
    mints(world.clock, 'one');
    const artifact = {
      id: 9,
      name: 'junit',
      expired: false,
      created_at: '2030-01-01T00:01:00Z',
      size_in_bytes: 12,
    };
    nock(host)
      .get('/repos/octo/demo/actions/runs/5/artifacts')
      .query(true)
      .reply(200, { total_count: 1, artifacts: [artifact] });
    expect(await world.client.artifacts(5)).toEqual({
      kind: 'artifacts',
      artifacts: [
        { id: 9, name: 'junit', expired: false, createdAt: Date.parse(artifact.created_at), size: 12 },
      ],
    });
  });
});
