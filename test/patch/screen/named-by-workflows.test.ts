import { describe, expect, it } from 'vitest';
import { namedByWorkflows } from '../../../src/patch/screen/named-by-workflows.ts';
import { filesOf } from '../support.ts';

const workflow = `on: [push]
jobs:
  test:
    steps:
      - uses: ./ci/action
      - uses: actions/checkout@v5
      - run: ./ci/prepare.sh
      - run: scripts/test
      - run: |
          python tools/run_tests.py --quick
          python -m checks.all
          bash ci/more.sh && make test
      - run: nox -s tests
      - run: pytest -c ci/pytest-ci.cfg tests/test_calc.py
      - run: pip install -r requirements.txt
      - working-directory: backend
        run: ./go.sh
`;
const isNamed = namedByWorkflows(
  filesOf({
    '.github/workflows/ci.yml': workflow,
    '.github/workflows/docs.yml': 'on: push\njobs: {a: {steps: [{run: "tox -e docs"}]}}\n',
    'ci/prepare.sh': 'source ci/common.sh\n',
    Makefile: 'test:\n\tpython ci/last.py\n',
  }),
);

describe('a file is a person’s that a workflow', () => {
  it.each([
    ['calls with a dot', 'ci/prepare.sh'],
    ['calls as a command', 'scripts/test'],
    ['gives to Python', 'tools/run_tests.py'],
    ['runs as a module', 'checks/all.py'],
    ['runs as a package', 'checks/all/__main__.py'],
    ['gives to a shell', 'ci/more.sh'],
    ['needs for make', 'Makefile'],
    ['needs for nox', 'noxfile.py'],
    ['needs for tox, in another workflow', 'tox.ini'],
    ['reads as configuration', 'ci/pytest-ci.cfg'],
    ['uses as a local action', 'ci/action/action.yml'],
    ['uses as a part of a local action', 'ci/action/index.js'],
    ['calls in another folder', 'backend/go.sh'],
    ['reaches through a script', 'ci/common.sh'],
    ['reaches through make', 'ci/last.py'],
  ])('%s: %s', (_what, path) => {
    expect(isNamed(path)).toBe(true);
  });

  it.each([
    'tests/test_calc.py',
    'requirements.txt',
    'calc.py',
    'tools/other.py',
    'README.md',
    'actions/checkout/x.yml',
    'test',
  ])('and %s is not', (path) => {
    expect(isNamed(path)).toBe(false);
  });

  it('nothing is where there is no workflow', () => {
    expect(namedByWorkflows(filesOf({ Makefile: 'x:\n' }))('Makefile')).toBe(false);
  });
});
