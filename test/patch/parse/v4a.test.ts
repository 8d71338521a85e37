import { describe, expect, it } from 'vitest';
import { parseEdits } from '../../../src/patch/parse/edits.ts';
import { directiveIn, landTexts } from '../support.ts';

const add = 'def add(x, y):\n    return x - 1 + y\n';
const fixed = 'def add(x, y):\n    return x + y\n';
const hunk = '@@ def add(x, y):\n-    return x - 1 + y\n+    return x + y\n';
const patch = (body: string): string => `*** Begin Patch\n${body}*** End Patch\n`;
const update = patch(`*** Update File: add.py\n${hunk}`);
const fence = (info: string, content: string): string => `\`\`\`${info}\n${content}\`\`\`\n`;

function land(text: string, before: Readonly<Record<string, string>> = { 'add.py': add }): unknown {
  const read = directiveIn(text);
  const reply = parseEdits(text);
  // An issue and a reply are read alike; where they are not, the test is about a page.
  expect(reply.kind).toBe(read.kind === 'directive' ? 'edits' : 'refused');
  if (read.kind === 'none') return 'none';
  return read.kind === 'directive' ? landTexts(before, read.edits) : `${read.reason}: ${read.message}`;
}

describe('a V4A patch', () => {
  it.each([
    ['bare', update],
    ['bare, with prose around it', `Please apply this.\n\n${update}\nThanks.\n`],
    ['in a fence', `Please apply:\n${fence('', update)}`],
    ['in a fence called patch', fence('patch', update)],
    ['as a heredoc', fence('bash', `apply_patch <<'EOF'\n${update}EOF\n`)],
    ['as a heredoc without its fence', `apply_patch <<"PATCH"\n${update}PATCH\n`],
    [
      'as a heredoc after a change of folder',
      fence('sh', `$ cd src && apply_patch << EOF\n\n${update}EOF\n`),
    ],
    ['as the text of a heredoc', fence('', `<<'EOF'\n${update}EOF\n`)],
    ['with carriage returns', update.replaceAll('\n', '\r\n')],
    [
      'with spaces around its markers',
      update.replace('*** Begin Patch', ' *** Begin Patch ').replace('*** Update', '  *** Update'),
    ],
    ['with a space before its end', update.replace('*** End', ' *** End')],
    ['without "@@"', patch(`*** Update File: add.py\n${hunk.replace(/^@@.*\n/, '')}`)],
    ['with line numbers, which are not trusted', update.replace('@@ def add(x, y):', '@@ -7,2 +7,2 @@')],
    [
      'in two patches, one after the other',
      `${update.replace('x + y', 'y + x')}${patch('*** Update File: add.py\n@@\n-    return y + x\n+    return x + y\n')}`,
    ],
    ['with the end of the file', update.replace('*** End', '*** End of File\n*** End')],
  ])('is read %s', (_form, text) => {
    expect(land(text)).toEqual({ 'add.py': fixed });
  });

  it('adds, updates, moves and deletes files', () => {
    const text = patch(
      '*** Add File: n/new.txt\n+one\n+\n+two\n*** Delete File: gone.txt\n\n' +
        '*** Update File: old.py\n*** Move to: m/moved.py\n@@\n-a = 1\n+a = 2\n*** Update File: plain.py\n*** Move to: p.py\n' +
        `*** Update File: add.py\n${hunk}`,
    );
    const before = { 'add.py': add, 'gone.txt': 'x\n', 'old.py': 'a = 1\n', 'plain.py': 'p\n' };
    expect(land(text, before)).toEqual({
      'add.py': fixed,
      'gone.txt': null,
      'n/new.txt': 'one\n\ntwo\n',
      'm/moved.py': 'a = 2\n',
      'old.py': null,
      'p.py': 'p\n',
      'plain.py': null,
    });
  });

  it('replaces what stands at the place of an added file, and where a file moves to', () => {
    expect(land(patch('*** Add File: add.py\n+x\n'))).toEqual({ 'add.py': 'x\n' });
    const moved = patch(
      '*** Update File: add.py\n*** Move to: b.py\n@@\n-    return x - 1 + y\n+    return x + y\n',
    );
    expect(land(moved, { 'add.py': add, 'b.py': 'b\n' })).toEqual({ 'add.py': null, 'b.py': fixed });
  });

  it.each([
    ['blank context without its space', 'a\n\nb\n', '@@\n a\n\n-b\n+c\n', 'a\n\nc\n'],
    ['a blank line between two blocks', 'a\nb\nc\nd\n', '@@\n-a\n+A\n\n@@\n-d\n+D\n', 'A\nb\nc\nD\n'],
    ['lines that are deleted and nothing else', 'a\nb\nc\n', '@@\n a\n-b\n c\n', 'a\nc\n'],
    ['new lines and nothing else, which go to the end', 'a\nb\n', '@@\n+c\n+d\n', 'a\nb\nc\nd\n'],
    ['new lines for an empty file', '', '@@\n+c\n', 'c\n'],
    ['new lines after a last line without newline', 'a', '@@\n+b\n', 'a\nb\n'],
    ['a last line without newline, which gets one when it changes', 'a\nb', '@@\n-b\n+c\n+d\n', 'a\nc\nd\n'],
    ['a file without newline at its end that changes elsewhere', 'a\nb', '@@\n-a\n+A\n', 'A\nb'],
    [
      'a marker of its own in the context',
      ' *** End Patch\nx\n',
      '@@\n  *** End Patch\n-x\n+y\n',
      ' *** End Patch\ny\n',
    ],
    [
      'a marker without indentation',
      '*** Begin Patch\nx\n',
      '@@\n *** Begin Patch\n-x\n+y\n',
      '*** Begin Patch\ny\n',
    ],
    ['a fence in the context', '```\nx\n```\n', '@@\n ```\n-x\n+y\n ```\n', '```\ny\n```\n'],
    [
      'a gap',
      'def f():\n    a\n    b\n    c\n',
      '@@\n def f():\n...\n-    c\n+    d\n',
      'def f():\n    a\n    b\n    d\n',
    ],
    [
      'the last of two equal places, by the end of the file',
      'x\na\nx\n',
      '@@\n-x\n+y\n*** End of File\n',
      'x\na\ny\n',
    ],
    ['the end of a file with blank lines', 'x\na\nx\n\n\n', '@@\n-x\n+y\n*** End of File\n', 'x\na\ny\n\n\n'],
  ])('lands %s', (_what, before, hunks, after) => {
    expect(land(patch(`*** Update File: f\n${hunks}`), { f: before })).toEqual({ f: after });
  });

  it.each([
    [
      'no end',
      update.replace('*** End Patch\n', ''),
      'bad-patch: Line 1: this patch does not end; put "*** End Patch"',
    ],
    [
      'no end, in a fence',
      `See:\n${fence('', update.replace('*** End Patch\n', ''))}`,
      'bad-patch: Line 3: this patch does not end',
    ],
    [
      'no beginning',
      fence('', update.replace('*** Begin Patch\n', '')),
      'Line 2: this line stands outside of the patch',
    ],
    ['nothing in it', patch(''), 'names no file'],
    [
      'an unknown verb',
      patch('*** Frobnicate File: foo\n'),
      'Line 2: a file starts with "*** Add File: path"',
    ],
    ['an update that says nothing', patch('*** Update File: add.py\n'), 'Line 2: nothing is said of add.py'],
    [
      'a block that says nothing',
      patch(`*** Update File: add.py\n@@ def add\n\n${hunk}`),
      'Line 3: this block is empty',
    ],
    [
      'a line without its mark',
      patch(`*** Update File: add.py\n${hunk.replace('-    r', 'r')}`),
      'Line 4: a line of a block starts with',
    ],
    [
      'lines of a file that is deleted',
      patch('*** Delete File: add.py\n-def add(x, y):\n'),
      'Line 3: a file starts with',
    ],
    [
      'lines of a new file without their mark',
      patch('*** Add File: n.py\n+x\ny\n'),
      'Line 4: a file starts with',
    ],
    ['text after its end', fence('', `${update}and more of it\n`), 'Line 8: this line stands outside'],
    ['a patch within a patch', `*** Begin Patch\n${update}`, 'Line 2: a file starts with'],
    [
      'a file that is not there',
      patch('*** Update File: nope.py\n@@\n-a\n+b\n'),
      'missing-file: There is no file nope.py.',
    ],
    ['the deletion of a file that is not there', patch('*** Delete File: nope.py\n'), 'missing-file'],
    [
      'new lines under a heading, where nobody knows their place',
      patch('*** Update File: add.py\n@@ def add(x, y):\n+    pass\n'),
      'no-context',
    ],
    [
      'an end of the file that is not its end',
      patch('*** Update File: add.py\n@@\n-def add(x, y):\n+def plus(x, y):\n*** End of File\n'),
      'end-of-file: The patch says that add.py ends after line 1, and it does not',
    ],
  ])('is refused for %s', (_what, text, says) => {
    expect(land(text)).toContain(says);
  });

  it('is refused on a page that hides a part of it', () => {
    const text = patch('*** Add File: a.html\n+<p>\n+<!-- more -->\n');
    expect(directiveIn(text)).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('Line 4: the page hides a part of this patch'),
    });
    expect(directiveIn(fence('', text)).kind).toBe('directive');
  });

  it.each([
    ['a quotation in code', fence('python', `text = """\n${update}"""\n`)],
    ['an HTML comment', `<!--\n${update}-->\n`],
    ['words about it', 'The tool takes `*** Begin Patch` and `*** End Patch`.\n'],
  ])('is not seen in %s', (_what, text) => {
    expect(directiveIn(text)).toEqual({ kind: 'none' });
  });
});

describe('a block of a V4A patch that stands twice', () => {
  const classes =
    'class A:\n    def run(self):\n        x = 1\n\n    def stop(self):\n        x = 1\n\nclass B:\n    def run(self):\n        x = 1\n\n    def stop(self):\n        x = 1\n';
  const change = '-        x = 1\n+        x = 2\n';
  const at = (headers: string, text = classes) =>
    land(patch(`*** Update File: f\n${headers}${change}`), { f: text });
  const changed = (line: number) => ({
    f: classes
      .split('\n')
      .with(line - 1, '        x = 2')
      .join('\n'),
  });

  it('is refused with its places where no heading settles it', () => {
    expect(at('@@\n')).toContain('stands more than once in f, at lines 3, 6, 10, 13');
    expect(at('@@ class B:\n')).toContain('stands more than once in f, at lines 10 and 13');
    expect(at('@@ def run(self):\n')).toContain('stands more than once in f, at lines 3 and 10');
    expect(at('@@ class C:\n')).toContain('stands more than once');
  });

  it.each([
    ['two headings, one inside the other', '@@ class B:\n@@     def run(self):\n', 10],
    ['headings without their ends', '@@ class A\n@@ def stop\n', 6],
    ['both headings in one line', '@@ class A: @@ def run(self):\n', 3],
  ])('lands where %s settle it', (_how, headers, line) => {
    expect(at(headers)).toEqual(changed(line));
  });

  it('lands after a heading that opens no block, where it stands after it once', () => {
    const text = '        x = 1\n## Usage\n        x = 1\n';
    expect(at('@@ ## Usage\n', text)).toEqual({ f: '        x = 1\n## Usage\n        x = 2\n' });
  });

  it('takes no heading for another that starts alike', () => {
    const text =
      'class Bar:\n    def f(self):\n        x = 1\n\nclass Baz:\n    def f(self):\n        x = 1\n';
    expect(at('@@ class Ba\n', text)).toContain('stands more than once');
  });
});
