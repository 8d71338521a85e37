import { describe, expect, it } from 'vitest';
import { land } from '../../../src/patch/land/land.ts';
import { filesOf, landHunk, landTexts } from '../support.ts';

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
      { kind: 'move', path: 'a.py', to: 'm.py', onto: 'nothing', hunks: [] },
      { 'a.py': null, 'm.py': 'a\nb\na\n' },
    ],
    [
      'a move onto a file',
      'a.py',
      { kind: 'move', path: 'a.py', to: 'o.py', onto: 'nothing', hunks: [] },
      'file-exists',
    ],
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
