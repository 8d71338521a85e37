import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ownTasks, put, scratch, small } from './made-tasks.ts';
import { readTaskFolders } from './folder.ts';
import { taskScript } from './script.ts';

describe('the tasks of our own', () => {
  it('are ten, each with a script, hidden tests and an issue', async () => {
    const tasks = await readTaskFolders(ownTasks);
    expect(tasks?.filter(({ kind }) => kind === 'wrong')).toEqual([]);
    expect(tasks).toHaveLength(10);
    for (const task of tasks ?? [])
      expect(task).toMatchObject({
        script: { tests: expect.anything() as unknown },
        hidden: expect.anything() as unknown,
      });
  });
});

describe('a folder of tasks', () => {
  it('is read in the order of its names; what is no folder is none', async () => {
    const dir = await scratch();
    await put(dir, { 'README.md': 'Ours.\n', '.cache/x': '' });
    await put(join(dir, 'b'), small);
    await put(join(dir, 'a'), { ...small, 'policy.yml': 'mode: active\n', 'repo/__pycache__/half.pyc': '' });
    expect(await readTaskFolders(dir)).toEqual([
      {
        kind: 'task',
        name: 'a',
        dir: join(dir, 'a'),
        issue: { kind: 'issue', title: 'half() is wrong', body: '`half(4)` is 8.' },
        hidden: ['test_hidden.py'],
        policy: 'mode: active\n',
        script: null,
      },
      expect.objectContaining({ kind: 'task', name: 'b', policy: null }),
    ]);
    expect(await readTaskFolders(join(dir, 'nowhere'))).toBeNull();
  });

  const script = { specification: { title: 'T', goal: 'G', acceptance: ['A'], filesInScope: ['a.py'] } };
  it.each<[what: string, files: Readonly<Record<string, string | null>>, says: RegExp]>([
    ['without an issue', { 'issue.md': null }, /^made\/issue\.md cannot be read: write the issue there/],
    ['with an issue without a title', { 'issue.md': 'words\n' }, /^made\/issue\.md has no heading/],
    ['without a project', { 'repo/half.py': null, 'repo/test_half.py': null }, /^made\/repo holds no file/],
    [
      'without hidden tests',
      { 'hidden/test_hidden.py': null, 'hidden/data.txt': '' },
      /^made\/hidden holds no test_/,
    ],
    ['with a wrong policy', { 'policy.yml': 'mode: active\nnonsense: 1\n' }, /policy\.yml:2:1: nonsense/],
    ['with a script that is no JSON', { 'script.json': '{' }, /^made\/script\.json is not JSON/],
    [
      'with half a script',
      { 'script.json': JSON.stringify(script) },
      /^made\/script\.json is no script: .*tests/,
    ],
    [
      'with a part of another name',
      { 'hiden/test_x.py': '' },
      /^made\/hiden is no part of a task: did you mean hidden\?/,
    ],
    [
      'with a part that nobody knows',
      { 'solution.diff': '' },
      /^made\/solution\.diff is no part .* there are repo, hidden/,
    ],
  ])('is told %s', async (_what, files, says) => {
    const dir = await scratch();
    const given = Object.entries({ ...small, ...files }).filter(
      (one): one is [string, string] => one[1] !== null,
    );
    await put(join(dir, 'made'), Object.fromEntries(given));
    const [task] = (await readTaskFolders(dir)) ?? [];
    expect(task).toEqual({ kind: 'wrong', name: 'made', message: expect.stringMatching(says) as string });
  });
});

describe('a script', () => {
  it('is what the documentation shows', async () => {
    const page = await readFile(join(import.meta.dirname, '../../../docs/models.md'), 'utf8');
    const [, example = ''] = /^```json\n(\{\n {2}"specification"[\s\S]*?)^```$/m.exec(page) ?? [];
    expect(taskScript.parse(JSON.parse(example))).toMatchObject({
      repairs: [{ sees: ['test_money.py::test_cents'] }],
    });
  });

  it('may have its texts as lists of lines', () => {
    const call = { name: 'create_file', arguments: { path: 'a.py', text: ['x = 1', ''] } };
    const read = taskScript.parse({
      specification: { title: 'T', goal: 'G', acceptance: ['A'], filesInScope: ['a.py'] },
      tests: [[call]],
      change: { turns: [[{ name: 'read_file', arguments: { path: 'a.py', from: 2 } }]] },
    });
    expect(read.tests).toEqual([[{ name: 'create_file', arguments: { path: 'a.py', text: 'x = 1\n' } }]]);
    expect(read.repairs).toEqual([]);
  });
});
