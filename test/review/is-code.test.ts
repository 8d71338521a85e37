import { expect, it } from 'vitest';
import { hasCode } from '../../src/review/is-code.ts';

it.each([
  [['README.md'], false],
  [['docs/a.rst', 'LICENSE', 'data/x.csv'], false],
  [['README.md', 'src/add.py'], true],
  [['Makefile'], true],
  [['pyproject.toml'], true],
])('of %j says whether there is code in it', (paths, code) => {
  expect(hasCode(paths)).toBe(code);
});
