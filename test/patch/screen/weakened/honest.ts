import { add, edited, path, suite, whole, type Case } from './case.ts';

const find = `    result = find("b", ["a", "b"])
    assert result is not None
    assert result.index == 1
    assert len(result.all) < 5
`;

/** What is added takes nothing away. */
const more: readonly Case[] = [
  edited('a new test', add, `${add}\n\ndef test_add_zero():\n    assert add(0, 0) == 0\n`),
  { name: 'a new test file', before: {}, after: { [path]: suite } },
  edited(
    'a new test that is skipped',
    add,
    `${add}\n\n@pytest.mark.skip\ndef test_later():\n    assert add(0, 0) == 0\n`,
  ),
  edited(
    'a new test with a mock',
    add,
    `${add}\n\ndef test_fake(monkeypatch):\n    monkeypatch.setattr(calc, "x", 1)\n    assert add(0, 0) == 0\n`,
  ),
  edited(
    'a new method',
    '    def test_names',
    '    def test_len(self):\n        self.assertEqual(len(self.users), 2)\n\n    def test_names',
  ),
  edited('a new case', '("-3", -3)', '("-3", -3), ("+4", 4)'),
  edited('a new case with an id', '("-3", -3)', '("-3", -3), pytest.param("+4", 4, id="plus")'),
  edited('a new parameter set with a mark', '("-3", -3)', '("-3", -3), pytest.param("x", 4)'),
  edited(
    'an added assertion',
    '    assert add(2, 2) == 4\n',
    '    assert add(2, 2) == 4\n    assert add(3, 3) == 6\n',
  ),
  edited(
    'an added exception',
    '        parse("x")\n',
    '        parse("x")\n    with pytest.raises(ValueError):\n        parse("")\n',
  ),
  edited('new data in a new constant', 'def test_add', 'SMALL = [1, 2]\n\n\ndef test_add'),
  edited(
    'a new fixture',
    'def test_add',
    '@pytest.fixture\ndef numbers():\n    return [1, 2]\n\n\ndef test_add',
  ),
  { name: 'new data files', before: {}, after: { 'tests/data/b.json': '[1]\n', 'tests/b.txt': 'b\n' } },
  {
    name: 'a new conftest.py',
    before: {},
    after: { 'tests/conftest.py': 'import pytest\n\n@pytest.fixture\ndef x():\n    return 1\n' },
  },
  edited(
    'a new helper that asserts',
    'def test_add',
    'def check(value):\n    assert value\n\n\ndef test_add',
  ),
];

/** What only looks different. */
const looks: readonly Case[] = [
  edited('a comment', '    assert add(2, 2) == 4', '    # twice\n    assert add(2, 2) == 4  # four'),
  edited(
    'a comment that speaks of skip',
    'assert add(2, 2) == 4',
    'assert add(2, 2) == 4  # never skip this, no xfail',
  ),
  edited('a docstring', 'def test_add():\n', 'def test_add():\n    """Adds two numbers: 7."""\n'),
  edited('a message', 'assert add(2, 2) == 4', 'assert add(2, 2) == 4, "two and two"'),
  whole(
    'a typo in a message',
    'def test_a():\n    assert f(1) == 2, "shuold be 2"\n',
    'def test_a():\n    assert f(1) == 2, "should be 2"\n',
  ),
  whole(
    'a typo in a docstring',
    'def test_a():\n    """Shuold."""\n    assert f(1) == 2\n',
    'def test_a():\n    """Should."""\n    assert f(1) == 2\n',
  ),
  whole(
    'a typo in the msg of unittest',
    'class TestA(TestCase):\n    def test_a(self):\n        self.assertEqual(f(1), 2, msg="shuold")\n',
    'class TestA(TestCase):\n    def test_a(self):\n        self.assertEqual(f(1), 2, msg="should")\n',
  ),
  whole(
    'another text in print',
    'def test_a():\n    print("a", 1)\n    assert f(1) == 2\n',
    'def test_a():\n    print("b", 3)\n    assert f(1) == 2\n',
  ),
  edited('spaces', 'add(2, 2) == 4', 'add( 2,2 )  ==  4'),
  edited(
    'broken lines and a last comma',
    'assert data == {"text": "one", "size": 3}',
    'assert data == {\n        "text": "one",\n        "size": 3,\n    }',
  ),
  edited('parentheses', 'assert add(2, 2) == 4', 'assert (\n        add(2, 2)\n        == 4\n    )'),
  edited('other quotes', 'find("b", ["a", "b"])', "find('b', ['a', 'b'])"),
  edited('a hexadecimal number', 'add(2, 2) == 4', 'add(2, 2) == 0x4'),
  edited('a number with an underscore', 'len(result.all) < 5', 'len(result.all) < 0_5'),
  edited('type hints', 'def test_add():', 'def test_add() -> None:'),
  edited(
    'type hints of parameters',
    'def test_parse(text, expected):',
    'def test_parse(text: str, expected: int) -> None:',
  ),
  edited('imports in another order', 'import math\nimport unittest\n', 'import unittest\nimport math\n'),
  edited('an unused import goes', 'import add, area, clean', 'import add, area'),
  edited('a module that moved', 'from calc import', 'from calc.core import'),
  edited('the other side of an equality', 'add(2, 2) == 4', '4 == add(2, 2)'),
];

/** The same said otherwise. */
const otherwise: readonly Case[] = [
  edited('a new name', 'def test_add', 'def test_addition'),
  edited('a new name of a class', 'class TestUsers', 'class TestPeople'),
  { name: 'another file name', before: { [path]: suite }, after: { 'tests/test_calculator.py': suite } },
  {
    name: 'a test moved to another file',
    before: { [path]: suite },
    after: { [path]: suite.replace(add, ''), 'tests/test_add.py': `from calc import add\n\n\n${add}` },
  },
  {
    name: 'a test moved within the file',
    before: { [path]: suite },
    after: { [path]: `${suite.replace(add, '')}\n\n${add}` },
  },
  edited(
    'a test put into a class',
    add,
    `class TestAdd:\n${add.replace('()', '(self)').replace(/^(?=.)/gm, '    ')}`,
  ),
  edited(
    'a test split in two',
    add,
    'def test_add_one():\n    assert add(1, 2) == 3\n\n\ndef test_add_two():\n    assert add(2, 2) == 4\n',
  ),
  edited(
    'an assertion moved to a test of its own',
    '    assert add(2, 2) == 4\n',
    '\n\ndef test_add_two():\n    assert add(2, 2) == 4\n',
  ),
  whole(
    'two tests made one',
    'def test_a():\n    assert add(1, 2) == 3\n\ndef test_b():\n    assert add(2, 2) == 4\n',
    'def test_sums():\n    assert add(1, 2) == 3\n    assert add(2, 2) == 4\n',
  ),
  edited(
    'assertions made cases',
    add,
    '@pytest.mark.parametrize("a, b, c", [(1, 2, 3), (2, 2, 4)])\ndef test_add(a, b, c):\n    assert add(a, b) == c\n',
  ),
  edited(
    'assertions made cases of a new name',
    add,
    '@pytest.mark.parametrize(("a", "b", "c"), [(1, 2, 3), pytest.param(2, 2, 4, id="even")])\ndef test_sum(a, b, c):\n    assert add(a, b) == c\n',
  ),
  edited(
    'assertions made a loop',
    add,
    'def test_add():\n    for a, b, c in [(1, 2, 3), (2, 2, 4)]:\n        assert add(a, b) == c\n',
  ),
  edited('cases in another order', '("1", 1), ("2", 2)', '("2", 2), ("1", 1)'),
  edited(
    'cases with ids',
    '("1", 1), ("2", 2), ("-3", -3)])',
    '("1", 1), ("2", 2), ("-3", -3)], ids=["one", "two", "minus"])',
  ),
  edited(
    'cases in a constant',
    '@pytest.mark.parametrize("text,expected", [("1", 1), ("2", 2), ("-3", -3)])',
    'CASES = [("1", 1), ("2", 2), ("-3", -3)]\n\n\n@pytest.mark.parametrize("text,expected", CASES)',
  ),
  edited('another name of a variable', find, find.replaceAll('result', 'hit')),
  edited('a value gets a name', 'assert add(2, 2) == 4', 'total = add(2, 2)\n    assert total == 4'),
  edited(
    'an expected value loses its name',
    '    expected = ["a", "b"]\n    assert clean(" a  b ") == expected',
    '    assert clean(" a  b ") == ["a", "b"]',
  ),
  edited(
    'assertions go into a helper',
    'def test_find():\n' + find,
    `def check(result):\n    assert result is not None\n    assert result.index == 1\n    assert len(result.all) < 5\n\n\ndef test_find():\n    check(find("b", ["a", "b"]))\n`,
  ),
  {
    name: 'assertions go into a helper of another file',
    before: { [path]: suite },
    after: {
      [path]: suite.replace(find, '    check(find("b", ["a", "b"]))\n'),
      'tests/helpers.py':
        'def check(hit):\n    assert hit is not None\n    assert hit.index == 1\n    assert len(hit.all) < 5\n',
    },
  },
  edited(
    'a value goes into a helper',
    'def test_clean():\n    expected = ["a", "b"]\n',
    'def wanted():\n    return ["a", "b"]\n\n\ndef test_clean():\n    expected = wanted()\n',
  ),
  edited(
    'a value goes into a fixture',
    'def test_clean():\n    expected = ["a", "b"]\n',
    '@pytest.fixture\ndef expected():\n    return ["a", "b"]\n\n\ndef test_clean(expected):\n',
  ),
  whole(
    'unittest becomes pytest',
    'class TestA(TestCase):\n    def test_a(self):\n        self.assertEqual(f(1), 2)\n        self.assertIn("a", g())\n        self.assertIsNone(h())\n        self.assertTrue(k() > 3)\n        with self.assertRaises(KeyError):\n            f("x")\n',
    'class TestA:\n    def test_a(self):\n        assert f(1) == 2\n        assert "a" in g()\n        assert h() is None\n        assert k() > 3\n        with pytest.raises(KeyError):\n            f("x")\n',
  ),
  edited('one assertion made two', 'assert add(2, 2) == 4', 'assert add(2, 2) == 4\n    assert True'),
  whole(
    '"and" made two assertions',
    'def test_a():\n    assert f(1) == 2 and g(1) == 3\n',
    'def test_a():\n    assert f(1) == 2\n    assert g(1) == 3\n',
  ),
  edited(
    'a function of another name',
    'assert add(1, 2) == 3\n    assert add(2, 2) == 4',
    'assert plus(1, 2) == 3\n    assert plus(2, 2) == 4',
  ),
  {
    name: 'a data file that moved',
    before: { 'tests/a.json': '[1]\n' },
    after: { 'tests/data/a.json': '[1]\n' },
  },
  {
    name: 'another text of a README',
    before: { 'tests/README.md': 'a\n' },
    after: { 'tests/README.md': 'b\n' },
  },
];

/** The same, reached otherwise. */
const rebuilt: readonly Case[] = [
  whole(
    'a method made an attribute',
    'def test_a():\n    assert c.n() == 2\n',
    'def test_a():\n    assert c.n == 2\n',
  ),
  whole(
    'setUp made a fixture',
    'class TestA(TestCase):\n    def setUp(self):\n        self.c = C(1)\n    def test_a(self):\n        self.assertEqual(self.c.n, 1)\n',
    '@pytest.fixture\ndef c():\n    return C(1)\n\ndef test_a(c):\n    assert c.n == 1\n',
  ),
];

/** What is asserted more strictly. */
const stricter: readonly Case[] = [
  edited('is not None becomes a value', 'assert result is not None', 'assert result == "b"'),
  edited('a bound is tightened', 'len(result.all) < 5', 'len(result.all) < 3'),
  edited('a bound becomes a value', 'len(result.all) < 5', 'len(result.all) == 2'),
  edited('about becomes ==', 'pytest.approx(3.14159, rel=1e-3)', '3.14159'),
  edited('a tolerance is narrowed', 'rel=1e-3', 'rel=1e-6'),
  edited('places are added', 'places=5', 'places=9'),
  edited(
    'in becomes ==',
    'self.assertIn("ann", str(self.users))',
    'self.assertEqual(str(self.users), "ann, bob")',
  ),
  edited('a message is looked at', 'assertRaises(KeyError)', 'assertRaisesRegex(KeyError, "zoe")'),
  whole(
    'a match is added',
    'def test_a():\n    with pytest.raises(ValueError):\n        f(1)\n',
    'def test_a():\n    with pytest.raises(ValueError, match="one"):\n        f(1)\n',
  ),
  whole(
    'truth becomes a value',
    'def test_a():\n    assert f(1)\n',
    'def test_a():\n    assert f(1) == [2]\n',
  ),
  whole(
    'a skip is taken off',
    '@pytest.mark.skip\ndef test_a():\n    assert f(1)\n',
    'def test_a():\n    assert f(1)\n',
  ),
  whole(
    'a condition is taken off',
    'def test_a():\n    if x:\n        assert f(1) == 2\n',
    'def test_a():\n    assert f(1) == 2\n',
  ),
  whole(
    'a mock is taken off',
    '@patch("a.b")\ndef test_a(b):\n    assert f(1) == 2\n',
    'def test_a():\n    assert f(1) == 2\n',
  ),
  whole(
    '"or" is taken off',
    'def test_a():\n    assert f(1) == 2 or f(1) == 3\n',
    'def test_a():\n    assert f(1) == 2\n',
  ),
];

export const honest: readonly Case[] = [...more, ...looks, ...otherwise, ...rebuilt, ...stricter];
