import { add, cheat, edited, mocked, path, removed, suite, told, type Case, type Cheat } from './case.ts';

const replaced = 'test-replaced';

function atEnd(name: string, reasons: readonly string[], line: string): Cheat {
  return { name, before: { [path]: suite }, after: { [path]: `${suite}\n${line}\n` }, reasons };
}

function support(name: string, reason: string, file: string, after: string, before?: string): Cheat {
  return {
    name,
    before: { [path]: suite, ...(before === undefined ? {} : { [file]: before }) },
    after: { [path]: suite, [file]: after },
    reasons: [reason],
  };
}

/** Another thing is run, or called, than what is written. */
export const replacing: readonly Cheat[] = [
  atEnd('a later class takes the name', [removed, removed], 'class TestUsers:\n    pass'),
  atEnd(
    'a later class has emptied tests',
    ['test-emptied', removed],
    'class TestUsers:\n    def test_names(self):\n        pass',
  ),
  atEnd(
    'a later class takes it under a condition',
    [removed, removed],
    'if True:\n    class TestUsers:\n        pass',
  ),
  atEnd('an import takes the name of a test', [removed], 'from stubs import test_add'),
  atEnd('an import gives it under another name', [removed], 'from stubs import x as test_add'),
  atEnd('a module takes the name of a test', [removed], 'import test_add'),
  atEnd('a tuple takes the name of a test', [removed], '(test_add, x) = None, 1'),
  atEnd('a loop takes the name of a test', [removed], 'for x in [1]:\n    test_add = None'),
  atEnd('a method is assigned', [removed], 'TestUsers.test_names = lambda self: None'),
  atEnd('a method is deleted', [removed], 'del TestUsers.test_names'),
  atEnd('a star import comes last', [replaced], 'from stubs import *'),
  atEnd('globals() is written to', [replaced, replaced], 'globals()["test_add"] = lambda: None'),
  atEnd('globals() loses a name', [replaced], 'globals().pop("test_add")'),
  atEnd('the dictionary of the class is written to', [replaced], 'TestUsers.__dict__["test_names"] = 1'),
  atEnd('the code of a test is replaced', [replaced], 'test_add.__code__ = (lambda: None).__code__'),
  atEnd('code in a text is run', [replaced], 'exec("del test_add")'),
  atEnd('setattr on the class', [replaced], 'setattr(TestUsers, "test_names", lambda self: None)'),
  atEnd('delattr on the class', [replaced], 'delattr(TestUsers, "test_names")'),
  atEnd(
    'names are gone through',
    [replaced, replaced],
    'for name in list(globals()):\n    if name.startswith("test_"):\n        del globals()[name]',
  ),
  cheat(
    'skip is called under a name put together',
    replaced,
    'def test_add',
    'def calm():\n    getattr(pytest, "sk" + "ip")("x")\n\n\ndef test_add',
  ),
  cheat(
    'the class asserts in its own way',
    replaced,
    '    def setUp(self):\n',
    '    assertEqual = lambda *a: None\n\n    def setUp(self):\n',
  ),
  cheat(
    'the class runs in its own way',
    replaced,
    '    def setUp(self):\n',
    '    def run(self, result=None):\n        return result\n\n    def setUp(self):\n',
  ),
  cheat(
    'a helper sets a function of a module',
    replaced,
    'def test_add',
    'def calm():\n    setattr(math, "isclose", lambda *a, **k: True)\n\n\ndef test_add',
  ),
  cheat(
    'a class of no base asserts in its own way',
    replaced,
    'class TestUsers(unittest.TestCase)',
    'class Calm:\n    assertIn = print\n\n\nclass TestUsers(Calm, unittest.TestCase)',
  ),
  cheat(
    'pytest.raises is replaced',
    mocked,
    'import pytest\n',
    'import pytest\npytest.raises = contextlib.suppress\n',
  ),
  cheat(
    'pytest.approx is replaced',
    mocked,
    'import pytest\n',
    'import pytest\npytest.approx = lambda *a: 1\n',
  ),
  told(
    'a function of the module is replaced by another',
    mocked,
    'import calc\n\ndef test_a():\n    assert calc.add(1, 2) == 3\n',
    'import calc\n\ncalc.add = calc.other\n\ndef test_a():\n    assert calc.add(1, 2) == 3\n',
  ),
  cheat(
    'a new test replaces it for those that follow',
    mocked,
    'def test_add',
    'def test_a():\n    import calc\n    calc.add = lambda a, b: 4\n\n\ndef test_add',
  ),
  support(
    'a new conftest.py replaces it',
    mocked,
    'tests/conftest.py',
    'import calc\n\ncalc.add = lambda a, b: 4\n',
  ),
  support(
    'the package of tests replaces it',
    mocked,
    'tests/__init__.py',
    'import calc\ncalc.add = lambda a, b: 4\n',
    '',
  ),
  support(
    'a helper replaces it',
    mocked,
    'tests/helpers.py',
    'import calc\nX = 1\ncalc.add = calc.x\n',
    'X = 1\n',
  ),
  support(
    'a base class asserts in its own way',
    replaced,
    'tests/base.py',
    'import unittest\n\nclass Base(unittest.TestCase):\n    def assertEqual(self, *a):\n        pass\n',
    'import unittest\n\nclass Base(unittest.TestCase):\n    pass\n',
  ),
];

/** What looks like it, and takes nothing away. */
export const notReplacing: readonly Case[] = [
  edited('a star import at the top', 'import pytest\n', 'import pytest\nfrom calc.names import *\n'),
  edited('another name for a test is no other test', add, `${add}\n\nALIAS = test_add\n`),
  edited(
    'an attribute of an object is set',
    add,
    `${add}\n\ndef test_set():\n    one = users("ann")\n    one.key = max\n    assert one.key is max\n`,
  ),
  edited(
    'a value of a module is set',
    'def test_add',
    '@pytest.fixture\ndef strict():\n    calc.config.strict = True\n    yield\n    calc.config.strict = False\n\n\ndef test_add',
  ),
  edited(
    'an assertion of its own',
    '    def setUp(self):\n',
    '    def assertNamed(self, name):\n        self.assertIn(name, str(self.users))\n\n    def setUp(self):\n',
  ),
  edited(
    'a new test runs code that it made',
    add,
    `${add}\n\ndef test_source():\n    space = {}\n    exec(source(), space)\n    assert space["x"] == 1\n`,
  ),
  edited(
    'a fake that runs',
    'def test_add',
    'class FakeJob:\n    def run(self):\n        return 1\n\n\nclass TestJob:\n    def run(self):\n        return FakeJob().run()\n\n\ndef test_add',
  ),
  edited(
    "a value of Python's own module is put back",
    'def test_add',
    'def catch(log):\n    old = warnings.showwarning\n    warnings.showwarning = log\n    yield\n    warnings.showwarning = old\n\n\ndef test_add',
  ),
  edited(
    'an attribute is set on what a helper makes',
    'def test_add',
    'def made(name):\n    one = users(name)\n    setattr(one, "close", lambda: None)\n    return one\n\n\ndef test_add',
  ),
  edited(
    'attributes are set on itself',
    '        self.users = users("ann", "bob")\n',
    '        self.users = users("ann", "bob")\n        setattr(self, "x", 1)\n',
  ),
];
