import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { madeTask, put, scratch, small, type Texts } from './made-tasks.ts';
import { failuresAtEnd, hiddenFailures, tryStart } from './hidden.ts';
import { runPytest } from './pytest.ts';

const stop = new AbortController().signal;
const fixed = { 'half.py': 'def half(n):\n    return n / 2\n' };

async function treeWith(files: Texts): Promise<{ tree: string; bounds: { dir: string; stop: AbortSignal } }> {
  const dir = await scratch();
  await put(join(dir, 'tree'), files);
  return { tree: join(dir, 'tree'), bounds: { dir, stop } };
}

const project = { 'half.py': small['repo/half.py'] ?? '', 'test_half.py': small['repo/test_half.py'] ?? '' };

describe('the hidden tests', () => {
  it('decide by what fails at the start and passes at the end', async () => {
    const task = await madeTask(small);
    const before = await treeWith(project);
    const start = await tryStart(task, before.tree, before.bounds);
    expect(start).toEqual({ kind: 'start', decisive: ['test_hidden.py::test_half'] });

    const after = await treeWith({ ...project, ...fixed });
    expect(await hiddenFailures(task, ['test_hidden.py::test_half'], after.tree, after.bounds)).toEqual([]);
    const same = await treeWith(project);
    expect(await hiddenFailures(task, ['test_hidden.py::test_half'], same.tree, same.bounds)).toEqual([
      'test_hidden.py::test_half',
    ]);
  });

  it.each<[what: string, hidden: Texts, project: Texts, says: RegExp]>([
    ['pass at the start', {}, fixed, /^its hidden tests pass at the start and so decide nothing/],
    ['hold no test', { 'hidden/test_hidden.py': 'x = 1\n' }, {}, /^its hidden files hold no test/],
    [
      'are no Python',
      { 'hidden/test_hidden.py': 'def (\n' },
      {},
      /^its hidden tests are no Python \(test_hidden\.py\)/,
    ],
    [
      'stand beside tests that fail already',
      {},
      { 'test_half.py': 'def test_red():\n    assert False\n' },
      /^its own tests fail at the start \(test_half\.py::test_red\)/,
    ],
  ])('are an error of the task where they %s', async (_what, hidden, changed, says) => {
    const task = await madeTask({ ...small, ...hidden });
    const { tree, bounds } = await treeWith({ ...project, ...changed });
    const message = expect.stringMatching(says) as string;
    expect(await tryStart(task, tree, bounds)).toEqual({ kind: 'wrong', message });
  });

  const ran = { kind: 'ran', passed: ['t.py::a'], failed: [], unreadable: [] } as const;
  it.each([
    ['passed', ran, ['t.py::a'], []],
    ['passed in a file that could not be imported before', ran, ['t.py'], []],
    ['failed', { ...ran, passed: [], failed: ['t.py::a'] }, ['t.py::a'], ['t.py::a']],
    ['failed although it was green before', { ...ran, failed: ['t.py::b'] }, ['t.py::a'], ['t.py::b']],
    ['were skipped', { ...ran, passed: [] }, ['t.py::a'], ['t.py::a (did not run)']],
    ['are gone', { kind: 'none' } as const, ['t.py::a'], ['no hidden test was found']],
    ['could not be read', { kind: 'broken', why: 'because' } as const, ['t.py::a'], ['because']],
  ])('are judged where they %s', (_what, end, decisive, failures) => {
    expect(failuresAtEnd(end, decisive)).toEqual(failures);
  });
});

describe('the run of tests', () => {
  afterEach(() => void vi.unstubAllEnvs());

  it('has no key in its environment', async () => {
    vi.stubEnv('OPENAI_API_KEY', 'sk-not-for-the-tests');
    const { tree, bounds } = await treeWith({
      'test_env.py':
        'import os\n\n\ndef test_env():\n    assert "sk-not-for-the-tests" not in os.environ.values()\n',
    });
    const run = { tree, targets: [], report: join(bounds.dir, 'report.xml'), limitMs: 60_000, stop };
    expect(await runPytest(run)).toMatchObject({
      kind: 'ran',
      passed: ['test_env.py::test_env'],
      failed: [],
    });
  });

  it('ends at its limit', async () => {
    const { tree, bounds } = await treeWith({
      'test_slow.py': 'import subprocess\n\n\ndef test_slow():\n    subprocess.run(["sleep", "600"])\n',
    });
    const run = { tree, targets: [], report: join(bounds.dir, 'report.xml'), limitMs: 1_500, stop };
    expect(await runPytest(run)).toEqual({ kind: 'broken', why: 'pytest was stopped after 1.5 s' });
  });
});
