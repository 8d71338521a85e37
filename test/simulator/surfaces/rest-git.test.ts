import { gunzipSync } from 'node:zlib';
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

describe('git and contents over REST', () => {
  it('reads a file by its path, by its blob and in the archive', async () => {
    const { data } = await rest.repos.getContent({ ...at, path: 'src/add.py', ref: 'main' });
    if (Array.isArray(data) || data.type !== 'file') throw new Error('no file');
    expect(Buffer.from(data.content, 'base64').toString()).toBe('def add(a, b):\n    return a - b\n');
    expect((await rest.git.getBlob({ ...at, file_sha: data.sha })).data.size).toBe(data.size);
    const { data: root } = await rest.repos.getContent({ ...at, path: '' });
    expect(Array.isArray(root) ? root.map(({ name, type }) => `${type} ${name}`) : root).toEqual([
      'file README.md',
      'dir src',
    ]);
    expect(await refused(rest.repos.getContent({ ...at, path: 'nothing' }))).toMatchObject({ status: 404 });
  });

  it('answers an archive with a redirect whose target needs no token and counts as no request', async () => {
    const before = github.world.requests.length;
    const response = await github.rest('/repos/octo/demo/tarball/main');
    expect(response.status).toBe(302);
    const target = response.headers.get('location') ?? '';
    const archive = await fetch(target);
    const names = gunzipSync(Buffer.from(await archive.arrayBuffer())).toString('latin1');
    expect(names).toContain(`octo-demo-${(await main(rest)).slice(0, 7)}/src/add.py`);
    expect(github.world.requests.slice(before).map(({ path }) => path)).toEqual([
      '/repos/octo/demo/tarball/main',
      '/repos/octo/demo/git/ref/heads%2Fmain',
    ]);
    expect((await fetch(`${github.url}/_storage/guessed`)).status).toBe(403);
  });

  it('moves a ref forward only, unless forced, and finds refs with slashes', async () => {
    const head = await branch(rest, 'topic/one', 'def add(a, b):\n    return a + b\n');
    const base = await main(rest);
    expect(await refused(rest.git.updateRef({ ...at, ref: 'heads/topic/one', sha: base }))).toMatchObject({
      status: 422,
    });
    await rest.git.updateRef({ ...at, ref: 'heads/topic/one', sha: base, force: true });
    await rest.git.updateRef({ ...at, ref: 'heads/topic/one', sha: head });
    const { data } = await rest.git.listMatchingRefs({ ...at, ref: 'heads/topic' });
    expect(data.map(({ ref, object }) => [ref, object.sha])).toEqual([['refs/heads/topic/one', head]]);
    const { data: compared } = await rest.repos.compareCommitsWithBasehead({
      ...at,
      basehead: 'main...topic/one',
    });
    expect(compared).toMatchObject({ status: 'ahead', ahead_by: 1, behind_by: 0, total_commits: 1 });
    await rest.git.deleteRef({ ...at, ref: 'heads/topic/one' });
    expect(await refused(rest.git.getRef({ ...at, ref: 'heads/topic/one' }))).toMatchObject({ status: 404 });
  });
});

it('has sent nothing that does not fit the descriptions', () => {
  expect(github.world.mismatches).toEqual([]);
});
