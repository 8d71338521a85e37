import { add, edited, path, suite, whole, type Case } from './case.ts';

type Texts = Readonly<Record<string, string>>;
const change = (name: string, before: Texts, after: Texts): Case => ({ name, before, after });
const second = '    assert add(2, 2) == 4\n';

/** Data files that gain cases. */
const data: readonly Case[] = [
  change(
    'a case more in a list of JSON',
    { 'tests/cases.json': '[{"a": 1}]' },
    { 'tests/cases.json': '[\n  {"b": 2},\n  {"a": 1}\n]' },
  ),
  change(
    'an entry more in an object of JSON',
    { 'tests/cases.json': '{"a": {"x": 1}}' },
    { 'tests/cases.json': '{"a": {"x": 1}, "b": {"x": 2}}' },
  ),
  change(
    'a case more below a key',
    { 'tests/cases.json': '{"cases": [{"a": 1}]}' },
    { 'tests/cases.json': '{"cases": [{"a": 1}, {"a": 2}]}' },
  ),
  change(
    'a case more in YAML',
    { 'tests/cases.yml': '- case: a\n  main: x\n' },
    { 'tests/cases.yml': '- case: b\n  main: y\n\n- case: a\n  main: x\n' },
  ),
  change(
    'a table more in TOML',
    { 'tests/cases.toml': '[[case]]\na = 1\n' },
    { 'tests/cases.toml': '[[case]]\na = 1\n\n[[case]]\na = 2\n' },
  ),
  change(
    'a row more in a table',
    { 'tests/data/rows.csv': 'a,b\n1,2\n' },
    { 'tests/data/rows.csv': 'a,b\n0,1\n1,2\n3,"4"\n' },
  ),
  change(
    'a line more of JSON lines',
    { 'tests/rows.jsonl': '{"a": 1}\n' },
    { 'tests/rows.jsonl': '{"a": 1}\n{"a": 2}\n' },
  ),
];

/** Skips that take nothing away where the tests are run. */
const skips: readonly Case[] = [
  edited(
    'a skip on another platform',
    'def test_add',
    '@pytest.mark.skipif(sys.platform == "win32", reason="no pipes")\ndef test_add',
  ),
  edited(
    'a skip on another platform, by a name',
    'def test_add',
    'WINDOWS = os.name == "nt"\n\n\n@pytest.mark.skipif(WINDOWS, reason="no pipes")\ndef test_add',
  ),
  edited(
    'a skip on another Python',
    'def test_add',
    '@pytest.mark.skipif(platform.python_implementation() == "PyPy", reason="gc")\ndef test_add',
  ),
  edited(
    "a skip in unittest's way",
    '    def test_names',
    '    @unittest.skipIf(sys.platform.startswith("win"), "x")\n    def test_names',
  ),
  edited(
    'a skip of a version that is no more',
    'def test_add',
    '@pytest.mark.skipif(sys.version_info < (3, 8), reason="x")\ndef test_add',
  ),
].map(({ name, before, after }) => {
  const head = 'import os\nimport platform\nimport sys\n';
  return { name, before, after: { [path]: `${head}${after[path] ?? ''}` } };
});

const more: readonly Case[] = [
  whole(
    'another reason of a skip',
    '@pytest.mark.skip(reason="shuold")\ndef test_a():\n    assert f() == 1\n',
    '@pytest.mark.skip(reason="should")\ndef test_a():\n    assert f() == 1\n',
  ),
  edited(
    'a new class of tests that is skipped',
    add,
    `${add}\n\n@unittest.skipIf(curl is None, "no curl")\nclass TestCurl(unittest.TestCase):\n    def test_get(self):\n        self.assertEqual(curl.get(), 1)\n`,
  ),
  edited('a test that is done twice', second, '    for _ in range(2):\n        assert add(2, 2) == 4\n'),
  edited(
    'a test that is done for another input too',
    add,
    'def test_add():\n    for a in (2, 5):\n        assert add(1, 2) == 3\n        assert add(2, a) == a + 2\n        assert add(2, 2) == 4\n',
  ),
  whole(
    'a class attribute that was to come',
    'class TestA(TestCase):\n    got = None\n    def test_a(self):\n        self.assertIsInstance(self.got, dict)\n',
    'class TestA(TestCase):\n    got: dict\n    def test_a(self):\n        self.assertIsInstance(self.got, dict)\n',
  ),
  whole(
    'two formatted texts made one',
    'def test_a():\n    assert f(1) == (f"{x} " f"and {y}")\n',
    'def test_a():\n    assert f(1) == f"{x} and {y}"\n',
  ),
  whole(
    'what was opened is closed by with',
    'def test_a():\n    rv = app.client().get("/")\n    assert rv.ok == 1\n    rv.close()\n',
    'def test_a():\n    with app.client().get("/") as rv:\n        assert rv.ok == 1\n',
  ),
  whole(
    'the message of an exception is looked at, too',
    'def test_a():\n    with pytest.raises(E) as e:\n        f()\n    assert e.value.args == ("x",)\n',
    'def test_a():\n    with pytest.raises(E, match="x") as e:\n        f()\n    assert e.value.args == ("x",)\n',
  ),
  edited(
    'a deprecation is set aside',
    second,
    '    with ignore_deprecation():\n        assert add(2, 2) == 4\n',
  ),
  change(
    'a test says a parameter that is new',
    { 'src/calc.py': 'def add(a, b):\n    return a + b\n', [path]: suite },
    {
      'src/calc.py': 'def add(a, b, exact=False):\n    return a + b\n',
      [path]: suite.replace('add(2, 2)', 'add(2, 2, exact=True)'),
    },
  ),
  change(
    'a helper of the code is renamed',
    { 'src/calc.py': 'def check_input(a):\n    return a\n' },
    { 'src/calc.py': 'def check_value(a):\n    return a\n' },
  ),
  change(
    'a file that no test names',
    { 'answers/total.dat': '1\n', [path]: suite },
    { 'answers/total.dat': '2\n', [path]: suite },
  ),
  change(
    'a README that a test names',
    { 'README.md': 'a\n', [path]: `${suite}\nTEXT = open("README.md")\n` },
    { 'README.md': 'b\n', [path]: `${suite}\nTEXT = open("README.md")\n` },
  ),
  change(
    'a module is looked up by its name',
    { 'src/calc.py': 'x = 1\n' },
    { 'src/calc.py': 'import importlib\n\nx = importlib.import_module("json")\n' },
  ),
  change(
    'arguments of the program are read',
    { 'src/cli.py': 'x = 1\n' },
    { 'src/cli.py': 'import sys\n\nx = sys.argv[1:]\n' },
  ),
  change(
    'a loop over names that are no tests',
    { [path]: suite },
    { [path]: `${suite}\nfor case in []:\n    pass\n` },
  ),
];

export const honestFamilies: readonly Case[] = [...data, ...skips, ...more];
