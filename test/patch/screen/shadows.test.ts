import { describe, expect, it } from 'vitest';
import { changeBetween } from '../../../src/patch/change/change.ts';
import { screen } from '../../../src/patch/screen/screen.ts';
import { sortFindings } from '../../../src/patch/screen/sort-findings.ts';
import { policySchema } from '../../../src/policy/policy.ts';
import { filesOf } from '../support.ts';

type Paths = readonly string[];

const policy = policySchema.parse({ screen: { weakenedTests: 'person', size: 'person' } });
const rules = { allow: ['**'], protect: [], maxBytes: 10_000, maxFiles: 9, maxLines: 50 };
/** A project without a layout of its own, and one below `src`. */
const flat = ['calc.py', 'tests/test_calc.py'];
const layered = ['src/calc/__init__.py', 'src/calc/core.py', 'tests/test_calc.py'];

const texts = (paths: Paths) => filesOf(Object.fromEntries(paths.map((path) => [path, 'x = 1\n'])));

/** What is refused when these files are there instead of those, as `reason path`. */
async function refused(before: Paths, after: Paths): Promise<string[]> {
  const from = texts(before);
  const to = texts(after);
  const findings = await screen(from, changeBetween(from, to), rules);
  return sortFindings(findings, policy.screen, 'agent').refused.map(
    ({ reason, path }) => `${reason} ${path}`,
  );
}

describe('a new file is refused that Python finds before', () => {
  it.each([
    ['the runner of the tests', 'pytest.py', 'tools'],
    ['the runner, as a package', 'pytest/__init__.py', 'tools'],
    ['the runner, below src', 'src/pytest.py', 'tools'],
    ['what the runner is made of', '_pytest/__init__.py', 'tools'],
    ['what the runner stands on', 'pluggy.py', 'tools'],
    ['what the runner stands on, beside tests', 'tests/iniconfig.py', 'tools'],
    ['a plug-in', 'pytest_cov/__init__.py', 'tools'],
    ["Python's own module", 'json.py', 'python'],
    ["Python's own module, below src", 'src/json/__init__.py', 'python'],
    ["Python's own module, beside tests", 'tests/math.py', 'python'],
    ["Python's own module, beside a script", 'scripts/random.py', 'python'],
    ['a private one', '_strptime.py', 'python'],
    ['a compiled one', 'decimal.so', 'python'],
    ['a compiled one of one Python', 'decimal.cpython-313-x86_64-linux-gnu.so', 'python'],
    ['the code under test', 'tests/calc.py', 'code'],
    ['the code under test, as a package', 'tests/calc/__init__.py', 'code'],
  ])('%s', async (_what, path, of) => {
    for (const project of [flat, layered])
      expect(await refused(project, [...project, path])).toEqual([`shadows-${of} ${path}`]);
  });

  it.each([
    ['code below src, from the root', layered, 'calc.py'],
    ['a module, as a package beside it', flat, 'calc/__init__.py'],
    [
      'a module in a folder that is no package',
      ['src/calc/core.py', 'tests/test_a.py'],
      'tests/calc/core.py',
    ],
    ['a folder that is no package', ['calc/core.py', 'tests/test_a.py'], 'tests/calc/__init__.py'],
    ['the code, beside a conftest.py', ['calc.py', 'checks/conftest.py'], 'checks/calc.py'],
    ['the code, beside deeper tests', ['calc.py', 'tests/unit/test_calc.py'], 'tests/unit/calc.py'],
  ])('%s', async (_what, project, path) => {
    expect(await refused(project, [...project, path])).toEqual([`shadows-code ${path}`]);
  });

  it('the code, where the folder of the tests is no package any more', async () => {
    const project = ['calc.py', 'tests/calc.py', 'tests/test_calc.py'];
    expect(await refused([...project, 'tests/__init__.py'], project)).toEqual(['shadows-code tests/calc.py']);
  });

  it('what stands in a folder that pytest is told to look in', async () => {
    const told = filesOf({ 'pyproject.toml': '[tool.pytest.ini_options]\npythonpath = ["./lib"]\n' });
    const findings = await screen(told, changeBetween(told, new Map([...told, ...texts(['lib/json.py'])])), {
      ...rules,
    });
    expect(findings).toEqual([
      {
        gate: 'paths',
        reason: 'shadows-python',
        path: 'lib/json.py',
        message:
          'Python would import "json" from this file instead of Python\'s own module, so the tests would run on the wrong code. Rename the file, or move it into a package.',
      },
    ]);
  });

  it.each([
    ['in the root', 'yaml.py'],
    ['as a package', 'yaml/__init__.py'],
    ['below src', 'src/yaml.py'],
    ['below lib', 'lib/yaml.py'],
    ['beside tests', 'tests/yaml.py'],
    ['what only tests import', 'freezegun.py'],
  ])('a package of others that the base imports: %s', async (_what, path) => {
    const before = filesOf({
      'calc.py': 'import yaml.nodes\n',
      'tests/test_calc.py': 'from freezegun import freeze_time\n',
      'lib/calc2/__init__.py': '',
    });
    const findings = await screen(
      before,
      changeBetween(before, new Map([...before, ...texts([path])])),
      rules,
    );
    expect(findings.map(({ reason }) => reason)).toEqual(['shadows-installed']);
    const within = await screen(
      before,
      changeBetween(before, new Map([...before, ...texts(['lib/calc2/yaml.py'])])),
      rules,
    );
    expect(within).toEqual([]);
  });

  it.each([
    'sitecustomize/__init__.py',
    'src/sitecustomize/__init__.py',
    'usercustomize.so',
    'tests/usercustomize/x.py',
    'src/a.pth',
  ])('everything: %s', async (path) => {
    expect(await refused(flat, [...flat, path])).toEqual([`protected ${path}`]);
  });
});

describe('a new file is let through that', () => {
  it.each([
    ['has a name of its own', 'src/calc/table.py'],
    ["is called like Python's own within a package", 'src/calc/types.py'],
    ["is a package called like Python's own within a package", 'src/calc/json/__init__.py'],
    ['is called like the test tools within a package', 'src/calc/pytest.py'],
    ['is a stub', 'src/json.pyi'],
    ['stands in a folder that is no package', 'html/build.py'],
    ['stands in a folder called like the test tools', 'packaging/release.py'],
    ['is a test of something of that name', 'tests/test_json.py'],
    ['mirrors the code', 'tests/calc/test_core.py'],
    ['serves tests', 'tests/helpers.py'],
    ['is a second conftest.py', 'tests/conftest.py'],
    ['starts the program', 'src/__main__.py'],
    ['has a name that nothing imports', 'src/parser.py'],
    ['is a folder of tests', 'test/__init__.py'],
    ['is no code', 'json.md'],
  ])('%s', async (_what, path) => {
    const project = [...layered, 'conftest.py'];
    expect(await refused(project, [...project, path])).toEqual([]);
  });

  it.each([
    ['mirrors the code in a package of tests', ['calc.py', 'tests/__init__.py'], 'tests/calc.py'],
    ['stands behind what is there', ['calc.py'], 'src/calc.py'],
    ['only belongs to a package that is there', ['json/__init__.py'], 'json/more.py'],
    ['comes beside one that has been there', ['tests/math.py', 'tests/test_a.py'], 'tests/test_b.py'],
  ])('%s', async (_what, project, path) => {
    expect(await refused(project, [...project, path])).toEqual([]);
  });

  it('takes the place of a module that goes', async () => {
    expect(await refused(flat, ['calc/__init__.py', 'tests/test_calc.py'])).toEqual([]);
    expect(await refused(['calc.py', 'tests/test_calc.py'], ['src/calc.py', 'tests/test_calc.py'])).toEqual(
      [],
    );
  });
});
