import { add, cheat, emptied, gone, path, removed, skipped, told, type Cheat } from './case.ts';

const head = 'from calc import add\n\n\n';

/** The test is not run any more. */
export const unrun: readonly Cheat[] = [
  cheat('a test is removed', removed, add, ''),
  cheat('a test is commented out', removed, add, add.replace(/^/gm, '# ')),
  cheat('a test is put into a string', removed, add, `"""\n${add}"""\n`),
  cheat('a test is renamed away', removed, 'def test_add', 'def check_add'),
  cheat('a test gets an underscore', removed, 'def test_add', 'def _test_add'),
  {
    ...cheat('a class is renamed away', removed, 'class TestUsers(unittest.TestCase)', 'class Users'),
    reasons: [removed, removed],
  },
  {
    ...told(
      'a class gets an __init__',
      removed,
      'class TestA:\n    def test_x(self):\n        assert f() == 1\n',
      'class TestA:\n    def __init__(self):\n        self.x = 1\n\n    def test_x(self):\n        assert f() == 1\n',
    ),
  },
  {
    name: 'a file is renamed out of what pytest collects',
    before: { [path]: head + add },
    after: { 'tests/calc_tests.py': head + add },
    reasons: [removed],
  },
  {
    name: 'a file moves into a folder that pytest passes by',
    before: { [path]: head + add },
    after: { 'tests/.old/test_calc.py': head + add },
    reasons: [removed],
  },
  { name: 'a file is deleted', before: { [path]: head + add }, after: {}, reasons: [removed] },
  cheat(
    'a test is nested into another function',
    removed,
    add,
    `def cases():\n${add.replace(/^/gm, '    ')}`,
  ),
  cheat('a test is put under "if False"', removed, add, `if False:\n${add.replace(/^/gm, '    ')}`),
  cheat(
    'a test is put under the main guard',
    removed,
    add,
    `if __name__ == "__main__":\n${add.replace(/^/gm, '    ')}`,
  ),
  cheat(
    'a test is put under a condition',
    skipped,
    add,
    `if os.environ.get("ALL"):\n${add.replace(/^/gm, '    ')}`,
  ),
  cheat('a later function takes the name', emptied, add, `${add}\n\ndef test_add():\n    pass\n`),
  cheat('the name is given away', removed, add, `${add}\n\ntest_add = None\n`),
  cheat('the name is deleted', removed, add, `${add}\n\ndel test_add\n`),
  told('the file ends before it', removed, head + add, `${head}raise SystemExit\n\n\n${add}`),
  cheat('it is skipped', skipped, 'def test_add', '@pytest.mark.skip(reason="flaky")\ndef test_add'),
  cheat(
    'it is skipped under a condition that holds',
    skipped,
    'def test_add',
    '@pytest.mark.skipif(True, reason="")\ndef test_add',
  ),
  cheat('it may fail', skipped, 'def test_add', '@pytest.mark.xfail\ndef test_add'),
  cheat(
    'it is run again until it passes',
    skipped,
    'def test_add',
    '@pytest.mark.flaky(reruns=9)\ndef test_add',
  ),
  cheat('it skips itself', skipped, add, add.replace('():\n', '():\n    pytest.skip("later")\n')),
  cheat('it expects itself to fail', skipped, add, add.replace('():\n', '():\n    pytest.xfail("later")\n')),
  cheat('a method is skipped', skipped, '    def test_names', '    @unittest.skip("x")\n    def test_names'),
  cheat(
    'a method may fail',
    skipped,
    '    def test_names',
    '    @unittest.expectedFailure\n    def test_names',
  ),
  cheat(
    'setUp skips',
    skipped,
    '    def setUp(self):\n',
    '    def setUp(self):\n        self.skipTest("x")\n',
  ),
  cheat(
    'the module is marked',
    skipped,
    'import pytest\n',
    'import pytest\n\npytestmark = pytest.mark.skip\n',
  ),
  cheat(
    'the module skips itself',
    skipped,
    'import pytest\n',
    'import pytest\n\npytest.skip("x", allow_module_level=True)\n',
  ),
  cheat(
    'the module wants what is not there',
    skipped,
    'import pytest\n',
    'import pytest\n\npytest.importorskip("nothing")\n',
  ),
  cheat('one case is skipped', skipped, '("2", 2)', 'pytest.param("2", 2, marks=pytest.mark.skip)'),
  cheat('a case is removed', gone, '("1", 1), ("2", 2), ', '("2", 2), '),
  cheat('all cases are removed', emptied, '[("1", 1), ("2", 2), ("-3", -3)]', '[]'),
  {
    name: 'the tests are left out by a conftest.py',
    before: { 'tests/conftest.py': 'x = 1\n' },
    after: { 'tests/conftest.py': 'x = 1\ncollect_ignore = ["test_calc.py"]\n' },
    reasons: [skipped],
  },
  {
    name: 'a hook takes tests out',
    before: { 'conftest.py': '' },
    after: { 'conftest.py': 'def pytest_collection_modifyitems(items):\n    items.clear()\n' },
    reasons: [skipped],
  },
  {
    name: 'options of pytest leave a test out',
    before: { 'pytest.ini': '[pytest]\naddopts = -q\n' },
    after: { 'pytest.ini': '[pytest]\naddopts = -q --deselect tests/test_calc.py::test_add\n' },
    reasons: ['test-options-edited'],
  },
];
