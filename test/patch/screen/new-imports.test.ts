import { describe, expect, it } from 'vitest';
import { base, found } from './dependency-support.ts';

describe('an import', () => {
  const code = { 'src/shop/new.py': 'import leftpad\n' };
  const test = { 'tests/test_new.py': 'import leftpad\n', 'src/shop/new.py': 'x = 1\n' };

  it.each([
    ['uv.lock', '[[package]]\nname = "leftpad"\n', 'nobody'],
    ['poetry.lock', '[[package]]\nname = "leftpad"\n', 'nobody'],
    ['Pipfile.lock', '{"default": {"leftpad": {}}}', 'nobody'],
    ['pyproject.toml', '[project.optional-dependencies]\ndocs = ["leftpad"]\n', 'nobody'],
    ['pyproject.toml', '[dependency-groups]\ndocs = ["leftpad"]\n', 'nobody'],
    ['pyproject.toml', '[tool.poetry.group.docs.dependencies]\nleftpad = "*"\n', 'nobody'],
    ['pyproject.toml', '[build-system]\nrequires = ["leftpad"]\n', 'nobody'],
    ['docs/requirements.txt', 'leftpad\n', 'nobody'],
    ['constraints.txt', 'leftpad\n', 'nobody'],
    ['requirements-dev.txt', 'leftpad\n', 'tests'],
    ['pyproject.toml', '[dependency-groups]\nmore = ["leftpad"]\n', 'tests'],
    ['pyproject.toml', '[project.optional-dependencies]\ntest = ["leftpad"]\n', 'tests'],
    ['setup.py', 'setup(extras_require={"test": ["leftpad"]})\n', 'tests'],
    ['pyproject.toml', '[project.optional-dependencies]\nfast = ["leftpad"]\n', 'everybody'],
    ['pyproject.toml', '[project]\ndependencies = ["leftpad"]\n', 'everybody'],
    ['environment.yml', 'dependencies: [leftpad]\n', 'everybody'],
  ])('of what %s names, %j, is nothing new for %s', (path, text, whom) => {
    const before = { ...base, [path]: text };
    expect(found(code, before)).toHaveLength(whom === 'everybody' ? 0 : 1);
    expect(found(test, before)).toHaveLength(whom === 'nobody' ? 1 : 0);
  });
});
