import { describe, expect, it } from 'vitest';
import { caseNamer, treePaths, type Reported } from '../../../src/task/results/case-names.ts';

const tree = [
  'README.rst',
  'backend/tests/test_api.py',
  'backend/tests/test_add.py',
  'frontend/tests/test_api.py',
  'polls/tests.py',
  'shop/tests/__init__.py',
  'src/calc/add.py',
  'tests/base.py',
  'tests/test_add.py',
  'tests/v1.2/test_old.py',
  'Client.py',
];

/** `file|class.name|name`, as reports have them. */
function ids(
  said: readonly string[],
  paths: readonly string[] = tree,
  touched: readonly string[] = [],
): string[] {
  const reported = said.map((one): Reported => {
    const [file = '', className = '', name = ''] = one.split('|');
    return { file, className, name };
  });
  const namer = caseNamer(treePaths(paths, touched), reported);
  return reported.map((one) => namer(one));
}

describe('a test of a report', () => {
  it.each([
    ['a dotted module (xunit2)', '|tests.test_add|test_x', 'tests/test_add.py::test_x'],
    [
      'classes within classes',
      '|tests.test_add.TestA.TestB|test_x[a.b]',
      'tests/test_add.py::TestA::TestB::test_x[a.b]',
    ],
    [
      'a class that is called as a file is',
      '|tests.test_add.Client|test_x',
      'tests/test_add.py::Client::test_x',
    ],
    ['its file (xunit1)', 'tests/test_add.py|tests.test_add|test_x', 'tests/test_add.py::test_x'],
    ['a wrapper’s file', 'lib/wrap.py|tests.test_add|test_x', 'tests/test_add.py::test_x'],
    [
      'the file of a base class',
      'tests/base.py|tests.test_add.TestChild|test_x',
      'tests/test_add.py::TestChild::test_x',
    ],
    ['Django’s tests.py', '|polls.tests.VotesTests|test_x', 'polls/tests.py::VotesTests::test_x'],
    [
      'tests in a package itself',
      '|shop.tests.__init__.ShopTests|test_x',
      'shop/tests/__init__.py::ShopTests::test_x',
    ],
    ['a folder with a dot', '|tests.v1.2.test_old|test_x', 'tests/v1.2/test_old.py::test_x'],
    [
      'doctests of a module',
      'src/calc/add.py|src.calc.add|calc.add.double',
      'src/calc/add.py::calc.add.double',
    ],
    ['doctests of a text', '|README.rst|README.rst', 'README.rst::README.rst'],
    [
      'a word before all names (--junit-prefix)',
      '|linux.tests.test_add.TestA|test_x',
      'tests/test_add.py::TestA::test_x',
    ],
    [
      'a file outside of pytest’s root',
      '../tests/test_add.py|...tests.test_add|test_x',
      'tests/test_add.py::test_x',
    ],
    [
      'a file of the runner',
      '/home/runner/work/app/app/tests/test_add.py|x.TestA|test_x',
      'tests/test_add.py::test_x',
    ],
    ['its file alone', 'tests/test_add.py||test_x', 'tests/test_add.py::test_x'],
    ['a module that was not collected', '||tests.test_add', 'tests/test_add.py'],
    ['nothing that the tree has', '|lost.test_add2|test_x', 'lost.test_add2::test_x'],
  ])('is known by %s', (_, said, expected) => {
    expect(ids([said])).toEqual([expected]);
  });

  it('is read from the folder that explains most of its report', () => {
    expect(ids(['|tests.test_api|test_x', '|tests.test_add|test_y'])).toEqual([
      'backend/tests/test_api.py::test_x',
      'backend/tests/test_add.py::test_y',
    ]);
    expect(ids(['tests/test_api.py|tests.test_api|test_x'], tree, ['frontend/tests/test_api.py'])).toEqual([
      'frontend/tests/test_api.py::test_x',
    ]);
  });

  it('has no prefix where one of its names does without, or not all share it', () => {
    expect(ids(['|x.tests.test_add|a', '|tests.test_add|b'])).toEqual([
      'x.tests.test_add::a',
      'tests/test_add.py::b',
    ]);
    expect(ids(['|x.tests.test_add|a', '|y.tests.test_add|b'])).toEqual([
      'x.tests.test_add::a',
      'y.tests.test_add::b',
    ]);
    expect(ids(['|x.y.tests.test_add|a', '|x.y|tests.test_add', '|x.z|b'])).toEqual([
      'x.y.tests.test_add::a',
      'x.y::tests.test_add',
      'x.z::b',
    ]);
  });

  it('keeps its own words where the tree is not known', () => {
    expect(
      ids(['tests/test_add.py|tests.test_add.TestA|x', '|tests.test_add|y', '||tests.test_add'], []),
    ).toEqual(['tests/test_add.py::TestA::x', 'tests.test_add::y', 'tests.test_add']);
  });

  it('is found in a large tree in time that grows with both', () => {
    const paths = Array.from({ length: 20_000 }, (_, n) => `pkg${n % 50}/mod${n}/tests/test_${n}.py`);
    const said = Array.from(
      { length: 20_000 },
      (_, n) => `|pkg${n % 50}.mod${n}.tests.test_${n}.TestA|test_x`,
    );
    const before = process.threadCpuUsage().user;
    expect(ids(said, paths)[7]).toBe('pkg7/mod7/tests/test_7.py::TestA::test_x');
    expect((process.threadCpuUsage().user - before) / 1000).toBeLessThan(1_500);
  });
});
