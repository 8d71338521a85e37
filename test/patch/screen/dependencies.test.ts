import { describe, expect, it } from 'vitest';
import { changeBetween } from '../../../src/patch/change/change.ts';
import { screenDependencies } from '../../../src/patch/screen/dependencies.ts';
import { filesOf } from '../support.ts';
import { base, cart, found, requirements } from './dependency-support.ts';

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
    ['pyproject.toml', 'project.dependencies = ["leftpad"]\n', 1, 'leftpad'],
    ['pyproject.toml', 'project = { name = "x", dependencies = ["leftpad"] }\n', 1, 'leftpad'],
    ['pyproject.toml', '[project]\n"dependencies" = ["leftpad"]\n', 2, 'leftpad'],
    ['pyproject.toml', "[\"project\"]\n'dependencies' = ['''leftpad''']\n", 2, 'leftpad'],
    ['pyproject.toml', '[project]\ndependencies = ["left\\u0070ad"]\n', 1, 'leftpad'],
    ['pyproject.toml', '[tool.poetry.dependencies.leftpad]\nversion = "*"\n', 1, 'leftpad'],
    ['pyproject.toml', 'tool.poetry.dependencies.leftpad = "*"\n', 1, 'leftpad'],
    ['pyproject.toml', '[tool]\npoetry.dependencies.leftpad = "*"\n', 2, 'leftpad'],
    ['pyproject.toml', '[tool.poetry]\ndependencies = { leftpad = "*" }\n', 2, 'leftpad'],
    ['pyproject.toml', '[tool.poetry.dependencies]\nleftpad = [{ version = "1" }]\n', 2, 'leftpad'],
    ['pyproject.toml', '[project.optional-dependencies]\n"a.b" = [\n\n"leftpad"]\n', 4, 'leftpad'],
    [
      'pyproject.toml',
      '[dependency-groups]\ntest = ["leftpad[x]>=1,<2 ; python_version>\'3\'"]\n',
      2,
      'leftpad',
    ],
    ['pyproject.toml', '[tool.hatch.envs.docs]\nextra-dependencies = ["leftpad"]\n', 2, 'leftpad'],
    ['pyproject.toml', '[tool.pdm.dev-dependencies]\nx = ["leftpad"]\n', 2, 'leftpad'],
    ['pyproject.toml', '[tool.new-thing]\ndependencies = ["leftpad"]\n', 2, 'leftpad'],
    ['Pipfile', '[custom]\nleftpad = {version = "*"}\n', 2, 'leftpad'],
    ['Pipfile.lock', '{"_meta":{},"default":{"leftpad":{"version":"==1"}}}', 1, 'leftpad'],
    ['Pipfile.lock', '{\n"develop": {\n"leftpad": {} } }', 3, 'leftpad'],
    ['environment.yml', 'dependencies: [leftpad, requests]\n', 1, 'leftpad'],
    ['environment.yaml', '"dependencies":\n- conda-forge::leftpad=1.2=py_0\n', 2, 'leftpad'],
    ['environment.yml', 'x: &x\n  dependencies: [leftpad]\n<<: *x\n', 2, 'leftpad'],
    ['environment.yml', 'dependencies:\n  - pip\n  - {pip: [leftpad]}\n', 3, 'leftpad'],
    ['conda-lock.yml', 'package:\n- name: leftpad\n', 2, 'leftpad'],
    ['pdm.lock', 'package = [{name = "leftpad"}]\n', 1, 'leftpad'],
    ['pylock.dev.toml', '[[packages]]\nname = "leftpad"\n', 2, 'leftpad'],
    ['setup.cfg', '[options]\n  install-requires :\n    # one\n    leftpad\n', 4, 'leftpad'],
    ['setup.cfg', '[options]\ninstall_requires = requests; leftpad\n', 2, 'leftpad'],
    ['setup.py', 'requires = []\nrequires.append("leftpad")\n', 2, 'leftpad'],
    ['setup.py', 'setup(**{"install_requires": ["leftpad"]})\n', 1, 'leftpad'],
    ['setup.py', 'reqs: list[str] = ["requests"]\nreqs += ["leftpad"]\n', 2, 'leftpad'],
    ['requirements.txt', 'leftpad==1 \\\n  --hash=sha256:00 \\\n  --hash=sha256:11\n', 1, 'leftpad'],
    ['requirements.txt', 'requests # \u2028leftpad\n', 1, 'leftpad'],
    ['requirements.txt', '\ufeffleftpad (>=1, <2)\r\n', 1, 'leftpad'],
  ])('%s: %j', (path, text, line, name) => {
    const lines = found({ [path]: text }, { ...base, [path]: base[path] ?? '' });
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
    [
      'options that name no place',
      {
        'requirements.txt': `--pre\n--require-hashes\n--only-binary=:all:\n${requirements}requests==2.31.0 --hash=sha256:00 --hash sha256:11 # leftpad\n`,
      },
    ],
    [
      'a lock with its own project, and the usual index',
      {
        'uv.lock': `[[package]]\nname = "shop"\nsource = { editable = "." }\n\n[[package]]\nname = "requests"\nsource = { registry = "https://${'pypi'}.org/simple" }\nsdist = { url = "https://files.${'pythonhosted'}.org/x" }\n`,
      },
    ],
    [
      'other tables of other tools',
      {
        'pyproject.toml':
          '[project]\nrequires-python = ">=3.9"\n[tool.coverage.run]\nsource = ["leftpad"]\n[tool.uv]\nrequired-version = ">=1"\n[tool.poetry.dependencies]\npython = "^3.9"\n[tool.poetry.extras]\na = ["leftpad"]\n',
      },
    ],
    [
      'a setup.py that names other things',
      {
        'tools/setup.py':
          'setup(name="leftpad", python_requires=">=3", packages=["leftpad"], keywords="leftpad")\n',
      },
    ],
    [
      'a conda environment of the usual channels',
      {
        'environment.yml':
          'channels: [conda-forge, defaults]\ndependencies:\n- python=3.11\n- pip\n- requests 2.*\n- pyyaml>=6,<7\n',
      },
    ],
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
