import nock from 'nock';
import { afterEach, describe, expect, it } from 'vitest';
import { host, mints, overNock } from '../over-nock.ts';

afterEach(() => nock.cleanAll());

const storage = 'https://storage.test';
const megabyte = 1_048_576;

function redirects(path: string, to = '/signed'): void {
  nock(host)
    .get(path)
    .reply(302, '', { location: `${storage}${to}` });
}

describe('a download', () => {
  it('follows the redirect without our credentials, and counts one request', async () => {
    const world = overNock();
    mints(world.clock, 'one');
    redirects('/repos/octo/demo/tarball/abc123');
    nock(storage, { badheaders: ['authorization'] })
      .get('/signed')
      .reply(200, Buffer.from([1, 2, 3]), { 'content-type': 'application/x-gzip' });
    expect(await world.client.tarball('abc123')).toEqual({ kind: 'bytes', bytes: new Uint8Array([1, 2, 3]) });
    expect(world.meter.take()).toMatchObject({ total: 2 });
  });

  it('refuses an artifact that is too large', async () => {
    const world = overNock();
    mints(world.clock, 'one');
    redirects('/repos/octo/demo/actions/artifacts/9/zip');
    nock(storage)
      .get('/signed')
      .reply(200, Buffer.alloc(64 * megabyte + 1));
    expect(await world.client.artifactZip(9)).toMatchObject({ kind: 'refused', status: 413 });
  });

  it('refuses a log that is too large, however it ends', async () => {
    const world = overNock();
    mints(world.clock, 'one');
    redirects('/repos/octo/demo/actions/jobs/4/logs');
    nock(storage)
      .get('/signed')
      .reply(200, Buffer.alloc(32 * megabyte + 1, 'a'));
    expect(await world.client.jobLog(4)).toMatchObject({ kind: 'refused', status: 413 });
  });

  it.each([
    [404, 'gone'],
    [403, 'unknown'],
    [500, 'unknown'],
    [400, 'refused'],
  ])('whose target answers %i is %s', async (status, kind) => {
    const world = overNock();
    mints(world.clock, 'one');
    redirects('/repos/octo/demo/actions/artifacts/9/zip');
    nock(storage).get('/signed').reply(status, 'no');
    expect(await world.client.artifactZip(9)).toMatchObject({ kind });
  });

  it('of an expired artifact is gone', async () => {
    const world = overNock();
    mints(world.clock, 'one');
    nock(host)
      .get('/repos/octo/demo/actions/artifacts/9/zip')
      .reply(410, { message: 'Artifact has expired' });
    expect(await world.client.artifactZip(9)).toMatchObject({ kind: 'gone' });
  });
});
