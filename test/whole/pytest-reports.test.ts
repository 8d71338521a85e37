/** What pytest itself writes, in every family and in its log, is read as pytest's own node ids. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { treePaths } from '../../src/task/results/case-names.ts';
import { parseJUnit } from '../../src/task/results/junit.ts';
import { parsePytestLog } from '../../src/task/results/pytest-log.ts';
import type { TestResults } from '../../src/task/results/test-results.ts';

const files: Readonly<Record<string, string>> = {
  'api/pyproject.toml':
    '[tool.pytest.ini_options]\npythonpath = ["src"]\npython_files = ["tests.py", "test_*.py"]\naddopts = "--doctest-modules --doctest-glob=*.md"\n',
  'api/README.md': '>>> 1 + 1\n2\n',
  'api/src/calc/__init__.py': '',
  'api/src/calc/add.py': 'def add(a, b):\n    """\n    >>> add(1, 2)\n    3\n    """\n    return a + b\n',
  'api/polls/__init__.py': '',
  'api/polls/tests.py':
    'import unittest\n\n\nclass VotesTests(unittest.TestCase):\n    def test_none(self):\n        for n in (1, 2):\n            with self.subTest(n=n):\n                self.assertTrue(n)\n\n    @unittest.skip("not here")\n    def test_skipped(self):\n        pass\n\n    @unittest.expectedFailure\n    def test_expected(self):\n        self.fail()\n',
  'api/unit/test_names.py': `import functools

import pytest
from calc.add import add


def hiding(test):
    def wrapper(*args):
        return test(*args)

    return wrapper


@pytest.fixture
def test_value():
    return 1


@pytest.mark.parametrize("x", ["a b", "c.d-e/f", "[]", "x::y", " - ", "é", "<&'\\"", "\\x1b"])
def test_odd(x):
    assert x


@hiding
def test_hidden():
    assert add(1, 1) == 2


class TestOuter:
    class TestInner:
        def test_m(self, test_value):
            assert test_value

    def test_m(self):
        assert add(1, 2) == 4


class TestBase:
    def test_inherited(self):
        assert True


@pytest.mark.parametrize("n", [1, 2])
class TestChild(TestBase):
    def test_own(self, n):
        assert n == 1

    def test_inherited(self, n):
        assert n


@pytest.fixture
def broken():
    raise ValueError("no")


def test_setup(broken):
    pass


if not hasattr(pytest, "Subtests"):  # before pytest 9

    class Subtests:
        def test(self, msg, n):
            import contextlib

            return contextlib.nullcontext()

    @pytest.fixture
    def subtests():
        return Subtests()


def test_subtests(subtests):
    for n in (1, 2):
        with subtests.test("what [is] - this", n=n):
            assert n == 1
`,
  'api/unit/test_away.py': 'import no_such_module\n\n\ndef test_x():\n    pass\n',
  'web/unit/test_names.py': 'def test_web():\n    pass\n',
};

let dir = '';
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'cadence-reports-'));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), text);
  }
});
afterAll(() => rm(dir, { recursive: true, force: true }));

function pytest(...args: readonly string[]): Promise<string> {
  const whole = ['-m', 'pytest', '-p', 'no:cacheprovider', '--continue-on-collection-errors', ...args];
  const options = {
    cwd: join(dir, 'api'),
    env: { ...process.env, CI: 'true', PYTHONDONTWRITEBYTECODE: '1' },
  };
  return new Promise((resolve) => execFile('python3', whole, options, (_error, stdout) => resolve(stdout)));
}

/** As a report can say them: bytes that XML cannot hold are written out. */
function plain(ids: readonly string[]): string[] {
  return [...new Set(ids.map((id) => id.replace(String.raw`\x1b`, 'ESC').replace('#x1B', 'ESC')))].toSorted();
}

async function nodeIds(): Promise<string[]> {
  const lines = (await pytest('--collect-only', '-q')).split('\n');
  return plain(lines.filter((line) => line.includes('::')).map((line) => `api/${line}`));
}

function told({ cases, collectionErrors }: TestResults): Record<string, string> {
  expect(collectionErrors).toMatchObject([{ file: 'api/unit/test_away.py', kind: 'import' }]);
  const found = cases.filter(({ outcome }) => outcome === 'failed' || outcome === 'error');
  return Object.fromEntries(found.map(({ id, outcome }) => [id, outcome]));
}

const bad = {
  'api/unit/test_names.py::TestOuter::test_m': 'failed',
  'api/unit/test_names.py::TestChild::test_own[2]': 'failed',
  'api/unit/test_names.py::test_setup': 'error',
  'api/unit/test_names.py::test_subtests': 'failed',
};

describe('pytest’s own reports', { timeout: 120_000 }, () => {
  it.each([
    { family: 'xunit1', more: [] },
    { family: 'xunit2', more: [] },
    { family: 'legacy', more: ['-o', 'junit_suite_name=all of it'] },
    { family: 'xunit2', more: ['--junit-prefix=linux.py3', '--import-mode=importlib'] },
  ])('are read as its node ids: $family $more', async ({ family, more }) => {
    await pytest('-o', `junit_family=${family}`, '--junitxml=../report.xml', ...more);
    const parsed = parseJUnit(await readFile(join(dir, 'report.xml')), treePaths(Object.keys(files)));
    if (parsed.kind !== 'results') throw new Error(JSON.stringify(parsed));
    expect(told(parsed.results)).toEqual(bad);
    expect(plain(parsed.results.cases.map(({ id }) => id))).toEqual(await nodeIds());
  });

  it('and its log says the same of what fails, and names what passes', async () => {
    const parsed = parsePytestLog(await pytest('-rA'), treePaths(Object.keys(files)));
    if (parsed.kind !== 'results') throw new Error(JSON.stringify(parsed));
    expect(told(parsed.results)).toEqual(bad);
    const passed = parsed.results.cases.filter(({ outcome }) => outcome === 'passed').map(({ id }) => id);
    const ids = await nodeIds();
    expect(plain(passed).filter((id) => !ids.includes(id))).toEqual([]);
    expect(passed).toContain('api/README.md::README.md');
    expect(passed).toContain('api/src/calc/add.py::calc.add.add');
    expect(passed).toContain('api/unit/test_names.py::test_odd[ - ]');
  });
});
