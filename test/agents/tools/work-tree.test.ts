import { describe, expect, it } from 'vitest';
import { searchCaps } from '../../../src/agents/tools/search-files.ts';
import { openWorkTree } from '../../../src/agents/tools/work-tree.ts';
import type { WorkTree } from '../../../src/agents/tools/work-tree.ts';
import type { SourceFile } from '../../../src/patch/change/change.ts';
import { filesAfter, filesOf, textOf } from '../support.ts';

const base = filesOf({
  'src/calc.py': 'def add(x, y):\n    return x - 1 + y\n\n\ndef sub(x, y):\n    return x - y\n',
  'src/dos.py': 'a = 1\r\nb = 2\r\n',
  'src/bom.py': '\ufeffa = 1\n',
  'src/mixed.py': 'a = 1\r\nb = 2\n',
  'src/hidden.py': 'x = "a\u200bb"\n',
  'README.md': '# Calc\n',
  'blob.bin': 'a\u0000b',
});

describe('reading a work tree', () => {
  const tree = openWorkTree(base);

  it('lists a folder, sorted, and says when there is none', () => {
    expect(tree.list('src').text).toBe('src/bom.py\nsrc/calc.py\nsrc/dos.py\nsrc/hidden.py\nsrc/mixed.py');
    expect(tree.list('./src/').text).toBe(tree.list('src').text);
    expect(tree.list('.').text).toContain('README.md');
    expect(tree.list('sr')).toMatchObject({ kind: 'refused' });
  });

  it('numbers the lines of a range', () => {
    expect(tree.read('src/calc.py', 5, 6).text).toBe(
      'src/calc.py, lines 5-6 of 6:\n5\tdef sub(x, y):\n6\t    return x - y',
    );
  });

  it('shows what cannot be seen', () => {
    expect(tree.read('src/hidden.py', 1, null).text).toContain('a⟦U+200B⟧b');
  });

  it('cuts a long file and says where to go on', () => {
    const long = openWorkTree(filesOf({ 'a.txt': 'x\n'.repeat(5_000) }));
    expect(long.read('a.txt', 1, null).text).toMatch(/lines 1-600 of 5000[\s\S]*read on from line 601\]$/);
    const wide = openWorkTree(filesOf({ 'a.txt': `${'x'.repeat(10_000_000)}\n` }));
    expect(wide.read('a.txt', 1, null).text.length).toBeLessThan(2_000);
  });

  it.each([
    ['no file', 'src/none.py', 1],
    ['a binary', 'blob.bin', 1],
    ['a line past the end', 'README.md', 2],
  ])('refuses %s', (_name, path, from) => {
    expect(tree.read(path, from, null).kind).toBe('refused');
  });

  it('finds texts and patterns with their lines', async () => {
    expect((await tree.search('return x -', 'literal', '')).text).toBe(
      'src/calc.py:2:     return x - 1 + y\nsrc/calc.py:6:     return x - y',
    );
    expect((await tree.search('^def [^a]', 'regexp', 'src')).text).toBe('src/calc.py:5: def sub(x, y):');
    expect((await tree.search('(', 'regexp', '')).kind).toBe('refused');
    expect((await tree.search('nowhere', 'literal', '')).text).toBe('No line matches.');
  });

  it('bounds the number of hits', async () => {
    const many = openWorkTree(filesOf({ 'a.txt': 'x\n'.repeat(500) }));
    expect((await many.search('x', 'literal', '')).text.split('\n')).toHaveLength(61);
  });

  it('stops a search that takes too long, and takes no more of them after some', async () => {
    const caps = { ...searchCaps, turnMs: 0, searchMs: 0, stops: 2 };
    const slow = openWorkTree(filesOf({ 'a.txt': 'a\n' }), () => null, caps);
    const search = () => slow.search('^(a+)+$', 'regexp', '');
    expect((await search()).text).toBe('The search took more than 0 ms; make it simpler');
    expect((await search()).kind).toBe('refused');
    expect((await search()).text).toBe('2 searches were too slow; use kind "literal".');
  });
});

describe('editing a work tree', () => {
  it('replaces what stands once, and leaves the base alone', () => {
    const tree = openWorkTree(base);
    expect(tree.edit('src/calc.py', 'x - 1 + y', 'x + y')).toEqual({
      kind: 'done',
      text: 'Edited src/calc.py at line 2.',
    });
    expect(textOf(filesAfter(base, tree.change()), 'src/calc.py')).toContain('return x + y\n\n\ndef sub');
    expect(textOf(base, 'src/calc.py')).toContain('x - 1 + y');
    expect(tree.isChanged()).toBe(true);
  });

  it('takes the replacement as it is, dollars and all', () => {
    const tree = openWorkTree(base);
    tree.edit('README.md', 'Calc', "$& $1 $$ $'");
    expect(textOf(filesAfter(base, tree.change()), 'README.md')).toBe("# $& $1 $$ $'\n");
  });

  it('refuses what stands twice, with both lines', () => {
    const answer = openWorkTree(base).edit('src/calc.py', '(x, y):', '(a):');
    expect(answer).toMatchObject({ kind: 'refused', text: expect.stringContaining('lines 1, 5') });
  });

  it('counts places that overlap as two', () => {
    const tree = openWorkTree(filesOf({ 'a.txt': 'aaa\n' }));
    expect(tree.edit('a.txt', 'aa', 'b').kind).toBe('refused');
  });

  it('refuses what does not stand there, with the nearest', () => {
    const answer = openWorkTree(base).edit('src/calc.py', 'def sub(x, z):\n    return x - z', 'pass');
    expect(answer.kind).toBe('refused');
    expect(answer.text).toContain('at line 5:\ndef sub(x, y):\n    return x - y');
  });

  it.each([
    ['line endings of DOS', 'src/dos.py', 'a = 1\nb = 2', 'a = 1\nb = 3', 'a = 1\r\nb = 3\r\n'],
    ['a byte-order mark', 'src/bom.py', 'a = 1', 'a = 2', '\ufeffa = 2\n'],
    ['mixed line endings', 'src/mixed.py', 'b = 2', 'b = 3', 'a = 1\r\nb = 3\n'],
    ['a hidden character', 'src/hidden.py', 'x = "a⟦U+200B⟧b"', 'y = "a⟦U+200B⟧b"', 'y = "a\u200bb"\n'],
  ])('keeps %s', (_name, path, search, replace, after) => {
    const tree = openWorkTree(base);
    expect(tree.edit(path, search, replace).kind).toBe('done');
    expect(textOf(filesAfter(base, tree.change()), path)).toBe(after);
  });

  it('creates and deletes, and is unchanged when both cancel out', () => {
    const tree = openWorkTree(base);
    expect(tree.create('tests/test_calc.py', 'def test(): ...\n').kind).toBe('done');
    expect(tree.create('tests/test_calc.py', 'again').kind).toBe('refused');
    expect(tree.remove('tests/test_calc.py').kind).toBe('done');
    expect(tree.isChanged()).toBe(false);
    tree.remove('README.md');
    expect(filesAfter(base, tree.change()).has('README.md')).toBe(false);
    tree.create('README.md', '# Calc\n');
    expect(tree.isChanged()).toBe(false);
  });

  it.each([
    '../x',
    '/etc/x',
    'a//b',
    'a/./b',
    '.git/config',
    'a/.GIT/x',
    'C:\\x',
    'C:/x',
    'a\\b',
    '',
    'a\u200bb',
    'a\nb',
  ])('refuses the path %j', (path) => {
    expect(openWorkTree(base).create(path, 'x').kind).toBe('refused');
  });

  it('refuses a file where a folder is, and below a file', () => {
    expect(openWorkTree(base).create('src', 'x').kind).toBe('refused');
    expect(openWorkTree(base).create('README.md/x', 'x').kind).toBe('refused');
  });

  it.each<[string, SourceFile['mode']]>([
    ['a link', 'symlink'],
    ['a submodule', 'submodule'],
  ])('refuses to edit or delete %s', (_name, mode) => {
    const tree = openWorkTree(new Map([['link', { mode, bytes: new TextEncoder().encode('target') }]]));
    expect(tree.edit('link', 'target', '/etc').kind).toBe('refused');
    expect(tree.remove('link').kind).toBe('refused');
  });

  it('keeps the executable mode, also when a file is deleted and made again', () => {
    const bytes = new TextEncoder().encode('echo 1\n');
    const before = new Map([['run.sh', { mode: 'executable' as const, bytes }]]);
    const tree = openWorkTree(before);
    tree.edit('run.sh', '1', '2');
    expect(filesAfter(before, tree.change()).get('run.sh')?.mode).toBe('executable');
    tree.remove('run.sh');
    tree.create('run.sh', 'echo 3\n');
    expect(filesAfter(before, tree.change()).get('run.sh')?.mode).toBe('executable');
  });

  it.each<[string, (tree: WorkTree) => { kind: string }]>([
    ['edit', (tree) => tree.edit('README.md', 'Calc', 'x')],
    ['create', (tree) => tree.create('README.txt', 'x')],
    ['delete', (tree) => tree.remove('README.md')],
  ])('asks the guard before an %s', (_name, act) => {
    const tree = openWorkTree(base, (path) => (path.startsWith('README') ? 'README is protected.' : null));
    expect(act(tree)).toEqual({ kind: 'refused', text: 'README is protected.' });
    expect(tree.isChanged()).toBe(false);
  });

  it('bounds the size of a file and the number of changed files', () => {
    const tree = openWorkTree(base);
    expect(tree.create('big.txt', 'x'.repeat(500_001)).kind).toBe('refused');
    for (let at = 0; at < 100; at += 1) expect(tree.create(`f${at}.txt`, 'x').kind).toBe('done');
    expect(tree.create('one-more.txt', 'x').kind).toBe('refused');
    expect(tree.edit('f1.txt', 'x', 'y').kind).toBe('done');
  });
});
