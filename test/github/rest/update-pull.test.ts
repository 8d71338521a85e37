import nock from 'nock';
import { afterEach, describe, expect, it } from 'vitest';
import { headSha } from '../../../src/task/names.ts';
import { host, mints, overNock } from '../over-nock.ts';

afterEach(() => nock.cleanAll());

const sha = headSha('abc123');
const signal = (): AbortSignal => AbortSignal.timeout(10_000);

describe('an update of the branch', () => {
  it('is pinned to the head too', async () => {
    const world = overNock();
    mints(world.clock, 'one');
    nock(host)
      .put('/repos/octo/demo/pulls/3/update-branch', { expected_head_sha: 'abc123' })
      .reply(202, { message: 'Updating pull request branch.' });
    expect(await world.client.updateBranch({ pull: 3, expectedHeadSha: sha }, signal())).toEqual({
      kind: 'asked',
    });
  });

  it.each([
    [422, 'expected head sha didn’t match current head ref.', 'head-moved'],
    [422, 'merge conflict between base and head', 'conflict'],
    [422, 'There are no new commits on the base branch.', 'other'],
    [403, 'refusing to allow a GitHub App to update workflow', 'other'],
  ])('of %i "%s" is refused as %s, in GitHub’s own words', async (status, message, reason) => {
    const world = overNock();
    mints(world.clock, 'one');
    nock(host).put('/repos/octo/demo/pulls/3/update-branch').reply(status, { message });
    expect(await world.client.updateBranch({ pull: 3, expectedHeadSha: sha }, signal())).toEqual({
      kind: 'refused',
      status,
      reason,
      message,
    });
  });
});
