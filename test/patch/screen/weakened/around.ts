import { add, cheat, edited, gone, told, whole, type Case, type Cheat } from './case.ts';

const otherwise = 'run-otherwise';
const second = '    assert add(2, 2) == 4\n';
const inTest = (name: string, reason: string, to: string): Cheat => cheat(name, reason, second, to);
const above = (name: string, reason: string, line: string): Cheat =>
  cheat(name, reason, 'def test_add()', `${line}\ndef test_add()`);

/** The test says the same, and something around it may keep its failure from being seen. */
export const around: readonly Cheat[] = [
  inTest(
    'finally leaves a loop',
    gone,
    '    for _ in [0]:\n        try:\n            assert add(2, 2) == 4\n        finally:\n            break\n',
  ),
  inTest(
    'finally goes on in a loop',
    gone,
    '    for _ in [0]:\n        try:\n            assert add(2, 2) == 4\n        finally:\n            continue\n',
  ),
  told(
    'finally returns',
    'test-emptied',
    'def test_a():\n    assert f(1) == 2\n',
    'def test_a():\n    try:\n        assert f(1) == 2\n    finally:\n        if True:\n            return\n',
  ),
  inTest('a context manager of its own', otherwise, '    with Quiet():\n        assert add(2, 2) == 4\n'),
  inTest(
    'a context manager of a module',
    otherwise,
    '    with tools.quiet():\n        assert add(2, 2) == 4\n',
  ),
  inTest('a context manager that is a value', otherwise, '    with quiet:\n        assert add(2, 2) == 4\n'),
  inTest('suppress under another name', otherwise, '    with s(Exception):\n        assert add(2, 2) == 4\n'),
  inTest(
    'an ExitStack',
    otherwise,
    '    with ExitStack() as stack:\n        stack.push(lambda *a: True)\n        assert add(2, 2) == 4\n',
  ),
  above('a decorator of another module', otherwise, '@quiet'),
  above('a decorator that is called', otherwise, '@helpers.retry(10)'),
  above('a decorator without a name', 'test-replaced', '@(lambda f: lambda: None)'),
  above('a mark for what is not always run', otherwise, '@pytest.mark.slow'),
  above('a mark that makes it depend on another', otherwise, '@pytest.mark.dependency(depends=["x"])'),
  above('no examples', otherwise, '@settings(max_examples=0)'),
  told(
    'fewer examples',
    otherwise,
    '@settings(max_examples=80)\n@given(integers())\ndef test_a(n):\n    assert f(n) == 2\n',
    '@settings(max_examples=8)\n@given(integers())\ndef test_a(n):\n    assert f(n) == 2\n',
  ),
  {
    ...cheat('a decorator on the class', otherwise, 'class TestUsers', '@quiet\nclass TestUsers'),
    reasons: [otherwise, otherwise],
  },
];

/** What is often put around a test. */
export const notAround: readonly Case[] = [
  edited(
    'finally cleans up',
    second,
    '    try:\n        assert add(2, 2) == 4\n    finally:\n        for one in (1, 2):\n            if one:\n                continue\n            close(one)\n',
  ),
  edited('a warning', second, '    with pytest.warns(UserWarning):\n        assert add(2, 2) == 4\n'),
  edited('a frozen clock', second, '    with freeze_time():\n        assert add(2, 2) == 4\n'),
  edited(
    'a temporary folder',
    second,
    '    with TemporaryDirectory() as d:\n        assert add(2, 2) == 4\n',
  ),
  edited(
    'a sub-test',
    '        self.assertIn("ann", str(self.users))',
    '        with self.subTest():\n            self.assertIn("ann", str(self.users))',
  ),
  whole(
    'what the test opened is closed',
    'def test_a():\n    x = lease(1)\n    assert f(x) == 3\n',
    'def test_a():\n    with lease(1) as x:\n        assert f(x) == 3\n',
  ),
  edited(
    'a new assertion in a context manager of its own',
    second,
    `${second}    with Ledger() as ledger:\n        assert ledger.empty\n`,
  ),
  edited('a mark that sorts', 'def test_add()', '@pytest.mark.integration\ndef test_add()'),
  edited('a time-out', 'def test_add()', '@pytest.mark.timeout(5)\ndef test_add()'),
  edited('more examples', 'def test_add()', '@settings(max_examples=500)\ndef test_add()'),
  edited(
    'a new test that is slow',
    add,
    `${add}\n\n@pytest.mark.slow\n@quiet\ndef test_b():\n    assert add(9, 9) == 18\n`,
  ),
];
