import nock from 'nock';
import { afterEach, describe, expect, it } from 'vitest';
import { mergeRefusal } from '../../../src/github/rest/merge-pull.ts';
import { headSha } from '../../../src/task/names.ts';
import { host, mints, overNock } from '../over-nock.ts';

afterEach(() => nock.cleanAll());

const sha = headSha('abc123');
const signal = (): AbortSignal => AbortSignal.timeout(10_000);

describe('a merge', () => {
  it('is pinned to the head that was tested', async () => {
    const world = overNock();
    mints(world.clock, 'one');
    let sent: unknown;
    nock(host)
      .put('/repos/octo/demo/pulls/3/merge', (body) => Boolean((sent = body)))
      .reply(200, { sha: 'def456', merged: true, message: 'ok' });
    const call = { pull: 3, sha, method: 'squash', title: 'T', message: 'M' } as const;
    expect(await world.client.merge(call, signal())).toEqual({ kind: 'merged', sha: 'def456' });
    expect(sent).toEqual({ sha: 'abc123', merge_method: 'squash', commit_title: 'T', commit_message: 'M' });
    expect(world.meter.take()).toEqual({ total: 2, graphql: 0, contentCreating: 1, mutations: 0 });
  });

  it.each([
    [409, 'Head branch was modified. Review and try the merge again.', 'head-moved'],
    [409, 'Conflict', 'head-moved'],
    [405, 'Base branch was modified. Review and try the merge again.', 'base-moved'],
    [405, 'Pull Request is not mergeable', 'not-mergeable'],
    [405, 'Merge conflict', 'not-mergeable'],
    [405, 'Pull Request is still a draft', 'draft'],
    [405, 'Squash merges are not allowed on this repository.', 'method-not-allowed'],
    [405, 'Merge commits are not allowed on this repository.', 'method-not-allowed'],
    [403, 'Resource not accessible by integration', 'forbidden'],
    [405, 'Rebase merges are not allowed on this repository.', 'method-not-allowed'],
    [405, 'Required status check "ci" is expected.', 'other'],
    [405, 'Required status check "draft" is in progress.', 'other'],
    [405, 'At least 1 approving review is required by reviewers with write access.', 'other'],
    [422, 'Validation Failed', 'other'],
  ])('of %i "%s" is refused as %s', (status, message, reason) => {
    expect(mergeRefusal(status, message)).toBe(reason);
  });

  it('that GitHub did not confirm is not one', async () => {
    const world = overNock();
    mints(world.clock, 'one');
    nock(host).put('/repos/octo/demo/pulls/3/merge').reply(200, { sha: 'def456', merged: false });
    const call = { pull: 3, sha, method: 'merge', title: 'T', message: 'M' } as const;
    expect(await world.client.merge(call, signal())).toMatchObject({ kind: 'unknown' });
  });
});
