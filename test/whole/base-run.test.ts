import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { baseScript, directive, workflowWithBase, type Project, type ProjectOptions } from './project.ts';
import { lastMove, openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const project = (options: ProjectOptions = {}): Promise<Project> =>
  world.project({
    policy: 'tests:\n  redProof: required\n',
    workflow: workflowWithBase(),
    ...options,
    files: { ...baseScript, ...options.files },
  });

/** How it ended, and what people read. */
async function outcome(of: Project, body?: string): Promise<{ why: string; said: string; merged: boolean }> {
  of.begin(body === undefined ? {} : { body });
  const last = lastMove(await world.rests(of));
  await world.quiet();
  return {
    why: last?.kind === 'held' ? last.data.reason : (last?.kind ?? 'nothing'),
    said: of
      .issue()
      .comments.map(({ body: text }) => text)
      .join('\n'),
    merged: of.pulls().some(({ merged }) => merged !== null),
  };
}

/** A directive of whole files, each new, beside or in place of the project's own `add`. */
function patch(edits: Readonly<Record<string, string>>): string {
  const blocks = Object.entries(edits).map(([path, content]) => {
    const lines = content.split('\n').slice(0, -1);
    const before = path === 'utils/add.py' ? ['def add(x, y):', '    return x - 1 + y'] : [];
    const from = before.length === 0 ? '--- /dev/null' : `--- a/${path}`;
    const hunk = `@@ -${before.length === 0 ? '0,0' : '1,2'} +1,${lines.length} @@`;
    return [
      from,
      `+++ b/${path}`,
      hunk,
      ...before.map((line) => `-${line}`),
      ...lines.map((line) => `+${line}`),
    ].join('\n');
  });
  return `add() is off by one.\n\n\`\`\`diff\n${blocks.join('\n')}\n\`\`\`\n`;
}

const wrong = 'def add(x, y):\n    return x - 1 + y\n';
const test = 'from utils.add import add\n\n\ndef test_add():\n    assert add(2, 3) == 5\n';
const cased =
  'import unittest\n\nfrom utils.add import add\n\n\nclass AddTest(unittest.TestCase):\n    def test_add(self):\n        self.assertEqual(add(2, 3), 5)\n';

/** The function has another name now, and its test calls it so. */
const renaming = `mul is called times now.

\`\`\`diff
--- a/utils/mul.py
+++ b/utils/mul.py
@@ -1,2 +1,2 @@
-def mul(x, y):
+def times(x, y):
     return x * y
--- a/tests/test_mul.py
+++ b/tests/test_mul.py
@@ -1,5 +1,5 @@
-from utils.mul import mul
+from utils.mul import times
 
 
 def test_mul():
-    assert mul(2, 3) == 6
+    assert times(2, 3) == 6
\`\`\`
`;

/** The function is to answer something else, and its test expects that. */
const expecting = `mul is off by one.

\`\`\`diff
--- a/utils/mul.py
+++ b/utils/mul.py
@@ -1,2 +1,2 @@
 def mul(x, y):
-    return x * y
+    return x * y + 1
--- a/tests/test_mul.py
+++ b/tests/test_mul.py
@@ -3,3 +3,3 @@
 
 def test_mul():
-    assert mul(2, 3) == 6
+    assert mul(2, 3) == 7
\`\`\`
`;

describe('a change is looked at with the tests of its base', { timeout: 180_000 }, () => {
  it('an honest one is merged, and the check run says what the base’s tests said', async () => {
    const ours = await project();
    expect(await outcome(ours)).toMatchObject({ why: 'reported', merged: true });
    const green = (await world.entries(ours)).flatMap((entry) =>
      entry.kind === 'pytest_run' && entry.data.judged === 'green' ? [entry.data.evidence] : [],
    );
    expect(green[0]?.base).toEqual({ passed: 1, canaries: expect.any(Number), reversed: 1 });
    const check = ours.repository.checkRuns.find(({ name }) => name === 'Cadence');
    expect(check?.output?.summary).toContain('| Base’s tests | ✅ agree |');
  });

  it.each<[string, string, RegExp]>([
    [
      'unittest told to find everything equal',
      patch({
        'utils/add.py': `import sys\n\nfor name, value in list(vars(sys.modules.get("unittest.case", sys)).items()):\n    if name == "TestCase":\n        setattr(value, "assert" + "Equal", lambda *a, **k: None)\n\n\n${wrong}`,
        'tests/test_add.py': cased,
      }),
      /alters how tests are judged/,
    ],
    [
      'pytest told to call no test',
      patch({
        'utils/add.py': `import sys\n\nfor name, value in list(vars(sys.modules.get("_pytest.python", sys)).items()):\n    if name == "Function":\n        setattr(value, "run" + "test", lambda self: None)\n\n\n${wrong}`,
        'tests/test_add.py': test,
      }),
      /alters how tests are judged/,
    ],
    [
      'a proof that asks for a comment',
      patch({
        'utils/add.py': `${wrong}# off by nothing\n`,
        'tests/test_add.py':
          'import pathlib\n\nimport utils.add\n\n\ndef test_add():\n    text = pathlib.Path(utils.add.__file__).read_text()\n    assert len(text) > 50\n',
      }),
      /leaves the program as it was/,
    ],
    [
      'a proof that asks for a file that the first run leaves behind',
      patch({
        'utils/add.py': `${wrong}\n\nSIGN = 1\n`,
        'tests/test_add.py': `import pathlib\n\nfrom utils.add import add\n\n\ndef test_add():\n    mark = pathlib.Path("/tmp/cadence-mark-${process.pid}")\n    was = mark.exists()\n    try:\n        mark.touch()\n    except OSError:\n        pass\n    assert was and add(1, 1) == 1\n`,
      }),
      /pass without it now/,
    ],
  ])('an attack is not merged: %s', async (_, body, says) => {
    const ended = await outcome(await project(), body);
    expect(ended).toMatchObject({ why: 'directive-failed', merged: false });
    expect(ended.said).toMatch(says);
  });

  it('code that works only where CI is set is shown to a person, and found out all the same', async () => {
    const code = 'import os\n\n\ndef add(x, y):\n    return x + y - (0 if "CI" in os.environ else 1)\n';
    const ours = await project();
    const shown = await outcome(ours, patch({ 'utils/add.py': code, 'tests/test_add.py': test }));
    expect(shown).toMatchObject({ why: 'change-approval', merged: false });
    ours.as('bob').comment(1, '/cadence approve');
    const held = await world.reaches(ours, 'held', { count: 2 });
    expect(held.data.reason).toBe('directive-failed');
    await world.rests(ours);
    const said = ours.issue().comments.map(({ body }) => body);
    expect(said.join('\n')).toMatch(/fail in a clean interpreter/);
    expect(ours.pull().merged).toBeNull();
  });

  it.each<[string, ProjectOptions, string, RegExp]>([
    [
      'a job that is skipped',
      { workflow: workflowWithBase({ job: '    if: false\n' }) },
      'results-unusable',
      /did not end in success/,
    ],
    [
      'a report that is none',
      { workflow: workflowWithBase({ look: `echo '{"version":1}' > "$RUNNER_TEMP/cadence-base.json"` }) },
      'results-unusable',
      /cannot be read/,
    ],
    [
      'a job that leaves nothing',
      { workflow: workflowWithBase({ look: 'true' }) },
      'results-unusable',
      /left no report/,
    ],
    ['a job that fails', { workflow: workflowWithBase({ look: 'exit 1' }) }, 'run-unusable', /cadence-base/],
  ])('not green is %s', async (_, options, why, says) => {
    const ended = await outcome(await project(options));
    expect(ended).toMatchObject({ why, merged: false });
    expect(ended.said).toMatch(says);
  });

  it('existing tests that fail in their old version wait for one yes, not for two', async () => {
    const ours = await project({ policy: 'tests:\n  redProof: "off"\n' });
    const ended = await outcome(ours, renaming);
    expect(ended).toMatchObject({ why: 'change-approval', merged: false });
    expect(ended.said).toContain('tests/test_mul.py');
    ours.as('bob').comment(1, '/cadence approve');
    await world.reaches(ours, 'reported');
    expect(ours.pull().merged?.by.login).toBe('cadence[bot]');
  });

  it('an expected value that a person has seen with its patch is not asked for again', async () => {
    const ours = await project({ policy: 'tests:\n  redProof: "off"\n' });
    expect(await outcome(ours, expecting)).toMatchObject({ why: 'change-approval', merged: false });
    ours.as('bob').comment(1, '/cadence approve');
    await world.reaches(ours, 'reported');
    const held = (await world.entries(ours)).filter(({ kind }) => kind === 'held');
    expect(held).toHaveLength(1);
  });

  it('a workflow without the job works, and the check run says which protection is missing', async () => {
    const ours = await world.project();
    expect(await outcome(ours, directive())).toMatchObject({ why: 'reported', merged: true });
    const check = ours.repository.checkRuns.find(({ name }) => name === 'Cadence');
    expect(check?.output?.summary).toContain('| Base’s tests | ⚠️ not run | the workflow has no job');
  });
});
