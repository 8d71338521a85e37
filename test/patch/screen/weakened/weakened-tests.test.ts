import { describe, expect, it } from 'vitest';
import { screenTests } from '../../../../src/patch/screen/weakened/weakened-tests.ts';
import { changeOf, filesOf } from '../../support.ts';

const base = `import pytest
def test_a():
    assert a() == 1
    assert b() == 2

class TestC:
    def test_x(self):
        self.assertEqual(x(), 1)

def test_raises():
    with pytest.raises(ValueError):
        f()
`;

function found(
  after: Readonly<Record<string, string>>,
  before: Readonly<Record<string, string>> = { 'tests/test_a.py': base },
): string[] {
  return screenTests(filesOf(before), changeOf(before, after)).map(
    ({ gate, reason, line }) => `${gate} ${reason} ${line ?? '-'}`,
  );
}
const edited = (search: string, replace: string): string[] => {
  expect(base).toContain(search);
  return found({ 'tests/test_a.py': base.replace(search, replace) });
};

describe('a weakened test', () => {
  it.each([
    ['a test file is deleted', {}, ['test-removed -', 'test-removed -', 'test-removed -']],
    [
      'a test file is renamed so that pytest passes it by',
      { 'tests/a.py': base },
      ['test-removed -', 'test-removed -', 'test-removed -'],
    ],
    [
      'a test file is emptied',
      { 'tests/test_a.py': '' },
      ['test-removed -', 'test-removed -', 'test-removed -'],
    ],
  ] as const)('is found when %s', (_what, after, reasons) => {
    expect(found(after as Record<string, string>)).toEqual(
      reasons.map((reason) => `weakened-tests ${reason}`),
    );
  });

  it.each([
    [
      'it is removed',
      'def test_raises():\n    with pytest.raises(ValueError):\n        f()\n',
      '',
      'test-removed -',
    ],
    ['it is renamed away', 'def test_a():', 'def _test_a():', 'test-removed -'],
    ['its class is renamed away', 'class TestC', 'class C', 'test-removed -'],
    [
      'it is commented out',
      '        self.assertEqual(x(), 1)',
      '        pass  # self.assertEqual(x(), 1)',
      'test-emptied 7',
    ],
    ['one of its assertions goes', '    assert b() == 2\n', '', 'assertion-removed 2'],
    ['its assertion is made trivial', '    assert b() == 2', '    assert True', 'assertion-removed 2'],
    ['its assertion always holds', 'assert b() == 2', 'assert b() == 2 or True', 'assertion-removed 2'],
    ['its assertion compares a thing with itself', 'assert b() == 2', 'assert 2 == 2', 'assertion-removed 2'],
    [
      'its expected error is not expected any more',
      '    with pytest.raises(ValueError):\n        f()\n',
      '    try:\n        f()\n    except ValueError:\n        pass\n',
      'test-emptied 10',
    ],
    ['it is skipped', 'def test_a', '@pytest.mark.skip\ndef test_a', 'test-skipped 2'],
    [
      'it is skipped under a condition',
      'def test_a',
      '@pytest.mark.skipif(True, reason="x")\ndef test_a',
      'test-skipped 2',
    ],
    ['it may fail', 'def test_a', '@pytest.mark.xfail\ndef test_a', 'test-skipped 2'],
    [
      'it skips itself',
      '    assert a() == 1',
      '    pytest.skip("later")\n    assert a() == 1',
      'test-skipped 3',
    ],
    [
      "unittest's skip is used",
      '    def test_x',
      '    @unittest.skip("x")\n    def test_x',
      'test-skipped 7',
    ],
    [
      "unittest's failure is expected",
      '    def test_x',
      '    @unittest.expectedFailure\n    def test_x',
      'test-skipped 7',
    ],
    [
      'SkipTest is raised',
      '    assert a() == 1',
      '    raise unittest.SkipTest\n    assert a() == 1',
      'test-skipped 3',
    ],
    ['its class is skipped', 'class TestC', '@pytest.mark.skip\nclass TestC', 'test-skipped 6'],
    [
      'the module is marked',
      'import pytest\n',
      'import pytest\npytestmark = pytest.mark.skip\n',
      'test-skipped 2',
    ],
    [
      'the module skips itself',
      'import pytest\n',
      'import pytest\npytest.importorskip("nothing")\n',
      'test-skipped 2',
    ],
    [
      'the class says that it is no test',
      'class TestC:\n',
      'class TestC:\n    __test__ = False\n',
      'test-skipped 7',
    ],
  ])('is found when %s', (_what, search, replace, reason) => {
    expect(edited(search, replace)).toEqual([`weakened-tests ${reason}`]);
  });

  it.each([
    ['an assertion is added', 'assert b() == 2', 'assert b() == 2\n    assert c()'],
    ['a test is added', 'import pytest', 'import pytest\ndef test_new():\n    assert new()\n'],
    [
      'a new test is skipped',
      'import pytest',
      'import pytest\n@pytest.mark.skip\ndef test_new():\n    assert new()\n',
    ],
    ['a test is renamed and still a test', 'def test_a', 'def test_addition'],
    ['a comment speaks of skip', 'assert b() == 2', 'assert b() == 2  # do not skip this, xfail'],
    ['a text speaks of skip', 'assert b() == 2', 'assert b() == 2, "skip"'],
    ['spaces change', 'assert b() == 2', 'assert  b()  ==  2'],
  ])('is not found when %s', (_what, search, replace) => {
    expect(edited(search, replace)).toEqual([]);
  });

  it('is not found when tests move to another file, or a skip was there before', () => {
    expect(found({ 'tests/test_b.py': base })).toEqual([]);
    const skipped = base.replace('def test_a', '@pytest.mark.skip\ndef test_a');
    expect(found({ 'tests/test_a.py': `${skipped}\n# more\n` }, { 'tests/test_a.py': skipped })).toEqual([]);
  });

  it('is not looked for in what is no test file', () => {
    expect(found({ 'src/a.py': 'x' }, { 'src/a.py': base })).toEqual([]);
  });
});
