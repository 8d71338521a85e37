import { describe, expect, it } from 'vitest';
import { land } from '../../src/patch/land.ts';
import { filesOf, landHunk, landTexts } from './support.ts';

const add = 'def add(x, y):\n    return x - 1 + y\n\n\ndef sub(x, y):\n    return x - y\n';
const fix = '-    return x - 1 + y\n+    return x + y\n';

describe('landing a hunk', () => {
  it('finds its context whatever the line number says', () => {
    const landed = landHunk(add, `@@ -90,2 +90,2 @@\n def add(x, y):\n${fix}`);
    expect(landed).toBe(add.replace('x - 1 + y', 'x + y'));
  });

  it('says where the nearest match is when the context does not stand', () => {
    const landed = landHunk(
      add,
      '@@ -1,2 +1,2 @@\n def add(x, y):\n-    return x - 2 + y\n+    return x + y\n',
    );
    expect(landed).toBe('not-found: The block does not stand in a.py. Nearest is line 2: return x - 1 + y');
  });

  const twice = 'a = 1\nb = 2\n\na = 1\nb = 2\n';
  it('refuses a block that stands twice, naming both places', () => {
    expect(landHunk(twice, '@@\n a = 1\n-b = 2\n+b = 3\n')).toBe(
      'repeated: The block stands more than once in a.py, at lines 1 and 4; add lines around it until it stands once.',
    );
  });

  it.each([
    ['names one of the places exactly', '@@ -4,2 +4,2 @@', 'a = 1\nb = 2\n\na = 1\nb = 3\n'],
    ['names the first of them', '@@ -1,2 +1,2 @@', 'a = 1\nb = 3\n\na = 1\nb = 2\n'],
    ['is beside both', '@@ -3,2 +3,2 @@', null],
  ])('lets the line number decide between equal places only if it %s', (_when, header, expected) => {
    const landed = landHunk(twice, `${header}\n a = 1\n-b = 2\n+b = 3\n`);
    expect(expected === null ? landed?.startsWith('repeated') : landed).toBe(expected ?? true);
  });

  const classes = 'class A:\n    x = 1\n\nclass B:\n    x = 1\n';
  it('lets a heading decide that stands above one of the places', () => {
    expect(landHunk(classes, '@@ class B:\n-    x = 1\n+    x = 2\n')).toBe(classes.replace(/1\n$/, '2\n'));
  });

  it('refuses when number and heading point at different places', () => {
    expect(landHunk(classes, '@@ -2,1 +2,1 @@ class B:\n-    x = 1\n+    x = 2\n')).toMatch(/^repeated/);
  });

  it('lets the order of hunks decide', () => {
    const text = 'start\nx\nmiddle\nx\nend\n';
    const landed = landHunk(text, '@@\n-middle\n+MIDDLE\n@@\n-x\n+y\n');
    expect(landed).toBe('start\nx\nMIDDLE\ny\nend\n');
  });

  it('refuses hunks that change the same line', () => {
    expect(landHunk('a\nb\nc\n', '@@\n a\n-b\n+x\n@@\n-b\n+y\n c\n')).toMatch(/^overlap/);
  });

  it('refuses hunks that delete the same line, or insert at the same place', () => {
    expect(landHunk('a\nb\nc\n', '@@\n a\n-b\n@@\n-b\n c\n')).toMatch(/^overlap/);
    expect(landHunk('a\nb\n', '@@\n a\n+x\n b\n@@\n a\n+y\n b\n')).toMatch(/^overlap/);
  });

  it('refuses an insertion that names no line of the file', () => {
    expect(landHunk('a\nb\n', '@@ -1,0 +2,1 @@\n+x\n')).toMatch(/^no-context/);
  });

  it('refuses a numbered hunk that ends with an insertion in mid-file, for a line of it was lost', () => {
    expect(landHunk('a\nb\nc\n', '@@ -1,1 +1,2 @@\n a\n+x\n')).toMatch(/^no-context/);
    expect(landHunk('a\nb\nc\n', '@@ -3,1 +3,2 @@\n c\n+x\n')).toBe('a\nb\nc\nx\n');
  });
});

describe('landing a damaged hunk', () => {
  it.each([
    [
      'context has trailing spaces',
      'def f():\n    a = 1\n    b = 2\n',
      '@@\n def f():  \n-    a = 1\n+    a = 3\n',
      'def f():\n    a = 3\n    b = 2\n',
    ],
    [
      'the file has trailing spaces',
      'def f():  \n    a = 1\n',
      '@@\n def f():\n-    a = 1\n+    a = 3\n',
      'def f():  \n    a = 3\n',
    ],
    [
      'tabs stand for spaces',
      'def f():\n    if x:\n        a = 1\n',
      '@@\n \tif x:\n-\t\ta = 1\n+\t\ta = 3\n+\t\t\tb = 4\n',
      'def f():\n    if x:\n        a = 3\n            b = 4\n',
    ],
    [
      'all of it is moved to the left',
      'class C:\n    def f():\n        a = 1\n',
      '@@\n def f():\n-    a = 1\n+    a = 3\n',
      'class C:\n    def f():\n        a = 3\n',
    ],
    [
      'a gap is written as ...',
      'def f():\n    a = 1\n    b = 2\n    c = 3\n',
      '@@\n def f():\n...\n-    c = 3\n+    c = 4\n',
      'def f():\n    a = 1\n    b = 2\n    c = 4\n',
    ],
    ['one line of context is left out', 'a\nb\nc\nd\ne\n', '@@\n a\n c\n-d\n+D\n e\n', 'a\nb\nc\nD\ne\n'],
    ['what follows a gap stands above it too', 'x\nf\na\nx\n', '@@\n f\n...\n-x\n+y\n', 'x\nf\na\ny\n'],
    [
      'context is left out after a line replaced by one',
      'a\nb\nc\nd\n',
      '@@\n a\n-b\n+x\n d\n',
      'a\nx\nc\nd\n',
    ],
    ['blank context lost its space', 'a\n\nb\n', '@@ -1,3 +1,3 @@\n a\n\n-b\n+c\n', 'a\n\nc\n'],
  ])('works when %s', (_damage, before, hunk, after) => {
    expect(landHunk(before, hunk)).toBe(after);
  });

  it('takes an ellipsis of Python for itself first', () => {
    expect(landHunk('def f():\n    ...\nx = 1\n', '@@\n def f():\n     ...\n-x = 1\n+x = 2\n')).toBe(
      'def f():\n    ...\nx = 2\n',
    );
  });

  it.each([
    ['the left-out line may stand on either side of an insertion', 'a\nb\nc\n', '@@\n a\n+x\n c\n'],
    [
      'the left-out line may stand on either side of an insertion, though the rest fits',
      'a\nb\nc\nd\n',
      '@@\n a\n+x\n c\n d\n',
    ],
    [
      'it may be one of two blank lines, one of them beside an insertion',
      'a\n\n\nb\n',
      '@@\n a\n+x\n \n b\n',
    ],
    ['it may be among lines replaced by more', 'a\nb\nc\nd\n', '@@\n a\n-b\n+x\n+y\n d\n'],
    ['a line is left out of no more than two', 'a\nb\nc\n', '@@\n a\n-c\n+C\n'],
    ['two indentations of the hunk are one in the file', '  a\n  b\n', '@@\n   a\n-    b\n+    x\n'],
    ['two lines are left out', 'a\nb\nc\nd\ne\n', '@@\n a\n-d\n+D\n e\n'],
    ['the indentation fits in two ways', 'if x:\n    a\n      b\n', '@@\n   a\n-  b\n+  c\n'],
    ['the part after a gap stands twice', 'f\na\nx\nb\nx\n', '@@\n f\n...\n-x\n+y\n'],
  ])('never guesses when %s', (_damage, before, hunk) => {
    expect(landHunk(before, hunk)).toMatch(/^(?:not-found|indentation|repeated)/);
  });
});

describe('bytes that no edit names', () => {
  it.each([
    ['CRLF', 'a\r\nb\r\nc\r\n', 'a\r\nX\r\nY\r\nc\r\n'],
    ['mixed endings, new lines as the one they replace', 'a\nb\r\nc\n', 'a\nX\r\nY\r\nc\n'],
    ['a byte-order mark', '\ufeffa\nb\nc\n', '\ufeffa\nX\nY\nc\n'],
    ['no newline at the end', 'a\nb\nc', 'a\nX\nY\nc'],
  ])('stay with %s', (_kind, before, after) => {
    expect(landHunk(before, '@@\n a\n-b\n+X\n+Y\n c\n')).toBe(after);
  });

  it('take the line endings of the file although the patch has others', () => {
    expect(landHunk('a\nb\nc\n', '@@\r\n a\r\n-b\r\n+X\r\n c\r\n')).toBe('a\nX\nc\n');
  });

  it.each([
    ['is appended to without newline', 'a\r\nb', '@@\n b\n+c\n', 'a\r\nb\r\nc'],
    ['gains its last newline', 'a\r\nb', '@@\n a\n-b\n\\ No newline at end of file\n+b\n', 'a\r\nb\r\n'],
    ['loses its last newline', 'a\r\nb\r\n', '@@\n a\n-b\n+c\n\\ No newline at end of file\n', 'a\r\nc'],
  ])('are right at the end of a file that %s', (_what, before, hunk, after) => {
    expect(landHunk(before, hunk)).toBe(after);
  });

  it('are refused where the patch speaks of an end that is none', () => {
    expect(landHunk('a\nb\nc\n', '@@\n a\n-b\n+x\n\\ No newline at end of file\n')).toMatch(/^end-of-file/);
  });
});

describe('landing an edit', () => {
  it.each([
    ['create', 'x.py', { kind: 'create', path: 'x.py', text: 'x\n' }, { 'x.py': 'x\n' }],
    ['create over a file', 'a.py', { kind: 'create', path: 'a.py', text: 'x\n' }, 'file-exists'],
    ['delete', 'a.py', { kind: 'delete', path: 'a.py', lines: ['a', 'b', 'a'] }, { 'a.py': null }],
    ['delete of other lines', 'a.py', { kind: 'delete', path: 'a.py', lines: ['a'] }, 'stale-delete'],
    ['delete of nothing', 'x.py', { kind: 'delete', path: 'x.py', lines: null }, 'missing-file'],
    [
      'replace',
      'a.py',
      { kind: 'replace', path: 'a.py', search: 'b\n', replace: 'c\nd\n' },
      { 'a.py': 'a\nc\nd\na\n' },
    ],
    [
      'replace of lines that stand twice',
      'a.py',
      { kind: 'replace', path: 'a.py', search: 'a\n', replace: 'c\n' },
      'repeated',
    ],
    [
      'empty search of a new file',
      'x.py',
      { kind: 'replace', path: 'x.py', search: '', replace: 'c' },
      { 'x.py': 'c\n' },
    ],
    [
      'empty search of a file',
      'a.py',
      { kind: 'replace', path: 'a.py', search: '', replace: 'c' },
      'file-exists',
    ],
    [
      'whole file',
      'a.py',
      { kind: 'whole', path: 'a.py', before: 'a\nb\na\n', after: 'z\n' },
      { 'a.py': 'z\n' },
    ],
    [
      'a block within a line',
      'a.py',
      { kind: 'whole', path: 'a.py', before: 'b', after: 'bb' },
      { 'a.py': 'a\nbb\na\n' },
    ],
    [
      'a block that stands twice',
      'a.py',
      { kind: 'whole', path: 'a.py', before: 'a\n', after: '' },
      'repeated',
    ],
    [
      'a block that overlaps itself',
      'o.py',
      { kind: 'whole', path: 'o.py', before: 'xyx', after: '' },
      'repeated',
    ],
    [
      'an empty after of the whole file',
      'a.py',
      { kind: 'whole', path: 'a.py', before: 'a\nb\na\n', after: '' },
      { 'a.py': null },
    ],
    ['an empty before', 'x.py', { kind: 'whole', path: 'x.py', before: '', after: 'n\n' }, { 'x.py': 'n\n' }],
    [
      'an empty before of a file',
      'a.py',
      { kind: 'whole', path: 'a.py', before: '', after: 'n\n' },
      'file-exists',
    ],
    [
      'a move',
      'a.py',
      { kind: 'move', path: 'a.py', to: 'm.py', hunks: [] },
      { 'a.py': null, 'm.py': 'a\nb\na\n' },
    ],
    ['a move onto a file', 'a.py', { kind: 'move', path: 'a.py', to: 'o.py', hunks: [] }, 'file-exists'],
    ['a NUL', 'x.py', { kind: 'create', path: 'x.py', text: 'a\0b' }, 'bad-text'],
    ['a lone surrogate', 'x.py', { kind: 'create', path: 'x.py', text: '\ud800' }, 'bad-text'],
    ['what is there already', 'a.py', { kind: 'whole', path: 'a.py', before: 'b', after: 'b' }, 'no-change'],
  ] as const)('%s of %s', (_what, _path, edit, expected) => {
    const landed = landTexts({ 'a.py': 'a\nb\na\n', 'o.py': 'xyxyx\n' }, [edit]);
    // Of a refusal, its reason.
    expect(typeof landed === 'string' ? landed.split(':')[0] : landed).toEqual(expected);
  });

  it('names both places of a block of text that stands twice', () => {
    const landed = landTexts({ a: 'x y\nx y\n' }, [{ kind: 'whole', path: 'a', before: 'x', after: 'z' }]);
    expect(landed).toMatch(/^repeated: .* at lines 1 and 2;/);
  });

  it('keeps the endings of lines that a whole file does not change', () => {
    const landed = landTexts({ 'a.py': 'a\nb\r\nc\r\n' }, [
      { kind: 'whole', path: 'a.py', before: 'a\nb\nc\n', after: 'a\nb\nd\n' },
    ]);
    expect(landed).toEqual({ 'a.py': 'a\nb\r\nd\r\n' });
    const ended = landTexts({ a: 'a\r\nb' }, [{ kind: 'whole', path: 'a', before: 'a\nb', after: 'a\nb\n' }]);
    expect(ended).toEqual({ a: 'a\r\nb\r\n' });
  });

  it('works on what the edits before it left', () => {
    const edits = [
      { kind: 'replace', path: 'a.py', search: 'a\n', replace: 'b\n' },
      { kind: 'replace', path: 'a.py', search: 'b\n', replace: 'c\n' },
    ] as const;
    expect(landTexts({ 'a.py': 'a\n' }, edits)).toEqual({ 'a.py': 'c\n' });
  });

  it('lands nothing when one of several files is refused', () => {
    const edits = [
      { kind: 'create', path: 'new.py', text: 'x\n' },
      { kind: 'replace', path: 'gone.py', search: 'a\n', replace: 'b\n' },
    ] as const;
    expect(land(filesOf({ 'src/gone.py': '' }), edits)).toEqual({
      kind: 'refused',
      reason: 'missing-file',
      path: 'gone.py',
      message: 'There is no file gone.py. Nearest by name: src/gone.py.',
    });
  });

  it.each([
    ['bytes that are no UTF-8', Uint8Array.from([0x61, 0xff, 0x0a]), 'file'],
    ['UTF-16', Buffer.from('a\n', 'utf16le'), 'file'],
    ['a symbolic link', Buffer.from('a\n'), 'symlink'],
  ] as const)('refuses to patch %s', (_what, bytes, mode) => {
    const files = new Map([['a', { mode, bytes }]]);
    const landing = land(files, [{ kind: 'replace', path: 'a', search: 'a', replace: 'b' }]);
    expect(landing).toMatchObject({ kind: 'refused', reason: 'not-text' });
  });
});
