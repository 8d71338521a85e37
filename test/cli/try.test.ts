import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/try.ts';
import { captured } from './captured.ts';
import { keptRun, loggedRequests, scratch, type KeptRun } from './kept-run.ts';

const who = ['-c', 'user.name=A', '-c', 'user.email=a@example.org'];
const tests = Array.from(
  { length: 200 },
  (_, n) => `def test_${n}():\n    assert sub(${n}, 1) == ${n - 1}\n`,
);

/** A flat project with hundreds of tests, on a branch that is not `main`, without policy and workflow. */
const flat = {
  'calc.py': 'def sub(a, b):\n    return a - b\n\n\ndef mul(a, b):\n    return a + b\n',
  'tests/test_sub.py': `from calc import sub\n\n\n${tests.join('\n\n')}`,
};
const src = {
  'src/shapes/__init__.py': '',
  'src/shapes/area.py': 'def area(w, h):\n    return w + h\n',
  'tests/test_shapes.py': 'import shapes\n\n\ndef test_shapes():\n    assert shapes\n',
};

async function repository(files: Readonly<Record<string, string>>, branch: string): Promise<string> {
  const dir = join(await scratch(), 'project');
  await put(dir, files);
  const git = (...args: readonly string[]) => promisify(execFile)('git', ['-C', dir, ...who, ...args]);
  await git('init', '-q', '-b', branch);
  await git('add', '.');
  await git('commit', '-q', '-m', 'As it was');
  return dir;
}

async function put(dir: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), text);
  }
}

/** Every file below, also of `.git`, with its time: what must not change. */
async function stateOf(dir: string): Promise<string> {
  const state = createHash('sha256');
  for (const entry of (await readdir(dir, { recursive: true, withFileTypes: true })).toSorted((a, b) =>
    join(a.parentPath, a.name).localeCompare(join(b.parentPath, b.name)),
  )) {
    const path = join(entry.parentPath, entry.name);
    state.update(`${path} ${(await stat(path)).mtimeMs}\n`);
    if (entry.isFile()) state.update(await readFile(path));
  }
  return state.digest('hex');
}

/** `try` with an issue of this text, without a model; the repository must stay as it was. */
async function tried(repo: string, issue: string, ...more: readonly string[]): Promise<KeptRun> {
  const file = join(await scratch(), 'issue.md');
  await writeFile(file, issue);
  const before = await stateOf(repo);
  const kept = await keptRun(run, ['--repo', repo, '--issue', file, '--model', 'none', ...more]);
  expect(await stateOf(repo)).toBe(before);
  return kept;
}

const diff = `# mul() adds

\`\`\`diff
--- a/calc.py
+++ b/calc.py
@@ -5,2 +5,2 @@
 def mul(a, b):
-    return a + b
+    return a * b
--- /dev/null
+++ b/tests/test_mul.py
@@ -0,0 +1,5 @@
+from calc import mul
+
+
+def test_mul():
+    assert mul(2, 3) == 6
\`\`\`
`;

function edits(after: string): string {
  const test = 'from shapes.area import area\n\n\ndef test_area():\n    assert area(2, 3) == 6\n';
  const all = [
    { file: 'src/shapes/area.py', before: '    return w + h', after },
    { file: 'tests/test_area.py', before: '', after: test },
  ];
  return `# area() is wrong\n\n\`\`\`json\n${JSON.stringify(all)}\n\`\`\`\n`;
}

describe('try', { timeout: 180_000 }, () => {
  it('lands a diff in a flat project with hundreds of tests on another branch than main', async () => {
    const repo = await repository(flat, 'trunk');
    await writeFile(join(repo, 'calc.py'), 'broken, and not committed');
    const { code, line, dir, git } = await tried(repo, diff);
    expect(code).toBe(0);
    expect(line).toMatchObject({
      outcome: 'merged',
      attempts: 1,
      proof: { failed: ['tests/test_mul.py::test_mul'] },
      evidence: { passed: 201 },
      review: { verdict: 'pass' },
      tokens: { in: 0, out: 0 },
      record: { verified: true },
    });
    expect(line.requests).toEqual(await loggedRequests(dir));
    expect((await git('log', '--format=%s', 'trunk')).split('\n')).toEqual([
      '[Cadence] #1 mul() adds',
      'Set up Cadence',
      'As it was',
    ]);
    expect(await git('show', 'trunk:.github/workflows/cadence-pytest.yml')).toContain('branches: ["trunk"]');
  });

  it('lands JSON edits in a src layout', async () => {
    const { code, line } = await tried(await repository(src, 'main'), edits('    return w * h'));
    expect(code).toBe(0);
    expect(line).toMatchObject({ outcome: 'merged', proof: { failed: ['tests/test_area.py::test_area'] } });
  });

  it('knows what fails on the base already, from one run of its tests', async () => {
    const broken = { 'tests/test_gone.py': 'import no_such_module\n\n\ndef test_gone():\n    pass\n' };
    const { code, line } = await tried(
      await repository({ ...src, ...broken }, 'main'),
      edits('    return w * h'),
    );
    expect(line).toMatchObject({ outcome: 'merged', evidence: { passed: 2 } });
    expect(code).toBe(0);
  });

  it('holds a change whose tests are red', async () => {
    const { code, err, line, git } = await tried(
      await repository(src, 'main'),
      edits('    return w * h + 1'),
    );
    expect(code).toBe(1);
    expect(line).toMatchObject({ outcome: 'held', reason: 'directive-failed', evidence: null, attempts: 1 });
    expect(err).toContain('assert 7 == 6');
    expect(await git('log', '-1', '--format=%s', 'main')).toBe('Set up Cadence');
  });

  it('holds a directive that does not match, and shows the nearest line', async () => {
    const wrong =
      '# Fix\n\ncalc.py\n<<<<<<< SEARCH\n    return a x b\n=======\n    return a\n>>>>>>> REPLACE\n';
    const { code, err, line } = await tried(await repository(flat, 'main'), wrong);
    expect(code).toBe(1);
    expect(line).toMatchObject({ outcome: 'held', pull: null });
    expect(err).toMatch(/Nearest is line \d+: return a/);
  });

  it('obeys the policy of the repository: a wrong one is told with line and column', async () => {
    const policy = { '.github/cadence.yml': 'mode: active\nnonsense: 1\n' };
    const { code, err, line } = await tried(await repository({ ...flat, ...policy }, 'main'), diff);
    expect(code).toBe(1);
    expect(line).toMatchObject({ outcome: 'held', reason: 'policy-wrong' });
    expect(err).toMatch(/Line 2, column 1: nonsense/);
  });

  it('holds what a person must allow, and goes on where it is told to say yes', async () => {
    const dependency = [
      '```diff',
      '--- /dev/null',
      '+++ b/requirements.txt',
      '@@ -0,0 +1 @@',
      '+rounding-helpers==1.0; python_version < "3"',
      '```',
    ];
    const asks = `${diff}\n${dependency.join('\n')}\n`;
    const repo = await repository(flat, 'main');
    const held = await tried(repo, asks);
    expect(held).toMatchObject({ code: 1, line: { outcome: 'held', reason: 'change-approval', pull: null } });
    const merged = await tried(repo, asks, '--approve');
    expect(merged).toMatchObject({ code: 0, line: { outcome: 'merged', record: { verified: true } } });
    expect(await readFile(join(merged.dir, 'page.html'), 'utf8')).toContain('<p>/cadence approve</p>');
  });

  it('says what it does to a repository that nobody set up', async () => {
    const repo = await repository({ 'a.py': 'x = 1\n' }, 'main');
    await writeFile(join(repo, 'b.py'), 'not committed\n');
    const file = join(await scratch(), 'issue.md');
    await writeFile(file, '# Do it\n\nWords alone.\n');
    const { code, err: shown } = await captured(() =>
      run(['--repo', repo, '--issue', file, '--model', 'none']),
    );
    // A sentence may take several lines.
    const err = shown.replace(/\n {24}/g, ' ');
    expect(code).toBe(1);
    expect(err).toContain('not committed: they are left out');
    expect(err).toContain('one commit adds what an onboarding would: .github/cadence.yml');
    expect(err).toContain('it has no tests yet');
    expect(err).toContain('needs a model');
    expect(err).not.toContain('\u001B');
  });

  it('refuses bad input with one sentence, exit code 2 and no JSON', async () => {
    const dir = await scratch();
    await put(dir, { 'issue.md': '# Fix it\n', 'words.md': 'no heading\n', 'bad.yml': 'nonsense: 1\n' });
    const repo = await repository({ 'a.py': '' }, 'main');
    const issue = ['--issue', join(dir, 'issue.md')];
    for (const [argv, sentence] of [
      [issue, /^try needs --repo/],
      [['--repo', repo], /^try needs --issue/],
      [['--repo', join(dir, 'nowhere'), ...issue], /^There is no directory/],
      [['--repo', dir, ...issue], /is not a git repository/],
      [['--repo', repo, ...issue, '--keep', repo], /touches the repository/],
      [['--repo', repo, ...issue, '--keep', join(repo, 'kept')], /touches the repository/],
      [['--repo', repo, ...issue, '--keep', dirname(repo)], /touches the repository/],
      [['--repo', repo, '--branch', 'none', ...issue], /has no branch none/],
      [['--repo', repo, '--issue', join(dir, 'none.md')], /cannot be read/],
      [['--repo', repo, '--issue', join(dir, 'words.md')], /words\.md has no heading/],
      [['--repo', repo, ...issue, '--policy', join(dir, 'bad.yml')], /bad\.yml:1:1: /],
      [['--repo', repo, ...issue, '--model', 'scripted'], /no script for an issue of yours/],
    ] as const) {
      const { code, out, err } = await captured(() => run(argv));
      expect({ code, out, lines: err.trimEnd().split('\n').length }).toEqual({ code: 2, out: '', lines: 1 });
      expect(err).toMatch(sentence);
    }
  });
});
