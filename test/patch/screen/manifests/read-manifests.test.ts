import { describe, expect, it } from 'vitest';
import { changeBetween } from '../../../../src/patch/change/change.ts';
import { screenDependencies } from '../../../../src/patch/screen/dependencies.ts';
import { filesOf } from '../../support.ts';
import { base, found, requirements } from '../dependency-support.ts';

describe('a person decides', () => {
  it.each([
    '-ihttps://evil.example/simple',
    '-i https://evil.example/simple',
    '--ind https://evil.example/simple',
    '--extra-index=https://evil.example/simple',
    '-fhttps://evil.example',
    '-rhttps://evil.example/r.txt',
    '-r https://evil.example/r.txt',
    '--requirement=https://evil.example/r.txt',
    '-e .',
    '-e ./dir',
    './dir',
    '../dir',
    '/dir',
    'dir/wheel.whl',
    'requests.tar.gz --global-option=x',
    'requests==2 --config-settings=x=y',
    '--trusted-host evil.example',
    'https://evil.example/x.zip',
    'file:x.zip',
    '${EVIL}',
    '%EVIL%',
    '-i\\\nhttps://evil.example/simple',
    'requests ^2',
    'requests evil',
  ])('about the requirement line %j, and only where it is new', (text) => {
    const after = { 'requirements.txt': `${requirements}${text}\n` };
    expect(found(after)).toEqual([
      expect.stringMatching(/^dependencies (?:unclear-requirement|dependency-source) requirements.txt:3 /),
    ]);
    expect(
      found({ 'requirements.txt': `${requirements}${text}\nrequests\n` }, { ...base, ...after }),
    ).toEqual([]);
  });

  it.each([
    ['pyproject.toml', '[project]\ndependencies = ["./dir"]\n'],
    ['pyproject.toml', '[dependency-groups]\ndev = ["requests", { package = "x" }]\n'],
    ['environment.yml', 'dependencies: [requests, {npm: [x]}]\n'],
    ['environment.yml', 'dependencies: {requests: 1}\n'],
    ['environment.yml', 'dependencies: ["requests[url=https://evil.example]"]\n'],
    ['environment.yml', 'channels: [evil]\ndependencies: [requests]\n'],
    ['environment.yml', 'dependencies: ["evil::requests"]\n'],
    ['environment.yml', 'dependencies: [{pip: ["-e ."]}]\n'],
    ['uv.lock', '[[package]]\nname = "requests"\nsource = { registry = "https://evil.example/simple" }\n'],
    ['Pipfile.lock', '{"default": {"requests": {"git": "https://evil.example/x"}}}'],
    ['Pipfile.lock', '{"_meta": {"sources": [{"url": "https://evil.example/x"}]}}'],
    ['pyproject.toml', '[tool.uv]\nextra-index-url = ["https://evil.example"]\n'],
    ['pyproject.toml', '[tool.uv.sources]\nrequests = { url = "https://evil.example" }\n'],
    ['Pipfile', '[[source]]\nurl = "https://evil.example"\n'],
    ['setup.cfg', '[options]\ndependency_links = https://evil.example\n'],
    ['setup.cfg', '[easy_install]\nindex-url = https://evil.example\n'],
    ['setup.py', 'setup(install_requires=open("x").read().split())\n'],
    ['setup.py', 'from .evil import requires\nsetup(install_requires=requires)\n'],
    ['setup.py', 'setup(install_requires=[f"{name}"])\n'],
    ['requirements.txt', '# coding: utf-7\n# +AAo-leftpad\n'],
  ])('about %s: %j', (path, text) => {
    const before = { ...base, [path]: '' };
    expect(found({ [path]: text }, before)).toEqual([
      expect.stringMatching(/^dependencies (?:unclear-requirement|dependency-source) /),
    ]);
    expect(found({ [path]: `${text}\n` }, { ...before, [path]: text })).toEqual([]);
  });

  it.each([
    ['pyproject.toml', '[project\n', 'cannot be read as TOML'],
    ['pyproject.toml', `x = ${'['.repeat(5_000)}${']'.repeat(5_000)}`, 'cannot be read as TOML'],
    ['Pipfile', 'packages = 1\npackages = 2\n', 'cannot be read as TOML'],
    ['Pipfile.lock', '{', 'cannot be read as JSON'],
    [
      'Pipfile.lock',
      `{"default":{"x":{"y":${'['.repeat(50_000)}${']'.repeat(50_000)}}}}`,
      'cannot be read as JSON',
    ],
    ['Pipfile.lock', '[]', 'does not hold what it should'],
    ['environment.yml', 'dependencies: [a\n', 'cannot be read as YAML'],
    ['environment.yml', 'dependencies: [!!evil a]\n', 'cannot be read as YAML'],
    ['environment.yml', 'a: 1\n---\ndependencies: [a]\n', 'cannot be read as YAML'],
    ['uv.lock', '#\n'.repeat(1_000_001), 'is too large to be read'],
    ['environment.yml', '#\n'.repeat(25_001), 'is too large to be read'],
    ['Pipfile', 'x'.repeat(20_001), 'has a line that is too long'],
    ['environment.yml', 'dependencies: [a]\ndependencies: [b]\n', 'cannot be read as YAML'],
    ['pyproject.toml', `${'a.'.repeat(100)}b = 1`, 'cannot be read as TOML'],
    ['requirements.txt', '\0', 'is not a text in UTF-8'],
  ])('about %s where it cannot be read any more', (path, text, why) => {
    const before = filesOf(base);
    const after = filesOf({ ...base, [path]: text });
    expect(screenDependencies(before, changeBetween(before, after))).toEqual([
      {
        gate: 'dependencies',
        reason: 'unreadable-manifest',
        path,
        message: `${path} ${why}; a person must say that it may be used.`,
      },
    ]);
  });

  it('about a link in place of a manifest', () => {
    const before = filesOf(base);
    const after = new Map([...before, ...filesOf({ 'requirements.txt': '/etc/evil.txt' }, 'symlink')]);
    expect(screenDependencies(before, changeBetween(before, after)).map(({ reason }) => reason)).toEqual([
      'unreadable-manifest',
    ]);
  });

  it.each(['setup.py', 'setup.cfg'])('about a new %s at the root', (path) => {
    expect(found({ [path]: '' })).toEqual([`dependencies new-setup ${path}:- `]);
    expect(found({ [`tools/${path}`]: '' })).toEqual([]);
  });

  it.each([
    ['requirements.txt', `${requirements}-r deps.txt\n`],
    ['requirements.txt', `${requirements}-cdeps.txt\n`],
    ['pyproject.toml', '[tool.setuptools.dynamic]\ndependencies = { file = ["deps.txt"] }\n'],
    ['setup.cfg', '[options]\ninstall_requires = file: deps.txt\n'],
    ['environment.yml', 'dependencies: [{pip: [-r deps.txt]}]\n'],
  ])('about a file that %s reads in, whatever its name is', (path, text) => {
    const before = { ...base, [path]: base[path] ?? '' };
    const finding = ['dependencies new-dependency deps.txt:1 leftpad'];
    expect(found({ [path]: text, 'deps.txt': 'leftpad\n' }, before)).toEqual(finding);
    expect(found({ [path]: text }, { ...before, 'deps.txt': 'leftpad\n' })).toEqual(finding);
    expect(found({ 'deps.txt': 'leftpad\n' }, { ...before, [path]: text })).toEqual(finding);
  });
});
