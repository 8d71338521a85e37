import { gzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';
import { describe, expect, it } from 'vitest';
import type { GitHub } from '../../src/acts/act.ts';
import { createTreeCache } from '../../src/compose/tree-cache.ts';
import { repoName } from '../../src/task/names.ts';

const repo = repoName('octo/cat');

async function github(bytes: Uint8Array): Promise<{ github: GitHub; asked: string[] }> {
  const asked: string[] = [];
  const tarball: GitHub['tarball'] = async (sha) => {
    asked.push(sha);
    return sha === 'gone' ? { kind: 'gone', message: 'no such commit' } : { kind: 'bytes', bytes };
  };
  return { github: { tarball } as GitHub, asked };
}

async function tar(): Promise<Uint8Array> {
  return gzipSync(await packTar([{ header: { name: 'octo-cat-1/a.py', size: 1 }, body: 'a' }]));
}

describe('the trees that are kept', () => {
  it('are asked for once a commit, also at the same time', async () => {
    const { github: hub, asked } = await github(await tar());
    const tree = createTreeCache();
    const [one, two] = await Promise.all([tree(hub, repo, 'a'), tree(hub, repo, 'a')]);
    expect(one).toBe(two);
    expect(one).toMatchObject({ kind: 'tree' });
    expect(one.kind === 'tree' && [...one.files.keys()]).toEqual(['a.py']);
    await tree(hub, repo, 'a');
    expect(asked).toEqual(['a']);
  });

  it('are those that were used last', async () => {
    const { github: hub, asked } = await github(await tar());
    const tree = createTreeCache(2);
    for (const sha of ['a', 'b', 'a', 'c', 'a', 'b']) await tree(hub, repo, sha);
    expect(asked).toEqual(['a', 'b', 'c', 'b']);
  });

  it('are given to all who wait for them, however many are read at once', async () => {
    const { github: hub, asked } = await github(await tar());
    const tree = createTreeCache(2);
    const all = await Promise.all(['a', 'b', 'c', 'd', 'd'].map((sha) => tree(hub, repo, sha)));
    expect(all.map(({ kind }) => kind)).toEqual(['tree', 'tree', 'tree', 'tree', 'tree']);
    expect(asked).toEqual(['a', 'b', 'c', 'd']);
  });

  it('do not include one that is large', async () => {
    const body = new Uint8Array(64 * 1024 * 1024);
    const entry = { header: { name: 'octo-cat-1/a.bin', size: body.byteLength }, body };
    const { github: hub, asked } = await github(gzipSync(await packTar([entry]), { level: 1 }));
    const tree = createTreeCache();
    for (const sha of ['a', 'a']) expect(await tree(hub, repo, sha)).toMatchObject({ kind: 'tree' });
    expect(asked).toEqual(['a', 'a']);
  });

  it('do not include what could not be read', async () => {
    const { github: hub, asked } = await github(Buffer.from('no tarball'));
    const tree = createTreeCache();
    expect(await tree(hub, repo, 'gone')).toMatchObject({ kind: 'gone' });
    expect(await tree(hub, repo, 'a')).toMatchObject({ kind: 'unreadable' });
    await tree(hub, repo, 'a');
    expect(asked).toEqual(['gone', 'a', 'a']);
  });
});
