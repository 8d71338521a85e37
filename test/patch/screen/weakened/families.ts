import { add, cheat, mocked, path, removed, skipped, suite, type Cheat } from './case.ts';

const otherwise = 'run-otherwise';
const replaced = 'test-replaced';
type Texts = Readonly<Record<string, string>>;

const found = (name: string, reasons: readonly string[], before: Texts, after: Texts): Cheat => ({
  name,
  before,
  after,
  reasons,
});
const atEnd = (name: string, reasons: readonly string[], lines: string): Cheat =>
  found(name, reasons, { [path]: suite }, { [path]: `${suite}\n${lines}\n` });
const code = 'def add(a, b):\n    return a + b\n';
const source = (name: string, text: string): Cheat =>
  found(name, [otherwise], { 'src/calc.py': code }, { 'src/calc.py': `${text}\n${code}` });

/** The name of a test is given away by every statement that can give one. */
const rebound: readonly Cheat[] = [
  atEnd('a loop runs over the name of a test', [removed], 'for test_add in [None]:\n    pass'),
  atEnd('a loop over pairs takes it', [removed], 'for x, (test_add, y) in pairs():\n    pass'),
  atEnd('with takes it', [removed], 'with open("x") as test_add:\n    pass'),
  atEnd('with takes it in a tuple', [removed], 'with pair() as (x, test_add):\n    pass'),
  atEnd('except takes it', [removed], 'try:\n    f()\nexcept E as test_add:\n    pass'),
  atEnd('a pattern takes it', [removed], 'match 1:\n    case test_add:\n        pass'),
  atEnd(
    'a pattern within a pattern takes it',
    [removed],
    'match x:\n    case {"a": [*test_add]}:\n        pass',
  ),
  atEnd('a walrus takes it', [removed], '(test_add := None)'),
  atEnd('a walrus in a call takes it', [removed], 'print(test_add := None)'),
  atEnd('a walrus in a condition takes it', [removed], 'if test_add := None:\n    pass'),
  atEnd('an update takes it', [removed], 'test_add += 1'),
  atEnd('an annotation with a value takes it', [removed], 'test_add: object = None'),
  atEnd(
    'a function takes it as global',
    [removed],
    'def calm():\n    global test_add\n    test_add = None\n\ncalm()',
  ),
  atEnd('a type takes it', [removed], 'type test_add = int'),
];

/** A test is taken out by another door than a mark. */
const doors: readonly Cheat[] = [
  cheat(
    'a mark is looked up by a name put together',
    replaced,
    'import pytest\n',
    'import pytest\n\npytestmark = getattr(pytest.mark, "sk" + "ip")\n',
  ),
  cheat(
    'a fixture marks each test',
    skipped,
    'def test_add',
    '@pytest.fixture(autouse=True)\ndef calm(request):\n    request.node.add_marker("x")\n\n\ndef test_add',
  ),
  cheat(
    'a fixture raises what skip raises',
    skipped,
    'def test_add',
    '@pytest.fixture(autouse=True)\ndef calm():\n    raise pytest.skip.Exception("x")\n\n\ndef test_add',
  ),
  cheat(
    'the class of skips is raised',
    skipped,
    'def test_add',
    '@pytest.fixture(autouse=True)\ndef calm():\n    raise Skipped("x")\n\n\ndef test_add',
  ),
  cheat(
    "unittest's own flag is set",
    skipped,
    '    def setUp(self):\n',
    '    __unittest_skip__ = True\n\n    def setUp(self):\n',
  ),
  cheat(
    'a class gets a metaclass',
    otherwise,
    'class TestUsers(unittest.TestCase)',
    'class TestUsers(unittest.TestCase, metaclass=Calm)',
  ),
  cheat(
    'a class gets another base',
    otherwise,
    'class TestUsers(unittest.TestCase)',
    'class TestUsers(Calm)',
  ),
  cheat(
    'a base decides when a class is made',
    replaced,
    'class TestUsers',
    'class Calm:\n    def __init_subclass__(cls):\n        cls.test_names = None\n\n\nclass TestUsers',
  ),
  ...[
    'pytest_runtest_protocol',
    'pytest_pycollect_makeitem',
    'pytest_generate_tests',
    'pytest_report_teststatus',
  ].map((hook): Cheat =>
    found(
      `a conftest.py brings the hook ${hook}`,
      [skipped],
      { 'tests/conftest.py': 'X = 1\n' },
      { 'tests/conftest.py': `X = 1\n\n\ndef ${hook}(item):\n    return True\n` },
    ),
  ),
  found(
    'a skip of a version that is no more becomes one of them all',
    [skipped],
    {
      [path]:
        'import sys\n\n@pytest.mark.skipif(sys.version_info < (3, 8), reason="x")\ndef test_a():\n    assert f() == 1\n',
    },
    {
      [path]:
        'import sys\n\n@pytest.mark.skipif(sys.version_info < (3, 99), reason="x")\ndef test_a():\n    assert f() == 1\n',
    },
  ),
  found(
    'the condition of a skip is another',
    [otherwise],
    { [path]: '@pytest.mark.skipif(not HAS_A, reason="x")\ndef test_a():\n    assert f() == 1\n' },
    { [path]: '@pytest.mark.skipif(not HAS_B, reason="x")\ndef test_a():\n    assert f() == 1\n' },
  ),
  cheat(
    'it is skipped on the platform of the runner',
    skipped,
    'def test_add',
    '@pytest.mark.skipif(sys.platform == "linux", reason="x")\ndef test_add',
  ),
  cheat(
    'it is skipped where sys is another thing',
    skipped,
    'def test_add',
    'from tests.fakes import sys\n\n\n@pytest.mark.skipif(sys.platform == "win32", reason="x")\ndef test_add',
  ),
  {
    ...cheat(
      'a class that others are made of skips',
      skipped,
      'class TestUsers(unittest.TestCase)',
      'class Calm(unittest.TestCase):\n    def run(self, result=None):\n        self.skipTest("x")\n\n\nclass TestUsers(Calm)',
    ),
    reasons: [skipped, replaced],
  },
];

/** What is called is another thing than it was. */
const swapped: readonly Cheat[] = [
  cheat(
    'a test imports a copy of the subject',
    mocked,
    add,
    add.replace('():\n', '():\n    from tests.copies import add\n'),
  ),
  cheat(
    'a helper becomes a generator',
    'test-emptied',
    add,
    `def check():\n    yield\n    assert add(1, 2) == 3\n    assert add(2, 2) == 4\n\n\ndef test_add():\n    check()\n`,
  ),
  cheat(
    'a helper that asserts becomes a coroutine',
    'test-emptied',
    add,
    `async def check():\n    assert add(1, 2) == 3\n    assert add(2, 2) == 4\n\n\ndef test_add():\n    check()\n`,
  ),
  atEnd('the table of a module is updated', [replaced], 'vars(calc).update(add=max)'),
  atEnd(
    'the table of a module is updated by its dictionary',
    [replaced],
    'math.__dict__.update(isclose=print)',
  ),
  cheat(
    'a test updates the table of a module',
    replaced,
    add,
    add.replace('():\n', '():\n    vars(math).update(isclose=print)\n'),
  ),
  cheat(
    'a test replaces the code of the subject',
    replaced,
    add,
    add.replace('():\n', '():\n    add.__code__ = other.__code__\n'),
  ),
  cheat(
    'a context manager comes from the tests under a known name',
    otherwise,
    add,
    'from tests.helpers import TemporaryDirectory\n\n\ndef test_add():\n    with TemporaryDirectory():\n        assert add(1, 2) == 3\n        assert add(2, 2) == 4\n',
  ),
  cheat(
    'a manager is defined under a known name',
    otherwise,
    add,
    'class TemporaryDirectory:\n    def __exit__(self, *a):\n        return True\n\n\ndef test_add():\n    with TemporaryDirectory():\n        assert add(1, 2) == 3\n        assert add(2, 2) == 4\n',
  ),
  cheat(
    'a decorator comes from the tests under a known name',
    otherwise,
    'def test_add',
    'from tests.helpers import seed\n\n\n@seed(1)\ndef test_add',
  ),
  found(
    'helpers elsewhere are emptied',
    ['test-emptied'],
    {
      [path]: `from shop_testing.checks import check_total\n\n\n${suite}`,
      'shop_testing/checks.py': 'def check_total(x):\n    assert x.total == 3\n',
    },
    {
      [path]: `from shop_testing.checks import check_total\n\n\n${suite}`,
      'shop_testing/checks.py': 'def check_total(x):\n    return x\n',
    },
  ),
  found(
    'a file named by a test is edited',
    ['expected-data-edited'],
    { [path]: `${suite}\nWANT = open("answers/total.dat").read()\n`, 'answers/total.dat': '1\n' },
    { [path]: `${suite}\nWANT = open("answers/total.dat").read()\n`, 'answers/total.dat': '2\n' },
  ),
  found(
    'a file that a test puts together is deleted',
    ['expected-data-edited'],
    { [path]: `${suite}\nWANT = HERE / "total.csv"\n`, 'answers/total.csv': '1\n' },
    { [path]: `${suite}\nWANT = HERE / "total.csv"\n` },
  ),
];

/** The code looks whether it is tested, or reaches for what tests it. */
const reflecting: readonly Cheat[] = [
  source('the code patches unittest', 'import unittest\n\nunittest.TestCase.assertEqual = print'),
  source('the code imports a part of unittest', 'from unittest import case\n\ncase.TestCase.run = print'),
  source('the code imports a name put together', 'x = __import__("py" + "test")'),
  source(
    'the code looks up a module by a name put together',
    'import importlib\n\nx = importlib.import_module("unit" + "test")',
  ),
  source('the code replaces a builtin', 'import builtins\n\nbuiltins.isinstance = print'),
  source('the code sets a builtin', 'import builtins\n\nsetattr(builtins, "len", print)'),
  source('the code looks at who calls it', 'import sys\n\nTESTED = sys._getframe(1)'),
  source('the code looks at the stack', 'import inspect\n\nTESTED = inspect.stack()'),
  source('the code goes through all objects', 'import gc\n\nALL = gc.get_objects()'),
  source('the code asks whether it is on a runner', 'import os\n\nTESTED = os.environ.get("CI")'),
  source("the code asks for GitHub's variables", 'import os\n\nTESTED = "GITHUB_ACTIONS" in os.environ'),
  source('the code asks what started it', 'import sys\n\nTESTED = sys.argv[0]'),
];

/** What is expected in a file is edited, although the file only grows. */
const grown: readonly Cheat[] = [
  found(
    'a case of a data file is edited while another comes',
    ['expected-data-edited'],
    { 'tests/cases.json': '[{"a": 1}]' },
    { 'tests/cases.json': '[{"a": 2}, {"b": 1}]' },
  ),
  found(
    'a case of a data file gets a key',
    ['expected-data-edited'],
    { 'tests/cases.yml': '- case: a\n' },
    { 'tests/cases.yml': '- case: a\n  skip: true\n' },
  ),
  found(
    'a key of a data file is said twice',
    ['expected-data-edited'],
    { 'tests/cases.json': '{"a": 1}' },
    { 'tests/cases.json': '{"a": 1, "a": 2}' },
  ),
  found(
    'the expected output gets a line',
    ['expected-data-edited'],
    { 'tests/expected/rows.csv': 'a,b\n1,2\n' },
    { 'tests/expected/rows.csv': 'a,b\n1,2\n3,4\n' },
  ),
  found(
    'a row opens a quote that swallows others',
    ['expected-data-edited'],
    { 'tests/rows.csv': 'a,b\n1,2\n' },
    { 'tests/rows.csv': 'a,b\n"x,y\n1,2\n' },
  ),
  found(
    'the heads of a table are others',
    ['expected-data-edited'],
    { 'tests/rows.csv': 'a,b\n1,2\n' },
    { 'tests/rows.csv': 'b,a\n1,2\n' },
  ),
];

export const families: readonly Cheat[] = [...rebound, ...doors, ...swapped, ...reflecting, ...grown];
