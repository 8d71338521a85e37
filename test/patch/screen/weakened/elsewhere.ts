import { add, cheat, data, emptied, removed, skipped, path, suite, type Case, type Cheat } from './case.ts';

const otherwise = 'run-otherwise';
type Texts = Readonly<Record<string, string>>;

const change = (name: string, before: Texts, after: Texts): Case => ({ name, before, after });
const found = (name: string, reasons: readonly string[], before: Texts, after: Texts): Cheat => ({
  ...change(name, before, after),
  reasons,
});
/** An edit of code that is no test. */
const code = 'def add(a, b):\n    return a + b\n';
const source = (name: string, text: string): Cheat =>
  found(name, [otherwise], { 'src/calc.py': code }, { 'src/calc.py': `${text}\n${code}` });
const edited = (file: string): Cheat =>
  found(`what tests compare with: ${file}`, [data], { [file]: '1\n' }, { [file]: '2\n' });

const django =
  'from django.test import TestCase\n\n\nclass TestIt(TestCase):\n    def test_a(self):\n        self.assertEqual(f(), 1)\n';
const doctest = 'def add(a, b):\n    """Adds.\n\n    >>> add(2, 2)\n    4\n    """\n    return a + b\n';

/** Tests are weakened where they do not stand. */
export const elsewhere: readonly Cheat[] = [
  source('the code skips who imports it', 'import pytest\n\npytest.skip("x", allow_module_level=True)'),
  source('the code asks whether it is tested', 'import sys\n\nTESTED = "pytest" in sys.modules'),
  source('the code asks the environment', 'import os\n\nTESTED = "PYTEST_CURRENT_TEST" in os.environ'),
  source('the code raises SkipTest', 'import unittest\n\nraise unittest.SkipTest("x")'),
  source('the code ends the process', 'import os\n\nos._exit(0)'),
  source('the code has something run at the end', 'import atexit\n\natexit.register(print)'),
  source('the code puts another module in the place of one', 'import sys\n\nsys.modules["math"] = None'),
  found(
    'a new conftest.py brings plug-ins',
    [otherwise],
    { [path]: suite },
    { [path]: suite, 'tests/conftest.py': 'pytest_plugins = ["extra"]\n' },
  ),
  cheat(
    'a test file brings plug-ins',
    otherwise,
    'import pytest\n',
    'import pytest\n\npytest_plugins = ["extra"]\n',
  ),
  cheat(
    'a test file has something run at the end',
    otherwise,
    'def test_add',
    'atexit.register(close)\n\n\ndef test_add',
  ),
  cheat(
    'skip is called in a test under a name put together',
    'test-replaced',
    add,
    add.replace('():\n', '():\n    getattr(pytest, "sk" + "ip")("x")\n'),
  ),
  found(
    'a test of a Django application is emptied',
    [emptied],
    { 'app/tests.py': django },
    { 'app/tests.py': django.replace('self.assertEqual(f(), 1)', 'pass') },
  ),
  found(
    'a test of a Django application is skipped',
    [skipped],
    { 'app/tests.py': django },
    { 'app/tests.py': django.replace('    def', '    @skip("x")\n    def') },
  ),
  found('the tests of a Django application are deleted', [removed], { 'app/tests.py': django }, {}),
  found(
    'a test moves to a tests.py, which pytest passes by',
    [removed],
    { 'app/tests.py': '', 'app/test_a.py': django },
    { 'app/tests.py': django },
  ),
  found(
    'a doctest shows another answer',
    [data],
    { 'src/calc.py': doctest },
    { 'src/calc.py': doctest.replace('4', '5') },
  ),
  found('a doctest is removed', [data], { 'src/calc.py': doctest }, { 'src/calc.py': code }),
  edited('unit_tests/expected.json'),
  edited('cassettes/one.yaml'),
  edited('tests/data/expected.md'),
  edited('tests/expected.md'),
  edited('tests/data/README.md'),
  edited('tests/README_expected.txt'),
  edited('tests/data/types.pyi'),
];

/** What stands beside tests and takes nothing away. */
export const notElsewhere: readonly Case[] = [
  change('another text of a README among tests', { 'tests/README': 'a\n' }, { 'tests/README': 'b\n' }),
  change('a doctest is added', { 'src/calc.py': code }, { 'src/calc.py': doctest }),
  change(
    'a doctest is indented, and has another text around it',
    { 'src/calc.py': doctest },
    { 'src/calc.py': doctest.replace('Adds.', 'Adds two.').replaceAll(/^(?=.)/gm, '  ') },
  ),
  change('a doctest moves', { 'src/calc.py': doctest }, { 'src/sums.py': doctest }),
  change(
    'the code speaks of pytest',
    { 'src/calc.py': code },
    { 'src/calc.py': `# as pytest does\n${code}\nHELP = "run pytest first"\n` },
  ),
  change(
    'code that knows of pytest knows more of it',
    { 'src/plugin.py': 'import pytest\n' },
    { 'src/plugin.py': 'import pytest\n\n\n@pytest.fixture\ndef calc():\n    return 1\n' },
  ),
  change('a session runs pytest', {}, { 'noxfile.py': 'def tests(session):\n    session.run("pytest")\n' }),
  change('a module is looked up', {}, { 'src/a.py': 'import sys\n\nHERE = sys.modules[__name__]\n' }),
  change('a Django application gets its first tests', {}, { 'app/tests.py': django }),
];
