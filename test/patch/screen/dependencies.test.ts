import { describe, expect, it } from 'vitest';
import { changeBetween } from '../../../src/patch/change/change.ts';
import { screenDependencies } from '../../../src/patch/screen/dependencies.ts';
import { filesOf } from '../support.ts';

type Texts = Readonly<Record<string, string>>;

/** A repository that uses requests and PyYAML. */
const base: Texts = {
  'requirements.txt': 'requests==2.31.0\nPyYAML>=6  # config\n',
  'src/shop/__init__.py': '',
  'src/shop/cart.py': 'import json\nimport requests\n\n\ndef total():\n    return 1\n',
  'tests/test_cart.py': 'import pytest\nimport hypothesis\nfrom shop.cart import total\n',
};

function found(after: Texts, before: Texts = base): string[] {
  const [from, to] = [filesOf(before), filesOf({ ...before, ...after })];
  return screenDependencies(from, changeBetween(from, to)).map(
    ({ gate, reason, path, line, message }) =>
      `${gate} ${reason} ${path}:${line ?? '-'} ${/"([^"]+)"/.exec(message)?.[1] ?? ''}`,
  );
}

const cart = base['src/shop/cart.py'] ?? '';
const requirements = base['requirements.txt'] ?? '';

describe('a new dependency is found in', () => {
  it.each([
    ['requirements.txt', `${requirements}leftpad==1.0\n`, 3, 'leftpad'],
    ['requirements-dev.txt', 'requests\nblack>=24\n', 2, 'black'],
    ['requirements/test.txt', '-r ../requirements.txt\ntox[x]~=4 ; python_version > "3.8"\n', 2, 'tox'],
    ['reqs/dev.in', 'requests\ntox\n', 2, 'tox'],
    ['dev-requirements.in', 'attrs\n', 1, 'attrs'],
    [
      'pyproject.toml',
      '[project]\nname = "shop"\ndependencies = [\n  "requests>=2",\n  "Left.Pad >= 1",\n]\n',
      5,
      'left-pad',
    ],
    ['pyproject.toml', '[project]\ndependencies = ["requests", "leftpad"]\n', 2, 'leftpad'],
    ['pyproject.toml', '[project.optional-dependencies]\nall = ["leftpad"]\n', 2, 'leftpad'],
    [
      'pyproject.toml',
      '[dependency-groups]\ndev = [\n    "leftpad",\n    {include-group = "x"},\n]\n',
      3,
      'leftpad',
    ],
    ['pyproject.toml', '[build-system]\nrequires = ["leftpad>=61"]\n', 2, 'leftpad'],
    ['pyproject.toml', '[tool.poetry.dependencies]\npython = "^3.9"\nleftpad = "^1"\n', 3, 'leftpad'],
    ['pyproject.toml', '[tool.poetry.group.dev.dependencies]\nleftpad = {version = "1"}\n', 2, 'leftpad'],
    ['pyproject.toml', '[tool.uv]\ndev-dependencies = ["leftpad"]\n', 2, 'leftpad'],
    ['setup.cfg', '[options]\ninstall_requires =\n    requests\n    leftpad>1\n', 4, 'leftpad'],
    ['setup.cfg', '[options.extras_require]\ndev =\n    leftpad\n', 3, 'leftpad'],
    [
      'setup.py',
      'from setuptools import setup\nsetup(name="shop", install_requires=["requests", "leftpad>=1"])\n',
      2,
      'leftpad',
    ],
    ['setup.py', 'import setuptools\nEXTRAS = {"dev": ["leftpad"]}\n', 2, 'leftpad'],
    ['Pipfile', '[packages]\nrequests = "*"\nleftpad = "*"\n', 3, 'leftpad'],
    [
      'environment.yml',
      'name: x\ndependencies:\n  - python=3.11\n  - requests\n  - pip:\n    - leftpad==1\n',
      6,
      'leftpad',
    ],
    ['uv.lock', '[[package]]\nname = "leftpad"\nversion = "1"\n', 2, 'leftpad'],
    ['poetry.lock', '[[package]]\nname = "leftpad"\n', 2, 'leftpad'],
  ])('%s: %j', (path, text, line, name) => {
    const lines = found({ [path]: text });
    expect(lines).toEqual([`dependencies new-dependency ${path}:${line} ${name}`]);
  });

  it.each([
    ['import leftpad', 'leftpad'],
    ['import json, leftpad.core as core', 'leftpad'],
    ['from leftpad.core import pad', 'leftpad'],
    ['def f():\n    import leftpad', 'leftpad'],
    ['try:\n    import leftpad\nexcept ImportError:\n    leftpad = None', 'leftpad'],
    ['import importlib\nx = importlib.import_module("leftpad.core")', 'leftpad'],
    ['x = __import__("leftpad")', 'leftpad'],
    ['import hypothesis', 'hypothesis'],
  ])('code that says %j', (text, name) => {
    const lines = found({ 'src/shop/cart.py': `${cart}\n\n${text}\n` });
    expect(lines.map((one) => one.replace(/:\d+/, ''))).toEqual([
      `dependencies new-import src/shop/cart.py ${name}`,
    ]);
  });

  it('a requirement that comes from elsewhere than before', () => {
    const texts = [
      'requests @ https://evil.example/requests.tar.gz',
      'git+https://evil.example/requests.git',
      '-e git+https://evil.example/requests.git#egg=requests',
      '--extra-index-url https://evil.example/simple',
    ];
    for (const text of texts)
      expect(found({ 'requirements.txt': `${requirements}${text}\n` })).toEqual([
        expect.stringContaining('dependencies dependency-source requirements.txt:3'),
      ]);
    expect(found({ 'pyproject.toml': '[[tool.uv.index]]\nurl = "https://evil.example"\n' })).toHaveLength(1);
    expect(
      found({ 'pyproject.toml': '[tool.poetry.dependencies]\nrequests = {git = "https://evil.example"}\n' }),
    ).toHaveLength(1);
  });
});

describe('no new dependency is found in', () => {
  it.each([
    ['another version', { 'requirements.txt': 'requests==2.32.0\npyyaml>=6.1\n' }],
    ['another spelling', { 'requirements.txt': 'Requests\npyyaml\n' }],
    ['a known package in another manifest', { 'pyproject.toml': '[project]\ndependencies = ["requests"]\n' }],
    ['a removed package', { 'requirements.txt': 'requests==2.31.0\n' }],
    [
      'comments and options',
      { 'requirements.txt': `${requirements}# leftpad\n-r other.txt\n-c constraints.txt\n` },
    ],
    [
      'other lists of pyproject.toml',
      {
        'pyproject.toml':
          '[project]\nname = "shop"\nclassifiers = ["a"]\nkeywords = [\n  "leftpad",\n]\n\n[tool.ruff]\nselect = ["E"]\n',
      },
    ],
    [
      "Python's own modules",
      { 'src/shop/cart.py': `import os.path, re\nfrom collections import abc\nimport tomllib\n${cart}` },
    ],
    [
      "the repository's own modules",
      {
        'src/shop/cart.py': `${cart}from shop.new import x\nimport helper\n`,
        'src/shop/new.py': 'x = 1\n',
        'tools/helper.py': '',
      },
    ],
    [
      'relative imports',
      { 'src/shop/cart.py': `from . import new\nfrom .leftpad import x\nfrom ..a import b\n${cart}` },
    ],
    [
      'what is imported at the base',
      { 'src/shop/new.py': 'import requests.adapters\nfrom requests import get\n' },
    ],
    ['what is asked for at the base under another name', { 'src/shop/new.py': 'import yaml\n' }],
    ['the test runner', { 'tests/test_new.py': 'import pytest\nimport hypothesis\n', 'src/shop/a.py': '' }],
    ['a test of a module that is to come', { 'tests/test_new.py': 'from leftpad import pad\n' }],
    [
      'a text that speaks of an import',
      { 'src/shop/cart.py': `"""import leftpad"""\n# import leftpad\n${cart}` },
    ],
    [
      'a moved import',
      { 'src/shop/cart.py': cart.replace('import json\nimport requests', 'import requests\nimport json') },
    ],
    ['a text file', { 'notes.txt': 'leftpad\n' }],
  ])('%s', (_what, after) => {
    expect(found(after)).toEqual([]);
  });

  it('a message that repeats more than a name', () => {
    const [finding] = screenDependencies(
      new Map(),
      changeBetween(
        new Map(),
        filesOf({ 'requirements.txt': 'x @ https://user:secret@evil.example/x.zip\n' }),
      ),
    );
    expect(finding?.message).toBe(
      '"x" comes from a place that was not used here before; a person must say that it may be used.',
    );
  });
});
