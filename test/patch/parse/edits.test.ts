import { describe, expect, it } from 'vitest';
import { parseEdits } from '../../../src/patch/parse/edits.ts';
import { landTexts } from '../support.ts';

const add = 'def add(x, y):\n    return x - 1 + y\n';
const fixed = 'def add(x, y):\n    return x + y\n';
const hunk = ' def add(x, y):\n-    return x - 1 + y\n+    return x + y\n';
const diff = `--- a/add.py\n+++ b/add.py\n@@ -1,2 +1,2 @@\n${hunk}`;
const block = '<<<<<<< SEARCH\n    return x - 1 + y\n=======\n    return x + y\n>>>>>>> REPLACE\n';
const json = JSON.stringify({ file: 'add.py', before: 'x - 1 + y', after: 'x + y' });
const fence = (info: string, content: string, mark = '```'): string => `${mark}${info}\n${content}${mark}\n`;

function land(reply: string, before: Readonly<Record<string, string>> = { 'add.py': add }): unknown {
  const parsed = parseEdits(reply);
  return parsed.kind === 'edits' ? landTexts(before, parsed.edits) : `${parsed.reason}: ${parsed.message}`;
}

const git = `diff --git a/add.py b/add.py\n${diff}`;

describe('the edits of a reply', () => {
  it.each([
    ['a fenced diff', `Here it is.\n\n${fence('diff', diff)}\nDone.\n`],
    ['a diff and nothing else', diff],
    ['a fenced diff of git and nothing else', fence('diff', git)],
    ['a fenced diff of git, with words below it', `\n${fence('', git)}\nDone.\n`],
    ['a diff of git and nothing else', `\n${git}`],
    ['a diff whose numbers are wrong', diff.replace('-1,2 +1,2', '-70,9 +71,3')],
    ['a diff without numbers', diff.replace(' -1,2 +1,2 @@', '')],
    ['a search/replace block under its path', `I drop the 1.\n\nadd.py\n${block}`],
    ['a block in a fence called by its path', fence('python add.py', block)],
    ['a fenced JSON edit', fence('json', `${json}\n`)],
    ['JSON and nothing else', `\n${json}\n`],
    ['JSON with the file in full', JSON.stringify([{ file: 'add.py', whole: fixed }])],
    ['a whole file under its path', `add.py\n${fence('python', fixed)}`],
    ['a whole file under a heading', `### \`add.py\`\n\n${fence('', fixed, '~~~~')}`],
    ['a whole file in a fence called by its path', fence('add.py', fixed)],
    ['a whole file after its language', fence('python:add.py', fixed)],
    ['a whole file with a title', fence('python title="add.py"', fixed)],
  ])('are read from %s', (_form, reply) => {
    expect(land(reply)).toEqual({ 'add.py': fixed });
  });

  it('add up, in their order, whatever their forms', () => {
    const reply = `${fence('diff', diff)}\nNow the name:\n\nadd.py\n<<<<<<< SEARCH\ndef add(\n=======\ndef plus(\n>>>>>>> REPLACE\n\nAnd a new file:\n\npkg/new.py\n${fence('python', 'x = 1\n')}`;
    expect(
      land(reply.replace('def add(\n', 'def add(x, y):\n').replace('def plus(\n', 'def plus(x, y):\n')),
    ).toEqual({
      'add.py': 'def plus(x, y):\n    return x + y\n',
      'pkg/new.py': 'x = 1\n',
    });
  });

  it.each([
    ['a bare block', (edit: string) => edit],
    ['a fenced block', (edit: string) => fence('', edit)],
  ])('are read from %s that holds fences', (_form, put) => {
    const edit =
      'README.md\n<<<<<<< SEARCH\n```\ntool --all\n```\n=======\n```\ntool --every\n```\n>>>>>>> REPLACE\n';
    expect(land(put(edit), { 'README.md': '```\ntool --all\n```\n' })).toEqual({
      'README.md': '```\ntool --every\n```\n',
    });
  });

  it('let be what is quoted: code, output, and words above it', () => {
    const reply = `The fault:\n${fence('python', add)}\nExample:\n${fence('bash', 'pytest\n')}\nDone.\n${fence('', 'ok\n')}\n${fence('diff', diff)}`;
    expect(land(reply)).toEqual({ 'add.py': fixed });
  });

  it('keep what looks like an HTML comment: nobody reads a reply as a page', () => {
    const reply = 'a.html\n<<<<<<< SEARCH\n<!-- old -->\n=======\n<!-- new -->\n>>>>>>> REPLACE\n';
    expect(land(reply, { 'a.html': '<!-- old -->\n' })).toEqual({ 'a.html': '<!-- new -->\n' });
  });

  it('hold a file with fences in a longer fence', () => {
    const readme = '# Add\n\n```\nadd(1, 2)\n```\n';
    expect(land(`README.md\n${fence('markdown', readme, '````')}`, {})).toEqual({ 'README.md': readme });
  });

  it('keep the line endings of a file that is given in full', () => {
    const crlf = add.replaceAll('\n', '\r\n');
    expect(land(`add.py\n${fence('', fixed)}`, { 'add.py': crlf })).toEqual({
      'add.py': fixed.replaceAll('\n', '\r\n'),
    });
  });

  it('may say in a comment of a whole file what the file said before', () => {
    const before = '# ...\nx = 1\n';
    expect(land(`a.py\n${fence('', '# ...\nx = 2\n')}`, { 'a.py': before })).toEqual({
      'a.py': '# ...\nx = 2\n',
    });
  });

  it.each([
    ['nothing but prose', 'I would change add().', 'no-edit: Line 1: there is no edit here'],
    ['nothing', '', 'no-edit'],
    ['code that names no file', fence('python', fixed), 'no-edit'],
    ['JSON about something else', '{"verdict": "approve"}', 'no-edit'],
    ['a diff in prose', `Here:\n${diff}`, 'bad-diff: Line 1: this diff stands in prose'],
    ['a block that is cut off', 'add.py\n<<<<<<< SEARCH\na\n=======\nb\n', 'bad-block: Line 2'],
    [
      'a whole file that is cut off',
      'add.py\n```python\ndef add',
      'bad-block: Line 2: this code fence does not end',
    ],
    [
      'a file whose own fence would end it',
      `README.md\n${fence('markdown', '# Add\n\n```python\nadd(1, 2)\n```\nThat is all.\n')}`,
      'bad-block: Line 2: this file may hold fences',
    ],
    [
      'a file that a bare fence ended',
      `README.md\n${fence('markdown', '# Add\n\n```\nadd(1, 2)\n```\nThat is all.\n')}`,
      'bad-block: Line 2: this file may hold fences',
    ],
    ['one good and one bad part', `${fence('diff', diff)}\n${fence('diff', '+x\n')}`, 'bad-diff: Line 11'],
    ['JSON with before and whole', '{"file": "a", "before": "x", "whole": "y"}', 'bad-json'],
  ])('are refused for %s', (_what, reply, says) => {
    expect(land(reply)).toContain(says);
  });

  it.each([
    '# ...',
    '    # ... rest of the file unchanged',
    '// … existing code …',
    '# (unchanged)',
    '# rest of the code',
  ])('are refused where a whole file says %j for lines that stand there', (line) => {
    expect(land(`add.py\n${fence('', `${line}\n${fixed}`)}`)).toBe(
      `elided: The new add.py leaves lines out at "${line.trim()}"; give it in full, or only the lines that change.`,
    );
  });
});
