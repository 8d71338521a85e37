import { describe, expect, it } from 'vitest';
import { isTestPath, namedTests, splitTests } from '../../../src/patch/change/test-files.ts';
import { defaultRules } from '../../../src/python/test-rules.ts';
import { changeOf } from '../support.ts';

describe('a test file', () => {
  it.each([
    ['tests/test_a.py', true],
    ['test_a.py', true],
    ['src/a_test.py', true],
    ['tests/conftest.py', false],
    ['tests/a.py', false],
    ['test/test_a.txt', false],
    ['tests_a.py', false],
    ['latest_a.py', false],
    ['attest.py', false],
    ['test_data/a.py', false],
    ['test_.py', true],
  ])('%s: %s', (path, expected) => {
    expect(isTestPath(path)).toBe(expected);
  });
});

describe('splitting a change', () => {
  it('puts tests and new material for them on one side', () => {
    const before = {
      'tests/old.json': '1',
      'src/a.py': '1',
      'tests/test_gone.py': '1',
      'tests/test_b.py': '1',
    };
    const after = {
      'tests/old.json': '2',
      'src/a.py': '2',
      'tests/test_b.py': '2',
      'tests/new.json': '1',
      'tests/test_a.py': '1',
      'tests/conftest.py': '1',
      'src/new.json': '1',
    };
    const { tests, rest } = splitTests(changeOf(before, after), defaultRules);
    expect(tests.map(({ path }) => path)).toEqual(['tests/new.json', 'tests/test_a.py', 'tests/test_b.py']);
    expect(rest.map(({ path }) => path)).toEqual([
      'src/a.py',
      'src/new.json',
      'tests/conftest.py',
      'tests/old.json',
      'tests/test_gone.py',
    ]);
  });

  it('leaves all on the other side when there is no test', () => {
    const change = changeOf({}, { 'tests/data.json': '1', 'src/a.py': '1' });
    expect(splitTests(change, defaultRules)).toEqual({ tests: [], rest: change });
  });
});

function named(before: string | null, after: string): string[] {
  const path = 'tests/test_a.py';
  return namedTests(changeOf(before === null ? {} : { [path]: before }, { [path]: after }), defaultRules);
}

describe('named tests', () => {
  it('are functions and methods as pytest collects them', () => {
    const source = `
import unittest
def test_one(): assert 1 == one()
async def test_two():
    def test_inner(): pass
def helper(): pass
@pytest.mark.parametrize("x", [1])
def test_three(x): assert x
class TestC:
    def test_x(self): assert self
    def helper(self): pass
    class TestNested:
        def test_y(self): pass
class Helper:
    def test_no(self): pass
class Shop(unittest.TestCase):
    def test_z(self): self.assertTrue(z)
if sys.version_info > (3, 9):
    def test_new(): pass
`;
    expect(named(null, source)).toEqual(
      [
        'test_one',
        'test_two',
        'test_three',
        'TestC::test_x',
        'TestC::TestNested::test_y',
        'Shop::test_z',
        'test_new',
      ].map((id) => `tests/test_a.py::${id}`),
    );
  });

  const base = 'def test_a():\n    assert a() == 1\n\ndef test_b():\n    assert b()\n';
  it.each([
    ['an altered test', base.replace('== 1', '== 2'), ['test_a']],
    ['an added test', `${base}\ndef test_c():\n    assert c()\n`, ['test_c']],
    ['a new decorator', base.replace('def test_b', '@mark\ndef test_b'), ['test_b']],
    [
      'another block structure',
      base.replace('    assert b()', '    if x:\n        pass\n    assert b()'),
      ['test_b'],
    ],
    [
      'comments, docstrings and spaces',
      base.replace('    assert a() == 1', '    """Says."""\n    # why\n    assert a()  ==  1'),
      [],
    ],
    ['a moved test', 'def test_b():\n    assert b()\n\ndef test_a():\n    assert a() == 1\n', []],
    ['a deleted test', 'def test_a():\n    assert a() == 1\n', []],
  ])('are told for %s', (_what, after, ids) => {
    expect(named(base, after)).toEqual(ids.map((id) => `tests/test_a.py::${id}`));
  });

  it('are told when a statement leaves its block', () => {
    const inside = 'def test_a():\n    if x:\n        y()\n        assert z\n';
    expect(named(inside, inside.replace('        assert', '    assert'))).toEqual([
      'tests/test_a.py::test_a',
    ]);
  });

  it('bear code that cannot be parsed', () => {
    expect(named(null, 'def test_a(:\n  ((\nclass\n')).toBeInstanceOf(Array);
  });
});
