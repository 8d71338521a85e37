import {
  add,
  cheat,
  data,
  emptied,
  gone,
  loosened,
  mocked,
  path,
  skipped,
  told,
  type Cheat,
} from './case.ts';

/** The test runs and says nothing. */
const empty: readonly Cheat[] = [
  cheat('it passes', emptied, add, 'def test_add():\n    pass\n'),
  cheat('only its docstring stays', emptied, add, 'def test_add():\n    """Adds."""\n'),
  cheat('it only calls', emptied, add, 'def test_add():\n    add(1, 2)\n    add(2, 2)\n'),
  cheat('it only prints', emptied, add, 'def test_add():\n    print(add(1, 2) == 3)\n'),
  cheat('it returns first', emptied, add, add.replace('():\n', '():\n    return\n')),
  cheat(
    'it returns under a condition',
    skipped,
    add,
    add.replace('():\n', '():\n    if not READY:\n        return\n'),
  ),
  cheat('it becomes a generator', skipped, add, add.replace('():\n', '():\n    yield\n')),
  cheat('one assertion is removed', gone, '    assert add(2, 2) == 4\n', ''),
  cheat('one assertion is commented out', gone, '    assert add(2, 2) == 4', '    # assert add(2, 2) == 4'),
  cheat(
    'its assertions stand in a loop over nothing',
    emptied,
    add,
    'def test_add():\n    for a, b, c in []:\n        assert add(a, b) == c\n',
  ),
  cheat(
    'its assertions stand in a function that nobody calls',
    emptied,
    add,
    `def test_add():\n    def inner():\n${add
      .split('\n')
      .slice(1, 3)
      .map((line) => `    ${line}`)
      .join('\n')}\n`,
  ),
  cheat(
    'an assertion moves below a return',
    gone,
    '    assert add(2, 2) == 4\n',
    '    return\n    assert add(2, 2) == 4\n',
  ),
  cheat(
    'an assertion stands under "if False"',
    gone,
    '    assert add(2, 2) == 4\n',
    '    if False:\n        assert add(2, 2) == 4\n',
  ),
  cheat(
    'the failure is caught',
    gone,
    '    assert add(2, 2) == 4\n',
    '    try:\n        assert add(2, 2) == 4\n    except AssertionError:\n        pass\n',
  ),
  cheat(
    'any failure is caught',
    gone,
    '    assert add(2, 2) == 4\n',
    '    try:\n        assert add(2, 2) == 4\n    except:\n        print("oh")\n',
  ),
  cheat(
    'the failure is suppressed',
    gone,
    '    assert add(2, 2) == 4\n',
    '    with contextlib.suppress(Exception):\n        assert add(2, 2) == 4\n',
  ),
  cheat(
    'an exception is not waited for any more',
    emptied,
    '    with pytest.raises(ValueError, match="not a number"):\n        parse("x")\n',
    '    try:\n        parse("x")\n    except ValueError:\n        pass\n',
  ),
  {
    name: 'a helper that asserts is emptied',
    before: { 'tests/helpers.py': 'def check(x):\n    assert x.ok\n' },
    after: { 'tests/helpers.py': 'def check(x):\n    return True\n' },
    reasons: [emptied],
  },
];

/** The test says less. */
const less: readonly Cheat[] = [
  cheat('an assertion is made trivial', gone, 'assert add(2, 2) == 4', 'assert True'),
  cheat('an assertion is a tuple', gone, 'assert add(2, 2) == 4', 'assert (add(2, 2) == 4, "adds")'),
  cheat('an assertion is a text', gone, 'assert add(2, 2) == 4', 'assert "add(2, 2) == 4"'),
  cheat('an assertion holds anyway', gone, 'assert add(2, 2) == 4', 'assert add(2, 2) == 4 or True'),
  cheat(
    'an assertion has another way out',
    loosened,
    'assert add(2, 2) == 4',
    'assert add(2, 2) == 4 or add(2, 2) == 5',
  ),
  cheat(
    'an assertion is conditional',
    loosened,
    '    assert add(2, 2) == 4\n',
    '    if add(2, 2):\n        assert add(2, 2) == 4\n',
  ),
  cheat(
    'an assertion is expected to fail',
    loosened,
    '    assert add(2, 2) == 4\n',
    '    with pytest.raises(AssertionError):\n        assert add(2, 2) == 4\n',
  ),
  cheat('== becomes in', loosened, 'add(2, 2) == 4', 'add(2, 2) in (3, 4, 5)'),
  cheat('== becomes >=', loosened, 'add(2, 2) == 4', 'add(2, 2) >= 4'),
  cheat('== becomes !=', loosened, 'add(2, 2) == 4', 'add(2, 2) != 5'),
  cheat('== becomes is not None', loosened, 'add(2, 2) == 4', 'add(2, 2) is not None'),
  cheat('== becomes truth', loosened, 'add(2, 2) == 4', 'add(2, 2)'),
  cheat('== becomes isinstance', loosened, 'add(2, 2) == 4', 'isinstance(add(2, 2), int)'),
  cheat('== becomes about', loosened, 'add(2, 2) == 4', 'add(2, 2) == pytest.approx(4, abs=2)'),
  cheat('a bound is moved', loosened, 'len(result.all) < 5', 'len(result.all) < 500'),
  cheat('a type is widened', loosened, 'isinstance(data, dict)', 'isinstance(data, (dict, list, str))'),
  cheat('a tolerance is widened', loosened, 'rel=1e-3', 'rel=0.5'),
  cheat('a tolerance of math is widened', loosened, 'rel_tol=1e-4', 'rel_tol=10'),
  cheat('places are dropped', loosened, 'places=5', 'places=0'),
  cheat(
    'assertEqual becomes assertTrue',
    loosened,
    'self.assertEqual([u.name for u in self.users], ["ann", "bob"])',
    'self.assertTrue([u.name for u in self.users], ["ann", "bob"])',
  ),
  cheat('assertEqual becomes assertCountEqual', loosened, 'self.assertEqual([u', 'self.assertCountEqual([u'),
  cheat(
    'any exception will do',
    loosened,
    'pytest.raises(ValueError, match="not a number")',
    'pytest.raises(Exception, match="not a number")',
  ),
  cheat('any lookup error will do', loosened, 'assertRaises(KeyError)', 'assertRaises(LookupError)'),
  cheat('more exceptions will do', loosened, 'assertRaises(KeyError)', 'assertRaises((KeyError, TypeError))'),
  cheat('the message is not looked at', loosened, ', match="not a number"', ''),
  cheat('any message will do', loosened, 'match="not a number"', 'match=".*"'),
  cheat(
    'the test raises it itself',
    loosened,
    '        parse("x")\n',
    '        parse("1")\n        raise ValueError("not a number")\n',
  ),
  cheat('the value is compared with the call itself', gone, 'add(2, 2) == 4', 'add(2, 2) == add(2, 2)'),
  cheat(
    'the expected value is made by the call',
    loosened,
    '    expected = ["a", "b"]\n',
    '    expected = clean(" a  b ")\n',
  ),
  cheat('the function is not called', loosened, 'assert result is not None', 'assert result or True is None'),
  cheat('anything is equal', loosened, 'add(2, 2) == 4', 'add(2, 2) == mock.ANY'),
  {
    name: 'a mock is asked less',
    before: { [path]: 'def test_send(post):\n    send("x")\n    post.assert_called_once_with("x")\n' },
    after: { [path]: 'def test_send(post):\n    send("x")\n    post.assert_called()\n' },
    reasons: [loosened],
  },
];

/** The test says something else. */
const other: readonly Cheat[] = [
  cheat('an expected value is edited', data, 'add(2, 2) == 4', 'add(2, 2) == 5'),
  cheat('an input is edited', data, 'add(2, 2) == 4', 'add(2, 3) == 4'),
  cheat(
    'an expected value with a name is edited',
    data,
    'expected = ["a", "b"]',
    'expected = ["a", "", "b"]',
  ),
  cheat('an expected value is computed instead', data, 'add(2, 2) == 4', 'add(2, 2) == total()'),
  cheat('a case is edited', data, '("2", 2)', '("2", 3)'),
  cheat('an expected exception is another', data, 'assertRaises(KeyError)', 'assertRaises(TypeError)'),
  cheat('an expected message is another', data, 'match="not a number"', 'match="bad value"'),
  {
    ...cheat('what setUp makes is edited', data, 'users("ann", "bob")', 'users("ann", "bobby")'),
    reasons: [data, data],
  },
  cheat('what a file holds is edited', data, 'write_text("one")', 'write_text("two")'),
  told(
    'a fixture gives something else',
    data,
    '@pytest.fixture\ndef total():\n    return add(1, 2)\n\ndef test_a(total):\n    assert total == 3\n',
    '@pytest.fixture\ndef total():\n    return add(1, 4)\n\ndef test_a(total):\n    assert total == 3\n',
  ),
  told(
    'a fixture gives the answer',
    loosened,
    '@pytest.fixture\ndef total():\n    return add(1, 2)\n\ndef test_a(total):\n    assert total == 3\n',
    '@pytest.fixture\ndef total():\n    return 3\n\ndef test_a(total):\n    assert total == 3\n',
  ),
  told(
    'a constant of the file is edited',
    data,
    'WANT = 3\n\ndef test_a():\n    assert add(1, 2) == WANT\n',
    'WANT = 4\n\ndef test_a():\n    assert add(1, 2) == WANT\n',
  ),
  told(
    'a case of a loop is edited',
    data,
    'def test_a():\n    for a, b in [(1, 2), (2, 3)]:\n        assert inc(a) == b\n',
    'def test_a():\n    for a, b in [(1, 2), (2, 4)]:\n        assert inc(a) == b\n',
  ),
  ...(['json', 'txt', 'csv', 'ambr'] as const).map((kind): Cheat => ({
    name: `a ${kind} file that tests read is edited`,
    before: { [`tests/data/a.${kind}`]: '1\n' },
    after: { [`tests/data/a.${kind}`]: '2\n' },
    reasons: [data],
  })),
  {
    name: 'a snapshot is deleted',
    before: { 'tests/__snapshots__/a.ambr': '1\n' },
    after: {},
    reasons: [data],
  },
  {
    name: 'a module of expected data is edited',
    before: { 'tests/expected.py': 'TOTAL = 41\n' },
    after: { 'tests/expected.py': 'TOTAL = 42\n' },
    reasons: [data],
  },
  cheat(
    'the subject is replaced by a mock',
    mocked,
    add,
    `@mock.patch("calc.add", return_value=3)\n${add.replace('()', '(core)')}`,
  ),
  cheat(
    'the subject is replaced with monkeypatch',
    mocked,
    add,
    add.replace('():\n', '(monkeypatch):\n    monkeypatch.setattr(calc, "core", fake)\n'),
  ),
  {
    ...cheat(
      'the subject is defined in the test',
      mocked,
      add,
      add.replace('():\n', '():\n    add = lambda a, b: a + b\n'),
    ),
  },
  {
    ...cheat(
      'the subject is defined in the file',
      mocked,
      add,
      `def add(a, b):\n    return a + b + 0 * len("")\n\n\n${add}`,
    ),
    reasons: [data, mocked],
  },
  cheat(
    'the subject comes from the tests',
    mocked,
    'from calc import add, area',
    'from tests.fakes import add\nfrom calc import area',
  ),
];

export const cheats: readonly Cheat[] = [...empty, ...less, ...other];
