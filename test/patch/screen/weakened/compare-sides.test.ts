import { expect, it } from 'vitest';
import { screenTests } from '../../../../src/patch/screen/weakened/weakened-tests.ts';
import { changeOf, filesOf } from '../../support.ts';

it('a test is one by pytest’s configuration of the base: weakened there, it is found there', () => {
  const suite = 'class AddSuite:\n    def should_add(self):\n        assert add(2, 3) == 5\n';
  const configured = {
    'checks/check_add.py': suite,
    'pytest.ini':
      '[pytest]\npython_files = check_*.py\npython_classes = *Suite\npython_functions = should_*\n',
  };
  const after = { ...configured, 'checks/check_add.py': suite.replace(' == 5', '') };
  const found = screenTests(filesOf(configured), changeOf(configured, after));
  expect(found.map(({ gate, path }) => `${gate} ${path}`)).toEqual(['weakened-tests checks/check_add.py']);
  const plain = { ...configured, 'pytest.ini': '' };
  expect(screenTests(filesOf(plain), changeOf(plain, { ...after, 'pytest.ini': '' }))).toEqual([]);
});
