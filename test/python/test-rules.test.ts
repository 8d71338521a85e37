import { describe, expect, it } from 'vitest';
import { defaultRules, readTestRules, type TestRules } from '../../src/python/test-rules.ts';

const rules = (files: Readonly<Record<string, string>>): TestRules =>
  readTestRules(Object.keys(files), (path) => files[path] ?? null);
const ini = (text: string): Readonly<Record<string, string>> => ({ 'pytest.ini': `[pytest]\n${text}\n` });

describe('a file of tests', () => {
  it.each<[string, Readonly<Record<string, string>>, readonly string[], readonly string[]]>([
    [
      'nothing is configured',
      {},
      ['tests/test_a.py', 'a_test.py'],
      ['polls/tests.py', 'tests/conftest.py', 'tests/a.py'],
    ],
    [
      'pytest.ini names the files',
      ini('python_files = tests.py test_*.py'),
      ['polls/tests.py', 'polls/test_a.py'],
      ['a_test.py', 'polls/mytests.py', 'tests.txt'],
    ],
    [
      'pyproject.toml does',
      { 'pyproject.toml': '[tool.pytest.ini_options]\npython_files = ["check_*.py"]\n' },
      ['x/check_a.py'],
      ['x/test_a.py'],
    ],
    [
      'pyproject.toml does, as one string',
      { 'pyproject.toml': '[tool.pytest.ini_options]\npython_files = "check_*.py tests.py"\n' },
      ['x/check_a.py', 'x/tests.py'],
      ['x/test_a.py'],
    ],
    [
      'pytest.toml does',
      { 'pytest.toml': '[pytest]\npython_files = ["check_*.py"]\n' },
      ['check_a.py'],
      ['test_a.py'],
    ],
    [
      'tox.ini does',
      { 'tox.ini': '[tox]\nenvlist = py\n[pytest]\npython_files =\n    check_*.py\n    tests.py\n' },
      ['check_a.py', 'a/tests.py'],
      ['test_a.py'],
    ],
    [
      'setup.cfg does',
      { 'setup.cfg': '[tool:pytest]\npython_files: "check_*.py"  # ours\n' },
      ['check_a.py'],
      ['test_a.py', 'ours'],
    ],
    [
      'tox.ini is without a section of pytest',
      { 'tox.ini': '[testenv]\npython_files = x.py\n' },
      ['test_a.py'],
      ['x.py'],
    ],
    ['a TOML file is broken', { 'pyproject.toml': '[tool.pytest' }, ['test_a.py'], ['x.py']],
    [
      'an empty pytest.ini stands before the others',
      { 'pytest.ini': '', 'setup.cfg': '[tool:pytest]\npython_files = check_*.py\n' },
      ['test_a.py'],
      ['check_a.py'],
    ],
    [
      'a folder has a configuration of its own',
      {
        ...ini('python_files = tests.py'),
        'api/pyproject.toml': '[tool.pytest.ini_options]\npython_files = ["spec_*.py"]\n',
      },
      ['web/tests.py', 'api/x/spec_a.py'],
      ['api/x/tests.py', 'web/spec_a.py'],
    ],
    [
      'the places of tests are named',
      ini('testpaths = checks src/*/unit'),
      ['checks/test_a.py', 'src/x/unit/test_a.py', 'more/tests/test_a.py'],
      ['src/x/test_utils.py', 'checks/a.py'],
    ],
    [
      'every module counts in a place',
      ini('python_files = *.py\ntestpaths = checks'),
      ['checks/a.py', 'tests/a.py'],
      ['src/a.py', 'checks/conftest.py'],
    ],
    [
      'every module counts, and no place is named',
      ini('python_files = *.py'),
      ['tests/a.py', 'test/x/b.py'],
      ['src/a.py'],
    ],
    [
      'a pattern has a folder in it',
      ini('python_files = unit/*.py'),
      ['x/unit/a.py', 'unit/a.py'],
      ['x/a.py'],
    ],
    ['a pattern is hostile', ini(`python_files = ${'*a'.repeat(90)} [ test_*.py`), ['test_a.py'], ['a.py']],
  ])('is known where %s', (_, files, tests, others) => {
    const { isTest } = rules(files);
    expect(tests.filter((path) => !isTest(path))).toEqual([]);
    expect(others.filter((path) => isTest(path))).toEqual([]);
  });

  it('is collected unless a folder above it is passed by', () => {
    for (const path of [
      'build/test_a.py',
      'x/.hidden/test_a.py',
      'node_modules/x/test_a.py',
      'x.egg/test_a.py',
    ])
      expect([path, defaultRules.isCollected(path)]).toEqual([path, false]);
    expect(defaultRules.isCollected('builds/test_a.py')).toBe(true);
    const own = rules(ini('norecursedirs = slow data/old'));
    expect(['x/slow/test_a.py', 'x/data/old/test_a.py', 'build/test_a.py'].map(own.isCollected)).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('says which classes and functions count', () => {
    const { isClass, isFunction } = rules(
      ini('python_classes = *Suite Check\npython_functions = should_ test*_ok'),
    ).names('a.py');
    expect(['AddSuite', 'CheckAdd', 'TestAdd'].map(isClass)).toEqual([true, true, false]);
    expect(['should_add', 'test_it_ok', 'test_it'].map(isFunction)).toEqual([true, true, false]);
  });
});
