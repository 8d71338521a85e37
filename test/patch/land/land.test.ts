import { describe, expect, it } from 'vitest';
import { landHunk } from '../support.ts';

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

  const far = 'x\nstart\nx\nmiddle\nx\nlast\nx\nend\n';
  const middle = '-middle\n+MIDDLE\n';
  const last = '-last\n+LAST\n';
  const said = "put the blocks in the file's order, or add lines around it until it stands once.";
  it.each([
    [
      'number',
      `@@ -4,1 +4,1 @@\n${middle}@@ -3,1 +3,1 @@\n-x\n+y\n`,
      `its header says line 3, the order of the blocks line 5 and 7; ${said}`,
    ],
    [
      'heading',
      `@@\n${last}@@ start\n-x\n+y\n@@\n-end\n+END\n`,
      'its header says line 3, the order of the blocks line 7;',
    ],
    [
      'number of one and that of another',
      '@@ -5,1 +5,1 @@\n-x\n+y\n@@ -1,1 +1,1 @@\n-x\n+z\n',
      'at lines 1, 3, 5, 7;',
    ],
  ])('refuses when the %s points at a place that the order of hunks does not leave', (_what, hunks, why) => {
    const landed = landHunk(far, hunks);
    expect(landed).toMatch(/^repeated: Block \d of \d stands more than once in a\.py/);
    expect(landed).toContain(why);
  });

  it('lets the order decide where the number names none of the places, or one that it leaves', () => {
    for (const number of [6, 7]) {
      const landed = landHunk(far, `@@\n${last}@@ -${number},1 +${number},1 @@\n-x\n+y\n`);
      expect(landed).toBe('x\nstart\nx\nmiddle\nx\nLAST\ny\nend\n');
    }
  });

  it('takes no order from hunks that do not keep it themselves', () => {
    const mixed = `@@\n${last}@@\n${middle}`;
    expect(landHunk(far, `${mixed}@@\n-x\n+y\n`)).toMatch(/^repeated/);
    expect(landHunk(far, `${mixed}@@ -1,1 +1,1 @@\n-x\n+y\n`)).toBe('y\nstart\nx\nMIDDLE\nx\nLAST\nx\nend\n');
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
