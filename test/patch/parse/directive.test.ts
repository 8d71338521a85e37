import { describe, expect, it } from 'vitest';
import { directiveIn, landTexts } from '../support.ts';

const add = 'def add(x, y):\n    return x - 1 + y\n';
const fixed = 'def add(x, y):\n    return x + y\n';
const diff =
  '--- a/add.py\n+++ b/add.py\n@@ -1,2 +1,2 @@\n def add(x, y):\n-    return x - 1 + y\n+    return x + y\n';
const block = '<<<<<<< SEARCH\n    return x - 1 + y\n=======\n    return x + y\n>>>>>>> REPLACE\n';
const json = JSON.stringify({ file: 'add.py', before: 'x - 1 + y', after: 'x + y' });
const fence = (info: string, content: string, mark = '```'): string =>
  `${mark}${info}\n${content}${content.endsWith('\n') ? '' : '\n'}${mark}\n`;

function land(body: string): unknown {
  const read = directiveIn(body);
  return read.kind === 'directive' ? landTexts({ 'add.py': add }, read.edits) : read;
}

describe('a directive', () => {
  it.each([
    ['a fenced diff', `Please fix.\n\n${fence('diff', diff)}\nThanks.`],
    ['a fence of another name that holds a diff', fence('', diff)],
    ['tildes, and a longer fence', fence('patch', diff, '~~~~')],
    ['carriage returns', fence('diff', diff).replaceAll('\n', '\r\n')],
    ['no prefixes', fence('diff', diff.replace('a/add', 'add').replace('b/add', 'add'))],
    ['git headers', fence('diff', `diff --git a/add.py b/add.py\nindex 1..2 100644\n${diff}`)],
    ['a search/replace block under its path', `add.py\n${block}`],
    ['a fenced block with the path inside', fence('python', `add.py\n${block}`)],
    ['a fenced block with the path above', `**\`add.py\`**:\n\n${fence('python', block)}`],
    ['a path after a word', `File: add.py\n${block}`],
    ['a JSON edit', fence('json', json)],
    ['an array of JSON edits', fence('json', `[${json}]`)],
    [
      'JSON with the whole file',
      fence('json', JSON.stringify({ file: 'add.py', before: add, after: fixed })),
    ],
  ])('is read from %s', (_form, body) => {
    expect(land(body)).toEqual({ 'add.py': fixed });
  });

  it('adds up from several fences, with new and deleted files', () => {
    const created =
      '--- /dev/null\n+++ b/tests/test_add.py\n@@ -0,0 +1,2 @@\n+def test_add():\n+    assert add(1, 2) == 3\n';
    const deleted = `--- a/add.py\n+++ /dev/null\n@@ -1,2 +0,0 @@\n-def add(x, y):\n-    return x - 1 + y\n`;
    const body = `${fence('diff', created)}\n${fence('json', JSON.stringify({ file: 'n.txt', before: '', after: 'n\n' }))}\n${fence('diff', deleted)}`;
    expect(land(body)).toEqual({
      'add.py': null,
      'n.txt': 'n\n',
      'tests/test_add.py': 'def test_add():\n    assert add(1, 2) == 3\n',
    });
  });

  it('takes an empty SEARCH for a new file and the path of the block before', () => {
    const second = '<<<<<<< SEARCH\ndef add(x, y):\n=======\ndef plus(x, y):\n>>>>>>> REPLACE\n';
    const created = '<<<<<<< SEARCH\n=======\nnew\n>>>>>>> REPLACE\n';
    expect(land(`add.py\n${block}${second}\nn.txt\n${created}`)).toEqual({
      'add.py': 'def plus(x, y):\n    return x + y\n',
      'n.txt': 'new\n',
    });
  });

  it.each([
    ['prose alone', 'Please make add() add.'],
    ['code', fence('python', add)],
    ['JSON about something else', fence('json', '{"before": 1}')],
    ['JSON that is broken and about something else', fence('json', '{"name": }')],
    ['a list of dashes', '- one\n- two\n'],
    ['a diff in a quotation', fence('diff', diff).replace(/^/gm, '> ')],
    ['a diff in an HTML comment', `<!--\n${fence('diff', diff)}-->\n`],
    ['a diff in an HTML comment that never ends', `<!-- this\n${fence('diff', diff)}`],
    ['a fenced diff in a list', `1. this\n${fence('diff', diff).replace(/^(?=.)/gm, '   ')}`],
    ['a diff of two outputs, without a file', `What I want and get:\n\n${fence('diff', '- a: 5\n+ a: 4\n')}`],
    ['a merge conflict', '<<<<<<< HEAD\na\n=======\nb\n>>>>>>> main\n'],
  ])('is none in %s', (_what, body) => {
    expect(directiveIn(body)).toEqual({ kind: 'none' });
  });

  it('goes on after a comment that ends', () => {
    expect(land(`<!-- a note -->\n${fence('diff', diff)}`)).toEqual({ 'add.py': fixed });
  });

  it.each([
    [
      'a diff without file names, under a path',
      `add.py\n${fence('diff', '-a\n+b\n')}`,
      'bad-diff',
      'Line 3: this diff names no file; start with "--- a/path" and "+++ b/path".',
    ],
    [
      'a hunk without file names',
      fence('diff', '@@ -1 +1 @@\n-a\n+b\n'),
      'bad-diff',
      'Line 2: this hunk names no file',
    ],
    [
      'a line without its mark',
      `Fix:\n${fence('diff', diff.replace('@@ -1,2 +1,2 @@\n def', '@@ -1,9 +1,9 @@\ndef'))}`,
      'bad-diff',
      'Line 6: a line of a diff starts with',
    ],
    ['lines before any hunk', fence('diff', diff.replace(/@@.*\n/, '')), 'bad-diff', 'belongs to no hunk'],
    ['two names', fence('diff', diff.replace('b/add.py', 'b/sub.py')), 'bad-diff', 'two files'],
    [
      'a new file with old lines',
      fence('diff', diff.replace('--- a/add.py', '--- /dev/null')),
      'bad-diff',
      'is new here',
    ],
    [
      'a deleted file with new lines',
      fence('diff', diff.replace('+++ b/add.py', '+++ /dev/null')),
      'bad-diff',
      'is deleted here',
    ],
    [
      'a file with nothing said of it',
      fence('diff', '--- a/x\n+++ b/x\n'),
      'bad-diff',
      'nothing is said of x',
    ],
    [
      'an executable',
      fence('diff', 'diff --git a/x b/x\nnew file mode 100755\n--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+a\n'),
      'unsupported',
      'Line 3:',
    ],
    [
      'a symbolic link',
      fence('diff', 'diff --git a/x b/x\nnew file mode 120000\n--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+a\n'),
      'unsupported',
      'plain files only',
    ],
    [
      'a mode change',
      fence('diff', 'diff --git a/x b/x\nold mode 100644\nnew mode 100755\n'),
      'unsupported',
      'file modes',
    ],
    [
      'a binary',
      fence('diff', 'diff --git a/x b/x\nBinary files a/x and b/x differ\n'),
      'unsupported',
      'binary',
    ],
    ['a block without a path', `Do this:\n\n${block}`, 'no-path', 'Line 3: this block names no file'],
    [
      'a block without its end',
      'a.py\n<<<<<<< SEARCH\na\n=======\nb\n',
      'bad-block',
      'Line 2: this block does not end',
    ],
    ['a block without its middle', 'a.py\n<<<<<<< SEARCH\na\n>>>>>>> REPLACE\n', 'bad-block', 'no "======="'],
    [
      'a block with two middles',
      'a.rst\n<<<<<<< SEARCH\nTitle\n=======\n=======\nb\n>>>>>>> REPLACE\n',
      'bad-block',
      'more than one "======="',
    ],
    [
      'JSON that is broken',
      fence('json', '{"file": "a", "before": "x" "after": "y"}'),
      'bad-json',
      'Line 2: this JSON cannot be read',
    ],
    [
      'JSON with another key',
      fence('json', '{"file": "a", "before": "x", "after": "y", "mode": 1}'),
      'bad-json',
      'nothing else',
    ],
    ['JSON without a file', fence('json', `[${json}, {"before": "x", "after": "y"}]`), 'bad-json', 'entry 2'],
    ['a fence that never ends', `\`\`\`diff\n${diff}`, 'bad-block', 'Line 1: this code fence does not end'],
  ])('is refused for %s, with the line and what to do', (_what, body, reason, message) => {
    expect(directiveIn(body)).toMatchObject({
      kind: 'refused',
      reason,
      message: expect.stringContaining(message),
    });
  });

  it('is refused whole when one of its fences is', () => {
    expect(directiveIn(`${fence('diff', diff)}\n${fence('diff', '@@\n+x\n')}`)).toMatchObject({
      kind: 'refused',
    });
  });
});
