/** Repositories as people have them: their own workflow, report, layout and names of tests. Proved and merged, or told why not. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProjectOptions } from './project.ts';
import { lastMove, openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

type Own = {
  readonly run?: string;
  readonly job?: string;
  readonly step?: string;
  readonly name?: string;
  readonly path?: string;
  readonly on?: string;
};

/** A workflow that nobody at Cadence has written. */
function own({
  run = 'python3 -m pytest --junitxml=report.xml',
  job = '',
  step = '',
  name = 'results',
  path = 'report.xml',
  on = 'pull_request',
}: Own = {}): string {
  const lines = run
    .split('\n')
    .map((line) => `          ${line}`)
    .join('\n');
  const upload =
    path === ''
      ? ''
      : `      - uses: actions/upload-artifact@v4
        if: always()
        with:
          name: ${name}
          path: ${path}
`;
  return `name: CI
on: [${on}]
jobs:
  pytest:
    runs-on: ubuntu-latest
${job}    steps:
      - uses: actions/checkout@v4
      - run: |
${lines}
${step}${upload}`;
}

function adds(path: string, text: string): string {
  const lines = text.replace(/\n$/, '').split('\n');
  return `--- /dev/null\n+++ b/${path}\n@@ -0,0 +1,${lines.length} @@\n${lines.map((line) => `+${line}`).join('\n')}\n`;
}

/** Turns one line of a file into another. */
function turns(path: string, before: readonly [above: string, line: string], line: string): string {
  return `--- a/${path}\n+++ b/${path}\n@@ -1,2 +1,2 @@\n ${before[0]}\n-${before[1]}\n+${line}\n`;
}

const wrong = ['def half(n):', '    return n // 3'] as const;
const halves = (path = 'maths/half.py'): string => turns(path, wrong, '    return n // 2');
const issueOf = (...parts: readonly string[]): string =>
  `A third is no half.\n\n\`\`\`diff\n${parts.join('')}\`\`\`\n`;
const tests = 'from maths.half import half\n\n\ndef test_half():\n    assert half(8) == 4\n';
const base = {
  'maths/__init__.py': '',
  'maths/half.py': `${wrong.join('\n')}\n`,
  'tests/test_one.py': 'from maths.half import half\n\n\ndef test_zero():\n    assert half(0) == 0\n',
};
const below = (folder: string, files: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));

type Row = ProjectOptions & {
  readonly what: string;
  readonly parts?: readonly string[];
  /** Pushed before the task begins, so that a run of the base is there. */
  readonly pushes?: Readonly<Record<string, string>>;
  /** What the proof saw fail. */
  readonly failed: readonly string[];
};

/** What `parameterized` does: tests of other names than the source has. */
const expand = `def expand(*values):
    def decorate(test):
        import sys
        names = sys._getframe(1).f_locals
        for at, value in enumerate(values):
            names[f"{test.__name__}_{at}_{value}"] = lambda self, value=value: test(self, value)
        return None
    return decorate
`;

const rows: readonly Row[] = [
  {
    what: 'a default report, which names no file, under a name of its own',
    workflow: own(),
    failed: ['tests/test_half.py::test_half'],
  },
  {
    what: 'a coverage report beside two reports of tests',
    workflow: own({
      run: `mkdir out
echo '<coverage version="7"><packages/></coverage>' > out/coverage.xml
python3 -m pytest tests/test_one.py --junitxml=out/old.xml
if [ -f tests/test_half.py ]; then python3 -m pytest tests/test_half.py --junitxml=out/new.xml; fi`,
      path: 'out/',
    }),
    failed: ['tests/test_half.py::test_half'],
  },
  {
    what: 'a folder of a monorepo, that pytest runs in',
    workflow: own({
      job: '    defaults:\n      run:\n        working-directory: api\n',
      path: 'api/report.xml',
    }),
    files: { ...below('api', base), 'web/tests/test_one.py': 'def test_web():\n    assert True\n' },
    parts: [adds('api/tests/test_half.py', tests), halves('api/maths/half.py')],
    failed: ['api/tests/test_half.py::test_half'],
  },
  {
    what: 'no report, only the log of a quiet run',
    workflow: own({ run: 'python3 -m pytest -p no:junitxml', path: '' }),
    failed: ['tests/test_half.py::test_half'],
  },
  {
    what: 'names of tests with a random part and an address',
    workflow: own(),
    files: {
      ...base,
      'tests/test_odd.py':
        'import random\nimport uuid\n\nimport pytest\n\n\n@pytest.mark.parametrize("x", [str(uuid.uuid4()), str(object()), random.randint(1, 10**9), random.random()], ids=str)\ndef test_odd(x):\n    assert x\n',
    },
    failed: ['tests/test_half.py::test_half'],
  },
  {
    what: 'a fixture that is called as a test is, and a class that says that it is none',
    workflow: own(),
    parts: [
      adds(
        'tests/test_half.py',
        'import pytest\n\nfrom maths.half import half\n\n\n@pytest.fixture\ndef test_value():\n    return 8\n\n\nclass TestTools:\n    __test__ = False\n\n    def test_nothing(self):\n        pass\n\n\ndef test_half(test_value):\n    assert half(test_value) == 4\n',
      ),
      halves(),
    ],
    failed: ['tests/test_half.py::test_half'],
  },
  {
    what: 'tests whose names a decorator makes, one of which passes already',
    workflow: own(),
    files: { ...base, 'tests/expand.py': expand },
    parts: [
      adds(
        'tests/test_half.py',
        'import unittest\n\nfrom expand import expand\nfrom maths.half import half\n\n\nclass HalfTests(unittest.TestCase):\n    @expand(0, 8)\n    def test_half(self, n):\n        self.assertEqual(half(n), n / 2)\n',
      ),
      halves(),
    ],
    failed: ['tests/test_half.py::HalfTests::test_half_1_8'],
  },
  {
    what: 'a matrix in one job of which the new test is skipped',
    workflow: own({
      job: "    strategy:\n      matrix:\n        extra: ['1', '']\n    env:\n      EXTRA: ${{ matrix.extra }}\n",
      name: 'report-${{ matrix.extra }}x',
    }),
    parts: [
      adds(
        'tests/test_half.py',
        'import os\n\nimport pytest\n\nfrom maths.half import half\n\n\n@pytest.mark.skipif(not os.environ["EXTRA"], reason="needs the extra")\ndef test_half():\n    assert half(8) == 4\n',
      ),
      halves(),
    ],
    failed: ['tests/test_half.py::test_half'],
  },
  {
    what: 'tests in a file, a class and under a name that only the configuration makes tests',
    workflow: own({ run: 'python3 -m pytest --junitxml=report.xml maths' }),
    files: {
      'maths/__init__.py': '',
      'maths/half.py': base['maths/half.py'],
      'pyproject.toml':
        '[tool.pytest.ini_options]\npython_files = ["tests.py"]\npython_classes = ["*Suite"]\npython_functions = ["should_*"]\n',
      'maths/tests.py':
        'from maths.half import half\n\n\nclass HalfSuite:\n    def should_know_zero(self):\n        assert half(0) == 0\n',
    },
    parts: [
      '--- a/maths/tests.py\n+++ b/maths/tests.py\n@@ -4,3 +4,6 @@\n class HalfSuite:\n     def should_know_zero(self):\n         assert half(0) == 0\n+\n+    def should_halve(self):\n+        assert half(8) == 4\n',
      halves(),
    ],
    failed: ['maths/tests.py::HalfSuite::should_halve'],
  },
  {
    what: 'one of many tests that a decorator makes in an old file, told by the base’s own run',
    workflow: own({ on: 'pull_request, push' }),
    files: {
      ...base,
      'tests/expand.py': expand,
      'tests/test_one.py':
        'import unittest\n\nfrom expand import expand\nfrom maths.half import half\n\n\nclass HalfTests(unittest.TestCase):\n    @expand(0, 3)\n    def test_odd(self, n):\n        self.assertEqual(half(n), n // 3)\n',
    },
    pushes: { 'README.md': 'Maths.\n' },
    parts: [
      '--- a/tests/test_one.py\n+++ b/tests/test_one.py\n@@ -8,3 +8,7 @@\n     @expand(0, 3)\n     def test_odd(self, n):\n         self.assertEqual(half(n), n // 3)\n+\n+    @expand(0, 8)\n+    def test_half(self, n):\n+        self.assertEqual(half(n), n // 2)\n',
      halves(),
    ],
    failed: ['tests/test_one.py::HalfTests::test_half_1_8'],
  },
];

describe('the tests of a repository', { timeout: 120_000 }, () => {
  it.each(rows)(
    'prove a change and merge it: $what',
    async ({ what: _what, parts, failed, pushes, ...options }) => {
      const project = await world.project({
        policy: 'tests:\n  redProof: required\n',
        files: options.files ?? base,
        ...(options.workflow === undefined ? {} : { workflow: options.workflow }),
      });
      if (pushes) await project.as('alice').push({ branch: 'main', files: pushes });
      await world.quiet();
      project.begin({
        title: 'A third is no half',
        body: issueOf(...(parts ?? [adds('tests/test_half.py', tests), halves()])),
      });
      const entries = await world.rests(project);
      const red = entries.find((entry) => entry.kind === 'pytest_run');
      expect(red?.data).toMatchObject({ judged: 'red', proof: { failed } });
      expect(lastMove(entries)).toMatchObject({ kind: 'reported' });
      expect(project.pull().merged).not.toBeNull();
    },
  );

  it('hold it with the line that says why, where a job fails and no test does', async () => {
    const said = 'FAIL Required test coverage of 90% not reached. Total coverage: 71.43%';
    const project = await world.project({
      policy: 'tests:\n  redProof: required\n',
      files: base,
      workflow: own({
        run: `python3 -m pytest --junitxml=report.xml
! grep -q uncovered maths/half.py || { echo '${said}'; exit 2; }`,
      }),
    });
    const more = turns(
      'maths/half.py',
      wrong,
      '    return n // 2\n+\n+\n+def uncovered():\n+    return 1',
    ).replace('+1,2', '+1,6');
    project.begin({ body: issueOf(adds('tests/test_half.py', tests), more) });
    const last = lastMove(await world.rests(project));
    await world.quiet();
    expect(last?.data).toMatchObject({ reason: 'directive-failed' });
    const told = project
      .issue()
      .comments.map(({ body }) => body)
      .join('\n');
    expect(told).toContain(said);
    expect(told).not.toMatch(/re-run/i);
    expect(project.pull().merged).toBeNull();
  });
});
