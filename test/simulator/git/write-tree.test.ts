import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import * as fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { listTree } from '../../../src/simulator/git/list-tree.ts';
import { writeBlob } from '../../../src/simulator/git/write-object.ts';
import { writeTree, type TreeChange } from '../../../src/simulator/git/write-tree.ts';
import { bareRepository, otherGit } from './git-world.ts';

const names = fc.constantFrom('a', 'a.txt', 'a-b', 'b', 'é', 'Z', 'a0');
const paths = fc.array(names, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
const edits = fc.array(
  fc.record({
    path: paths,
    mode: fc.constantFrom('100644', '100755', '120000'),
    text: fc.option(fc.constantFrom('one', 'two', '')),
  }),
  { maxLength: 8 },
);
type Edits = readonly { path: string; mode: string; text: string | null }[];

async function changesOf(gitDir: string, list: Edits): Promise<TreeChange[]> {
  return Promise.all(
    list.map(async ({ path, mode, text }) => ({
      path,
      mode: text === null ? null : mode,
      oid: text === null ? null : await writeBlob(gitDir, Buffer.from(text)),
    })),
  );
}

/** The same through git's index. */
async function indexTree(gitDir: string, base: string, changes: readonly TreeChange[]): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'cadence-index-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  const run = (args: readonly string[], input = ''): string =>
    execFileSync('git', ['--git-dir', gitDir, ...args], {
      input,
      encoding: 'utf8',
      env: { ...process.env, GIT_INDEX_FILE: join(dir, 'index') },
    }).trim();
  run(['read-tree', base]);
  const lines = changes.map(({ path, mode, oid }) =>
    oid === null ? `0 ${'0'.repeat(40)}\t${path}\0` : `${mode ?? ''} ${oid}\t${path}\0`,
  );
  run(['update-index', '--add', '--replace', '-z', '--index-info'], lines.join(''));
  return run(['write-tree']);
}

describe('a written tree', () => {
  it('is the tree that git writes from its index, whatever takes the place of what', async () => {
    const gitDir = await bareRepository();
    await fc.assert(
      fc.asyncProperty(edits, edits, async (first, second) => {
        const base = await writeTree(gitDir, null, await changesOf(gitDir, first));
        const changes = await changesOf(gitDir, second);
        expect(await writeTree(gitDir, base, changes)).toBe(await indexTree(gitDir, base, changes));
      }),
      { numRuns: 40 },
    );
    expect(otherGit(gitDir, ['fsck', '--strict', '--no-dangling'])).toBe('');
  });

  it('keeps the mode of a file where none is given', async () => {
    const gitDir = await bareRepository();
    const one = await writeBlob(gitDir, Buffer.from('1'));
    const two = await writeBlob(gitDir, Buffer.from('2'));
    const base = await writeTree(gitDir, null, [{ path: 'bin/run', mode: '100755', oid: one }]);
    const tree = await writeTree(gitDir, base, [
      { path: 'bin/run', mode: null, oid: two },
      { path: 'bin/new', mode: null, oid: two },
    ]);
    const entries = await listTree(gitDir, tree, 'recursive');
    expect(entries.map(({ path, mode, type }) => `${mode} ${type} ${path}`)).toEqual([
      '040000 tree bin',
      '100644 blob bin/new',
      '100755 blob bin/run',
    ]);
  });

  it('takes a whole tree at a path, in place of what was there', async () => {
    const gitDir = await bareRepository();
    const oid = await writeBlob(gitDir, Buffer.from('1'));
    const inner = await writeTree(gitDir, null, [{ path: 'x', mode: '100644', oid }]);
    const base = await writeTree(gitDir, null, [{ path: 'a/y', mode: '100644', oid }]);
    const tree = await writeTree(gitDir, base, [{ path: 'a', mode: '040000', oid: inner }]);
    expect(otherGit(gitDir, ['ls-tree', '-r', '--name-only', tree])).toBe('a/x');
  });
});
