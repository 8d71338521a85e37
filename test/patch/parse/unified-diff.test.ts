import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDiff } from '../../../src/patch/parse/unified-diff.ts';
import { directiveIn, landTexts } from '../support.ts';

const hunkWithBlanks = (counts: string): unknown =>
  parseDiff(`--- a/x\n+++ b/x\n@@ ${counts} @@\n-a\n+b\n\n\n--- a/y\n+++ b/y\n@@\n-a\n+b\n`);

describe('parsing a diff', () => {
  it.each([
    ['a/ and b/', '--- a/x.py\n+++ b/x.py\n', 'x.py'],
    ['no prefixes', '--- x.py\n+++ x.py\n', 'x.py'],
    ['a folder called a', '--- a/x.py\n+++ a/x.py\n', 'a/x.py'],
    ["git's mnemonic prefixes", '--- i/x.py\n+++ w/x.py\n', 'x.py'],
    ['times', '--- a/x.py\t2026-01-01 00:00:00\n+++ b/x.py\t2026-01-01\n', 'x.py'],
    ['quoted names', '--- "a/\\303\\251 \\"q\\".py"\n+++ "b/\\303\\251 \\"q\\".py"\n', 'é "q".py'],
    ['spaces', '--- a/x y.py\n+++ b/x y.py\n', 'x y.py'],
  ])('reads names with %s', (_form, header, path) => {
    expect(parseDiff(`${header}@@\n-a\n+b\n`)).toMatchObject({
      kind: 'edits',
      edits: [{ kind: 'hunks', path }],
    });
  });

  it('reads a move, an empty new file and an empty deleted one', () => {
    const git = [
      'diff --git a/old.py b/new.py\nsimilarity index 100%\nrename from old.py\nrename to new.py\n',
      'diff --git a/e.py b/e.py\nnew file mode 100644\nindex 0000000..e69de29\n',
      'diff --git a/d.py b/d.py\ndeleted file mode 100644\nindex e69de29..0000000\n',
    ];
    const parsed = parseDiff(git.join(''));
    expect(parsed).toEqual({
      kind: 'edits',
      edits: [
        { kind: 'move', path: 'old.py', to: 'new.py', onto: 'nothing', hunks: [] },
        { kind: 'create', path: 'e.py', text: '' },
        { kind: 'delete', path: 'd.py', lines: [] },
      ],
    });
    const edits = parsed.kind === 'edits' ? parsed.edits : [];
    expect(landTexts({ 'old.py': 'x', 'd.py': '' }, edits)).toEqual({
      'old.py': null,
      'new.py': 'x',
      'e.py': '',
      'd.py': null,
    });
  });

  it('takes lines that look like headers for what they are', () => {
    const diff = '--- a/q.sql\n+++ b/q.sql\n@@ -1,3 +1,3 @@\n a\n--- old comment\n+++ new comment\n b\n';
    const parsed = parseDiff(diff);
    expect(parsed.kind === 'edits' && landTexts({ 'q.sql': 'a\n-- old comment\nb\n' }, parsed.edits)).toEqual(
      {
        'q.sql': 'a\n++ new comment\nb\n',
      },
    );
  });

  it('keeps blank lines at the end of a hunk only if its counts ask for them', () => {
    expect(hunkWithBlanks('-1,2 +1,2')).toMatchObject({ edits: [{ hunks: [{ lines: { length: 3 } }] }, {}] });
    expect(hunkWithBlanks('-1 +1')).toMatchObject({ edits: [{ hunks: [{ lines: { length: 2 } }] }, {}] });
  });

  it('ends a mailed patch at its signature', () => {
    const parsed = parseDiff(
      'From: x\nSubject: y\n---\n x | 2 +-\n\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n-- \n2.39.5\n',
    );
    expect(parsed).toMatchObject({ kind: 'edits', edits: [{ hunks: [{ lines: { length: 2 } }] }] });
  });

  it('never throws, whatever it is given', () => {
    const piece = fc.constantFrom(
      '--- a/x',
      '+++ b/x',
      '+++ /dev/null',
      '@@ -1 +1 @@',
      '@@',
      '-a',
      '+b',
      ' c',
      '',
      '```',
      '```json',
      '{',
      '"file"',
      'rename to y',
      'diff --git a/x b/x',
      '<<<<<<< SEARCH',
      '=======',
      '>>>>>>> REPLACE',
      '<!--',
      '"a/\\777"',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 15 }), (lines) => {
        const text = lines.join('\n');
        expect(['edits', 'refused']).toContain(parseDiff(text).kind);
        expect(['none', 'directive', 'refused']).toContain(directiveIn(text).kind);
      }),
      { numRuns: 1_000 },
    );
  });
});
