import { chmod, mkdir, readdir, readFile, readlink, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readTarball } from '../../../src/context/snapshot.ts';
import { put, scratch } from '../models/made-tasks.ts';
import { layTree, readTree } from './tree-files.ts';

const message = (pattern: RegExp) => ({
  kind: 'wrong',
  message: expect.stringMatching(pattern) as string,
});

async function madeTree(): Promise<string> {
  const dir = await scratch();
  await put(dir, { 'b.py': 'b = 1\n', 'a/x.py': 'é\n', 'a/run.sh': 'true\n', '.git/HEAD': 'ref\n' });
  await put(dir, { '.github/w.yml': 'on: push\n', 'a/sub/.git': 'gitdir: ..\n' });
  await chmod(join(dir, 'a/run.sh'), 0o755);
  await symlink('../nowhere', join(dir, 'a/link'));
  await mkdir(join(dir, 'empty'));
  return dir;
}

describe('a tree to be measured', () => {
  it('has every file but those of .git, links as links, and is the same as a tarball and on disk', async () => {
    const tree = await readTree(await madeTree());
    if (tree.kind === 'wrong') throw new Error(tree.message);
    const names = ['.github/w.yml', 'a/link', 'a/run.sh', 'a/x.py', 'b.py'];
    expect([...tree.files.keys()]).toEqual(names);
    expect([tree.bytes, tree.strange]).toEqual([9 + 10 + 5 + 3 + 6, 0]);
    const snapshot = await readTarball(tree.tarball);
    if (snapshot.kind === 'refused') throw new Error(snapshot.message);
    expect([...snapshot.files].map(([path, { mode }]) => `${path} ${mode}`)).toEqual([
      '.github/w.yml file',
      'a/link symlink',
      'a/run.sh executable',
      'a/x.py file',
      'b.py file',
    ]);
    expect(Buffer.from(snapshot.files.get('a/x.py')?.bytes ?? []).toString()).toBe('é\n');
    const copy = join(await scratch(), 'copy');
    await layTree(tree, copy);
    expect((await readdir(copy, { recursive: true })).toSorted()).toEqual(
      ['.github', 'a', ...names].toSorted(),
    );
    expect(await readFile(join(copy, 'b.py'), 'utf8')).toBe('b = 1\n');
    expect(await readlink(join(copy, 'a/link'))).toBe('../nowhere');
    expect((await stat(join(copy, 'a/run.sh'))).mode & 0o100).toBe(0o100);
  });

  it('leaves out what git does not know, and counts it', async () => {
    const dir = await madeTree();
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(join(dir, 'socket'), resolve));
    onTestFinished(() => void server.close());
    expect(await readTree(dir)).toMatchObject({ kind: 'tree', strange: 1 });
  });

  it('is refused where a file cannot be read', async () => {
    const dir = await madeTree();
    // What its name is read as is the name of no file.
    await writeFile(Buffer.concat([Buffer.from(join(dir, 'bad-')), Buffer.from([0xff])]), '');
    expect(await readTree(dir)).toEqual(message(/ cannot be read whole: ENOENT.*bad-/));
  });

  it('is refused where there is none', async () => {
    const dir = await scratch();
    expect(await readTree(join(dir, 'nowhere'))).toEqual(message(/^there is no directory .*nowhere$/));
    await put(dir, { file: '', 'empty/.git/HEAD': '' });
    expect(await readTree(join(dir, 'file'))).toEqual(message(/^there is no directory/));
    expect(await readTree(join(dir, 'empty'))).toEqual(message(/holds no file$/));
  });
});
