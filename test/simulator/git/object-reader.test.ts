import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createObjectReader } from '../../../src/simulator/git/object-reader.ts';
import { GitError } from '../../../src/simulator/git/run-git.ts';
import { writeBlob } from '../../../src/simulator/git/write-object.ts';
import { bareRepository, commitOf, otherGit } from './git-world.ts';

describe('the reader of objects', () => {
  it('answers many questions at once, each with its own answer', async () => {
    const gitDir = await bareRepository();
    const large = randomBytes(3_000_000);
    const contents = [large, Buffer.from(''), Buffer.from('a\n'), Buffer.from('b missing\n')];
    const oids = await Promise.all(contents.map((bytes) => writeBlob(gitDir, bytes)));
    const reader = createObjectReader(gitDir);
    const [read, infos, none] = await Promise.all([
      Promise.all(oids.map((oid) => reader.contents(oid))),
      Promise.all(oids.map((oid) => reader.info(oid))),
      reader.info('refs/heads/not here'),
    ]);
    await reader.close();
    expect(read.map((answer) => answer?.bytes.equals(contents[read.indexOf(answer)] ?? large))).toEqual(
      contents.map(() => true),
    );
    expect(infos).toEqual(
      contents.map(({ length }, index) => ({ oid: oids[index], type: 'blob', size: length })),
    );
    expect(none).toBeNull();
  });

  it('sees at once what another git does: refs that move, and objects that come in a pack', async () => {
    const gitDir = await bareRepository();
    const reader = createObjectReader(gitDir);
    const first = await commitOf(gitDir, [], { 'a.txt': 'a\n' });
    const second = await commitOf(gitDir, [first], { 'b.txt': 'b\n' });
    expect(await reader.info('refs/heads/main')).toBeNull();
    otherGit(gitDir, ['update-ref', 'refs/heads/main', first]);
    expect((await reader.info('refs/heads/main'))?.oid).toBe(first);
    expect(await reader.info('main:b.txt')).toBeNull();
    otherGit(gitDir, ['update-ref', 'refs/heads/main', second]);
    otherGit(gitDir, ['pack-refs', '--all']);
    otherGit(gitDir, ['repack', '-a', '-d', '-q']);
    expect((await reader.contents('main:b.txt'))?.bytes.toString()).toBe('b\n');
    otherGit(gitDir, ['update-ref', '-d', 'refs/heads/main']);
    expect(await reader.info('refs/heads/main')).toBeNull();
    await reader.close();
  });

  it('fails what was asked when its process ends, and starts another for the next question', async () => {
    const gitDir = await bareRepository();
    const oid = await writeBlob(gitDir, Buffer.from('a\n'));
    const reader = createObjectReader(gitDir);
    const answered = reader.info(oid);
    const closed = reader.close();
    const late = reader.info(oid);
    expect((await answered)?.oid).toBe(oid);
    await expect(late).rejects.toBeInstanceOf(GitError);
    await closed;
    expect((await reader.info(oid))?.oid).toBe(oid);
    await reader.close();
  });
});
