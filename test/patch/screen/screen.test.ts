import { describe, expect, it } from 'vitest';
import {
  changeBetween,
  type FileMode,
  type Files,
  type SourceFile,
} from '../../../src/patch/change/change.ts';
import { screen } from '../../../src/patch/screen/screen.ts';
import { changeOf, filesOf } from '../support.ts';

const rules = {
  allow: ['**'],
  protect: ['**/conftest.py', 'pyproject.toml'],
  maxBytes: 10_000,
  maxFiles: 5,
  maxLines: 50,
};

async function found(before: Files, after: Files, given = rules): Promise<string[]> {
  const findings = await screen(before, changeBetween(before, after), given);
  return findings.map(({ gate, reason, line }) =>
    [gate, reason, line].filter((one) => one !== undefined).join(' '),
  );
}

/** What stands against a new file of this path or text. */
const forPath = (path: string, given = rules): Promise<string[]> =>
  found(filesOf({}), filesOf({ [path]: 'x\n' }), given);

const entry = (mode: FileMode, text = 'x\n'): SourceFile => ({ mode, bytes: Buffer.from(text) });

function many(count: number): Files {
  const names = Array.from({ length: count }, (_value, index) => `f${index}`);
  return filesOf(Object.fromEntries(names.map((name) => [name, 'x\n'])));
}

describe('screening paths', () => {
  it.each([
    'src/a.py',
    'a b.py',
    'ünï/日本.py',
    '.gitignore',
    'git/x.py',
    'docs/github/x.md',
    'x.git/y',
    '..a/b',
    'a..b',
    '.env.example',
  ])('lets %j through', async (path) => {
    expect(await forPath(path)).toEqual([]);
  });

  it.each([
    ...['../x', 'a/../../x', 'a/./b', '/etc/passwd', 'C:/x', 'c:x', '\\\\host\\share\\x', '//host/share'].map(
      (path) => [path, 'outside'],
    ),
    ...['.git/config', 'a/.git/hooks/x', '.GIT/config', '.Git', '.git./x', '.git /x', '.git. ./x'].map(
      (path) => [path, 'git-folder'],
    ),
    ...[
      'git~1/config',
      'GIT~2/x',
      '.g\u200cit/config',
      '.git\u200d/x',
      '.git::$INDEX_ALLOCATION/x',
      'a\\.git\\x',
      '.gｉt/x',
    ].map((path) => [path, 'git-folder']),
    ...['a\\b', 'a\0b', 'a\nb', 'a\tb', 'a\u202eb.py', 'a\u200b.py', 'a\u{e0041}.py', 'a\ud800'].map(
      (path) => [path, 'characters'],
    ),
    ...[
      'a//b',
      'a/',
      '',
      'x.',
      'x ',
      'a./b',
      `${'x'.repeat(256)}`,
      `${'é'.repeat(128)}`,
      'x/'.repeat(600) + 'y',
    ].map((path) => [path, 'name']),
  ])('refuses %j: %s', async (path, reason) => {
    expect(await forPath(path ?? '')).toEqual([`paths ${reason}`]);
  });

  it.each([
    '.github/workflows/x.yml',
    '.GitHub/x',
    '.github/CODEOWNERS',
    'CODEOWNERS',
    'docs/codeowners',
    '.github/cadence.yml',
    '.gitattributes',
    'a/.gitattributes',
    '.gitmodules',
    'sitecustomize.py',
    'src/sitecustomize.py',
    'UserCustomize.py',
    'x.pth',
    'a/b.PTH',
    'AGENTS.md',
    'sub/agents.md',
    'CLAUDE.md',
    'GEMINI.md',
    '.cursorrules',
    '.cursor/rules/x.md',
    'copilot-instructions.md',
    '.claude/settings.json',
    'conftest.py',
    'tests/conftest.py',
    'tests/CONFTEST.py',
    'tests/ｃonftest.py',
    'pyproject.toml',
  ])('keeps %s from being added, edited or deleted', async (path) => {
    const none = filesOf({});
    const one = filesOf({ [path]: '# x\n' });
    const other = filesOf({ [path]: '# y\n' });
    for (const [before, after] of [
      [none, one],
      [one, other],
      [one, none],
    ] as const)
      expect(await found(before, after)).toEqual(['protected-paths protected']);
  });

  it('keeps protected files protected although a policy protects nothing and allows all', async () => {
    expect(await forPath('.github/x', { ...rules, protect: [] })).toEqual(['protected-paths protected']);
    expect(await forPath('conftest.py', { ...rules, protect: [] })).toEqual([]);
  });

  it("lets only what the policy's globs allow", async () => {
    const given = { ...rules, allow: ['src/**', '*.md'] };
    expect(
      await Promise.all(['src/a.py', 'src/.hidden/a', 'x.md'].map((path) => forPath(path, given))),
    ).toEqual([[], [], []]);
    expect(await forPath('docs/x.md', given)).toEqual(['paths not-allowed']);
    expect(await forPath('a.py', given)).toEqual(['paths not-allowed']);
  });

  const link = new Map([
    ['dir', entry('symlink', 'src')],
    ['sub', entry('submodule', '0'.repeat(40))],
  ]);
  it.each([
    ['a new symbolic link', new Map(), new Map([['l', entry('symlink')]]), 'link'],
    ['another target of a link', link, new Map([...link, ['dir', entry('symlink', 'etc')]]), 'link'],
    ['a deleted link', link, new Map([...link].slice(1)), 'link'],
    ['a link that becomes a file', link, new Map([...link, ['dir', entry('file')]]), 'link'],
    ['a moved submodule', link, new Map([...link, ['sub', entry('submodule', '1'.repeat(40))]]), 'link'],
    ['a file behind a link', link, new Map([...link, ['dir/x', entry('file')]]), 'through-link'],
    ['a file in a submodule', link, new Map([...link, ['sub/a/x', entry('file')]]), 'through-link'],
    ['a new executable', new Map(), new Map([['x', entry('executable')]]), 'mode'],
    [
      'a plain file made executable',
      new Map([['x', entry('file')]]),
      new Map([['x', entry('executable', 'y\n')]]),
      'mode',
    ],
    ['a mode flip', new Map([['x', entry('executable')]]), new Map([['x', entry('file')]]), 'mode'],
    [
      'a name that differs in case only',
      filesOf({ 'A.py': 'x\n' }),
      filesOf({ 'A.py': 'x\n', 'a.py': 'x\n' }),
      'clash',
    ],
    ['a file where a folder is', filesOf({ 'a/b': 'x\n' }), filesOf({ 'a/b': 'x\n', a: 'x\n' }), 'clash'],
    ['a file below a file', filesOf({ a: 'x\n' }), filesOf({ a: 'x\n', 'a/b': 'x\n' }), 'clash'],
  ] as const)('refuses %s', async (_what, before, after, reason) => {
    expect(await found(before, after)).toEqual([`paths ${reason}`]);
  });

  it('lets an executable file be edited, renamed, moved, and deleted', async () => {
    const before = new Map([['x', entry('executable', 'y\n')]]);
    for (const after of [
      new Map([['x', entry('executable')]]),
      new Map([['z', entry('executable', 'y\n')]]),
      new Map([['bin/x', entry('executable')]]),
      new Map(),
    ])
      expect(await found(before, after)).toEqual([]);
    expect(await found(before, new Map([['bin/z', entry('executable')]]))).toEqual(['paths mode']);
  });

  it('lets a file move to a name that differs in case only', async () => {
    expect(await found(filesOf({ 'A.py': 'x\n' }), filesOf({ 'a.py': 'x\n' }))).toEqual([]);
  });
});

describe('screening sizes', () => {
  it.each([
    ['too many files', many(6), 'size too-many-files'],
    ['too many bytes', filesOf({ a: 'x'.repeat(10_001) }), 'size too-many-bytes'],
    ['too many lines', filesOf({ a: 'x\n'.repeat(51) }), 'size too-many-lines'],
  ])('refuses %s', async (_what, after, reason) => {
    expect(await found(filesOf({}), after)).toEqual([reason]);
  });

  it('lets through what is just within', async () => {
    expect(await found(filesOf({}), many(5))).toEqual([]);
    expect(await found(filesOf({}), filesOf({ a: 'x\n'.repeat(50) }))).toEqual([]);
    expect(await found(filesOf({}), filesOf({ a: `${'x'.repeat(99)}\n`.repeat(50) }))).toEqual([]);
  });

  it('counts deleted lines, and refuses a line that nobody can read', async () => {
    expect(await found(filesOf({ a: 'x\n'.repeat(51) }), filesOf({ a: '' }))).toEqual([
      'size too-many-lines',
    ]);
    expect(
      await found(filesOf({}), filesOf({ a: 'ab '.repeat(7_000) }), { ...rules, maxBytes: 100_000 }),
    ).toEqual(['size long-line 1']);
  });
});

describe('screening as a whole', () => {
  it('finds nothing in an honest change', async () => {
    const change = changeOf(
      { 'add.py': 'def add(x, y):\n    return x - 1 + y\n' },
      { 'add.py': 'def add(x, y):\n    return x + y\n' },
    );
    expect(await screen(filesOf({}), change, rules)).toEqual([]);
  });

  it('names every finding, with its path and line', async () => {
    const change = changeOf({}, { '.github/x.yml': 'a\n', 'b.py': 'ok\nx\u200b\n' });
    expect(await screen(filesOf({}), change, rules)).toEqual([
      {
        gate: 'protected-paths',
        reason: 'protected',
        path: '.github/x.yml',
        message: 'This file is protected. Only a person may change it.',
      },
      {
        gate: 'content',
        reason: 'hidden-character',
        path: 'b.py',
        line: 2,
        message: 'Line 2 adds the hidden character U+200B. Write it as an escape, or remove it.',
      },
    ]);
  });

  it('looks for secrets and for weakened tests', async () => {
    const before = filesOf({ 'test_a.py': 'def test_a():\n    assert a()\n' });
    const after = filesOf({ 'test_a.py': 'x = 1\n', 'k.py': `-----BEGIN ${'PRIVATE KEY'}-----\n` });
    expect(await found(before, after)).toEqual(['secrets secret 1', 'weakened-tests test-removed']);
  });
});
