import { add, cheat, emptied, loosened, mocked, skipped, told, type Cheat } from './case.ts';

/** Less usual ways. */
export const sly: readonly Cheat[] = [
  cheat('the value is rounded first', loosened, 'add(2, 2) == 4', 'round(add(2, 2)) == 4'),
  cheat(
    'the value is given',
    loosened,
    'assert clean(" a  b ") == expected',
    'assert expected == ["a", "b"]',
  ),
  cheat(
    'everything of nothing holds',
    loosened,
    'assert add(2, 2) == 4',
    'assert all(add(n, n) == 4 for n in [])',
  ),
  cheat('it becomes a coroutine', skipped, 'def test_add', 'async def test_add'),
  cheat(
    'it is wrapped',
    'test-wrapped',
    'def test_add',
    'def calm(test):\n    return lambda: None\n\n\n@calm\ndef test_add',
  ),
  cheat('the process ends first', emptied, add, add.replace('():\n', '():\n    os._exit(0)\n')),
  cheat('a parameter takes the name of the subject', mocked, 'def test_add()', 'def test_add(add=max)'),
  cheat('another function takes the name', mocked, 'import add, area', 'import plus as add, area'),
  cheat(
    'a fixture mocks for every test',
    mocked,
    'def test_add',
    '@pytest.fixture(autouse=True)\ndef fake(monkeypatch):\n    monkeypatch.setattr("calc.core", max)\n\n\ndef test_add',
  ),
  cheat('the module is replaced', mocked, 'from calc import', 'sys.modules["calc"] = fake\nfrom calc import'),
  told(
    'a function of the module is replaced',
    mocked,
    'import calc\n\ndef test_a():\n    assert calc.add(1, 2) == 3\n',
    'import calc\n\ncalc.add = lambda a, b: a + b\n\ndef test_a():\n    assert calc.add(1, 2) == 3\n',
  ),
];
