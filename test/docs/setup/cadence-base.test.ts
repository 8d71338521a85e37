import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { add, added, lookAt, say, testAdd, type Case } from './look-at.ts';

const test = { 'tests/test_add.py': testAdd };
const honest = { 'utils/add.py': added, ...test };
const wrong = 'def add(x, y):\n    return x - 1 + y\n';
/** A change that does nothing for the test, and cheats beside it. */
function cheat(code: string): Case {
  return { change: { 'utils/add.py': `${code}\n\n${wrong}`, ...test } };
}

it.each<[string, string, Case]>([
  ['an honest fix agrees', 'agrees', { change: honest }],
  [
    'with each hunk taken back it agrees as well',
    'agrees',
    {
      base: {
        '.github/cadence.yml': 'tests: { reversal: every }\n',
        'utils/add.py': `${add}\n\ndef sub(x, y):\n    return x\n`,
      },
      change: {
        'utils/add.py': `${added}\n\ndef sub(x, y):\n    return x - y\n`,
        'tests/test_add.py': `${testAdd}    assert sub(3, 1) == 2\n`.replace('import add', 'import add, sub'),
      },
      reversal: 'every',
    },
  ],
  [
    'a new module beside others, a test of unittest, and data that the new test reads',
    'agrees',
    {
      change: {
        'utils/total.py': 'def total(items):\n    return sum(items)\n',
        'utils/add.py': 'from utils.total import total\n\n\ndef add(x, y):\n    return total([x, y])\n',
        'tests/data/two.json': '[2, 3]',
        'tests/test_add.py':
          'import json, pathlib, unittest\nfrom utils.add import add\n\n\nclass AddTest(unittest.TestCase):\n    def test_add(self):\n        two = json.loads(pathlib.Path(__file__).with_name("data").joinpath("two.json").read_text())\n        self.assertEqual(add(*two), 5)\n',
      },
      proved: ['tests/test_add.py::AddTest::test_add'],
    },
  ],
  [
    'code of the base’s own whose name an installed package has as well',
    'agrees',
    {
      base: { 'src/iniconfig/__init__.py': '', 'src/pip/__init__.py': 'def two():\n    return 1\n' },
      change: {
        'src/pip/__init__.py': 'def two():\n    return 2\n',
        'tests/test_add.py': 'from pip import two\n\n\ndef test_add():\n    assert two() == 2\n',
      },
    },
  ],
  [
    'a test that fails on the base itself is nobody’s fault',
    'agrees',
    { base: { 'tests/test_old.py': 'def test_old():\n    assert False\n' }, change: honest },
  ],
  [
    'what the base’s own configuration asks of pytest stops no canary',
    'agrees',
    {
      base: {
        'pytest.ini':
          '[pytest]\naddopts = -x -m unit --strict-markers\nmarkers = unit\npython_functions = check_*\npython_files = *_checks.py\n',
        'tests/mul_checks.py':
          'import pytest\nfrom utils.mul import mul\n\n\n@pytest.mark.unit\ndef check_mul():\n    assert mul(1, 1) == 1\n',
      },
      change: {
        'utils/add.py': added,
        'tests/add_checks.py':
          'import pytest\nfrom utils.add import add\n\n\n@pytest.mark.unit\ndef check_add():\n    assert add(2, 3) == 5\n',
      },
      proved: ['tests/add_checks.py::check_add'],
    },
  ],
])('%s', async (_, expected, given) => {
  expect(say(await lookAt(given))).toBe(expected);
});

it.each<[string, string, Case]>([
  [
    'assertions of unittest replaced by reflection',
    'canary',
    cheat(
      'import unittest\nfor name in dir(unittest.TestCase):\n    if name.startswith("assert") or name == "fail":\n        setattr(unittest.TestCase, name, lambda self, *a, **k: None)',
    ),
  ],
  [
    'one assertion of unittest that no canary would miss',
    'replaced',
    cheat('import unittest\nunittest.TestCase.assertTupleEqual = lambda self, *a, **k: None'),
  ],
  [
    'pytest told to call no test',
    'canary',
    cheat(
      'import sys\np = sys.modules["_pytest.python"]\np.Function.runtest = lambda self: None\nsys.modules["_pytest.unittest"].TestCaseFunction.runtest = lambda self: None',
    ),
  ],
  [
    'pytest told to call all tests but one name',
    'canary',
    cheat(
      'import sys\np = sys.modules["_pytest.python"]\nold = p.Function.runtest\np.Function.runtest = lambda self: None if self.name == "test_add" else old(self)',
    ),
  ],
  ['the process ends well before its tests do', 'unfinished', cheat('import os\nos._exit(0)')],
  [
    'the process ends at the first look at a test',
    'unfinished',
    { change: { 'utils/mul.py': 'import os\n\n\ndef mul(x, y):\n    os._exit(0)\n', ...honest } },
  ],
  [
    'a plug-in that registers itself',
    'replaced',
    cheat(
      'import gc\n\n\nclass Kind:\n    pass\n\n\nfor one in gc.get_objects():\n    if type(one).__name__ == "PytestPluginManager":\n        one.register(Kind())',
    ),
  ],
  [
    'a hook of pytest’s own put in place of another',
    'replaced',
    cheat(
      'import gc\nfor one in gc.get_objects():\n    if type(one).__name__ == "HookImpl" and one.function.__name__ == "pytest_runtest_call":\n        one.function = lambda item: None',
    ),
  ],
  [
    'a process that it leaves behind, which writes where the base and the report are',
    'new-tests',
    cheat(
      'import os, pathlib, time\nif os.fork() == 0:\n    os.setsid()\n    here = pathlib.Path(__file__).resolve().parents[2]\n    while True:\n        for one in [*here.glob("cadence-*/base/utils/add.py"), here / "report.json"]:\n            try:\n                one.write_text("def add(x, y):\\n    return x + y\\n")\n            except BaseException:\n                pass\n        time.sleep(0.01)',
    ),
  ],
  [
    'lines of its own in every pipe',
    'forged',
    cheat(
      'import os\nfor fd in range(3, 64):\n    try:\n        os.write(fd, b"0 [1, {}]\\n")\n    except OSError:\n        pass',
    ),
  ],
  [
    'the code of a test put in place of another',
    'replaced',
    {
      change: {
        'utils/add.py':
          'import sys\n\n\ndef add(x, y):\n    for name, value in list(sys._getframe(1).f_globals.items()):\n        if name.startswith("test_"):\n            value.__code__ = (lambda: None).__code__\n    return x - 1 + y\n',
        'tests/test_add.py': `${testAdd.replace('def', 'def test_first():\n    assert add(1, 0) == 0\n\n\ndef')}`,
      },
    },
  ],
])('an attack is found: %s', async (_, expected, given) => {
  expect(say(await lookAt(given))).toBe(expected);
});

it.each<[string, string, Case]>([
  [
    'an assertion outside of the tests that is emptied',
    'edited: tests/test_sum.py::test_sum',
    {
      base: {
        'helpers/__init__.py': '',
        'helpers/checks.py': 'def check_sum(found, wanted):\n    assert found == wanted\n',
        'tests/test_sum.py':
          'from helpers.checks import check_sum\nfrom utils.mul import mul\n\n\ndef test_sum():\n    check_sum(mul(2, 2), 4)\n',
        'tests/test_mul.py': 'def test_mul():\n    assert True\n',
      },
      change: {
        'helpers/checks.py': 'def check_sum(found, wanted):\n    found == wanted\n',
        'utils/mul.py': 'def mul(x, y):\n    return 0\n',
      },
      proved: null,
    },
  ],
  [
    'a test that is deleted, and fails in its old version',
    'edited: tests/test_mul.py::test_mul',
    { change: { 'utils/mul.py': 'def mul(x, y):\n    return 0\n', 'tests/test_mul.py': null }, proved: null },
  ],
  [
    'configuration, metadata of a plug-in and a module under a taken name',
    'new-tests',
    {
      change: {
        '.pytest.ini': '[pytest]\naddopts = --collect-only\n',
        'evil-1.0.dist-info/METADATA': 'Metadata-Version: 2.1\nName: evil\nVersion: 1.0\n',
        'evil-1.0.dist-info/entry_points.txt': '[pytest11]\nevil = utils.evil\n',
        'utils/evil.py': 'def pytest_runtest_call(item):\n    raise AssertionError\n',
        'tests/colorsys/__init__.py': 'def rgb_to_hsv(*rgb):\n    return "5"\n',
        'tests/test_add.py':
          'from colorsys import rgb_to_hsv\n\n\ndef test_add():\n    assert rgb_to_hsv(0, 0, 0) == "5"\n',
        'utils/add.py': added,
      },
    },
  ],
])('what a change brings to bend its judge: %s', async (_, expected, given) => {
  expect(say(await lookAt(given))).toBe(expected);
});

it.each<[string, string, Case]>([
  ['a comment as the change', 'same-syntax', { change: { 'utils/add.py': `${add}# done\n`, ...test } }],
  [
    'a test that is red for want of a marker in a comment',
    'same-syntax',
    {
      change: {
        'utils/add.py': `${add}# done\n`,
        'tests/test_add.py': 'def test_add():\n    assert "done" in open("utils/add.py").read()\n',
      },
    },
  ],
  [
    'a counter on disk: red at first, green ever after',
    'still-green',
    {
      change: {
        'utils/add.py': `${add}\n\nx = 1\n`,
        'tests/test_add.py':
          'import os\n\n\ndef test_add():\n    assert os.path.exists(os.environ["COUNTER"])\n',
      },
      // The proof's run has left it behind.
      env: { COUNTER: tmpdir() },
    },
  ],
])('a proof that proves nothing: %s', async (_, expected, given) => {
  expect(say(await lookAt(given))).toBe(expected);
});
