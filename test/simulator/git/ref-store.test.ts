import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { isRefName, readRef } from '../../../src/simulator/git/ref-store.ts';
import { bareRepository, commitOf, otherGit } from './git-world.ts';

const names = [
  'main', 'a/b', 'a..b', 'a.', '.a', 'a/.b', 'a.lock', 'a.lock/b', 'a b', 'a~1', 'a^', 'a:b', 'a?', 'a*', 'a[', 'a\\b',
  'a@{1}', '@', 'a//b', '/a', 'a/', 'a\u007f', 'a\tb', 'é', '-a', 'a./b', '{', 'HEAD', '',
]; // prettier-ignore

it.each(names)('the name %j is one where git takes it', (name) => {
  const ref = `refs/heads/${name}`;
  expect(isRefName(ref)).toBe(spawnSync('git', ['check-ref-format', ref]).status === 0);
});

it.each(['refs/heads/refs/heads/x', 'refs/tags/refs/x'])('GitHub has no %s', (ref) => {
  expect(isRefName(ref)).toBe(false);
});

it('a ref is read by its full name alone', async () => {
  const gitDir = await bareRepository();
  const oid = await commitOf(gitDir, [], { a: 'a' });
  otherGit(gitDir, ['update-ref', 'refs/heads/main', oid]);
  expect(await readRef(gitDir, 'refs/heads/main')).toBe(oid);
  for (const other of ['main', 'heads/main', oid, 'refs/heads/main~0', 'refs/heads/main^{tree}'])
    expect([other, await readRef(gitDir, other)]).toEqual([other, null]);
});
