import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeBetween } from '../../../src/patch/change/change.ts';
import { renderDiff } from '../../../src/patch/change/render-diff.ts';
import { parseEdits } from '../../../src/patch/parse/edits.ts';
import { parseDiff } from '../../../src/patch/parse/unified-diff.ts';
import { directiveIn, filesOf, landTexts } from '../support.ts';
import { tree } from './trees.ts';

type Texts = Record<string, string>;

/** What a folder holds once the diff has landed on it, or why it has not. */
function after(before: Texts, diff: string): Texts | string {
  const parsed = parseDiff(diff);
  if (parsed.kind === 'refused') return parsed.message;
  const landed = landTexts(before, parsed.edits);
  if (typeof landed === 'string') return landed;
  const all = Object.entries({ ...before, ...landed });
  return Object.fromEntries(all.flatMap(([path, text]) => (text === null ? [] : [[path, text]])));
}

const id = (number: number): string => `${number + 1}`.repeat(40).slice(0, 40);
/** Words of a commit, in which lines look like a patch. */
const words = 'Because:\n- one\n+ two\n\n---- three\n    return 1\n';
const mail = (diff: string, at: number, sign: string): string =>
  `From ${id(at)} Mon Sep 17 00:00:00 2001\nFrom: A <a@b.example>\nDate: Sun, 29 Nov 2026 06:32:46 +0000\nSubject: [PATCH] Change ${at}\n\n${words}---\n x | 2 +-\n 1 file changed\n\n${diff}${sign}\n`;

/** How tools put patches one after the other. */
const forms: readonly (readonly [string, (diff: string, at: number) => string])[] = [
  ['mails', (diff, at) => mail(diff, at, '-- \n2.39.5\n')],
  ['mails signed by a person', (diff, at) => mail(diff, at, '-- \nYours\n')],
  ['mails without a signature', (diff, at) => mail(diff, at, '')],
  ['a log', (diff, at) => `commit ${id(at)}\nAuthor: A <a@b.example>\n\n    Change ${at}\n\n${diff}\n`],
  ['a log with lists of files', (diff, at) => `commit ${id(at)}\n\n    Change\n---\n x | 2 +-\n\n${diff}\n`],
  ['a log of one line each', (diff, at) => `${id(at).slice(0, 7)} Change ${at}\n${diff}`],
  [
    'an export of Mercurial',
    (diff, at) => `# HG changeset patch\n# User a\n# Node ID ${id(at)}\n${words}\n${diff}\n`,
  ],
  [
    'a log of Mercurial',
    (diff, at) => `changeset:   ${at}:${id(at).slice(0, 12)}\nsummary:     Change\n\n${diff}\n`,
  ],
  [
    'a log of Subversion',
    (diff, at) => `${'-'.repeat(72)}\nr${at} | a | 2026-11-29 | 1 line\n\n${words}\n${diff}\n`,
  ],
];

const git = (ids: string, from: string, to: string): string =>
  `diff --git a/a.py b/a.py\nindex ${ids} 100644\n--- a/a.py\n+++ b/a.py\n@@ -1,2 +1,2 @@\n-${from}\n+${to}\n b = 1\n`;
const log = (...diffs: readonly string[]): string =>
  diffs.map((diff, at) => `commit ${id(at)}\nDate: x\n\n    Change\n\n${diff}\n`).join('');

describe('patches one after the other', () => {
  it.each(forms)('land in their order, exactly, or are refused: %s', (_form, put) => {
    let landed = 0;
    fc.assert(
      fc.property(fc.array(tree, { minLength: 3, maxLength: 4 }), (trees) => {
        const diffs = trees
          .slice(1)
          .map((one, at) => renderDiff(changeBetween(filesOf(trees[at] ?? {}), filesOf(one))));
        const series = diffs.filter((diff) => diff !== '');
        if (series.length === 0 || series.some((diff) => /^--- x\n\+\+\+ y\n@@/m.test(diff))) return;
        const end = after(trees[0] ?? {}, series.map(put).join(''));
        // Blocks that stand twice are refused, as in one patch.
        if (typeof end === 'string' && !end.startsWith('Line')) return;
        landed += 1;
        expect(end).toEqual(trees.at(-1));
      }),
      { numRuns: 100 },
    );
    expect(landed).toBeGreaterThan(60);
  });

  const base = { 'a.py': 'a = 1\nb = 1\n' };
  const moved = 'diff --git a/a.py b/c.py\nsimilarity index 100%\nrename from a.py\nrename to c.py\n';
  const inMoved = '--- a/c.py\n+++ b/c.py\n@@ -1,2 +1,2 @@\n-a = 1\n+a = 2\n b = 1\n';
  const added =
    'diff --git a/n.py b/n.py\nnew file mode 100644\nindex 0000000..aaaaaaa\n--- /dev/null\n+++ b/n.py\n@@ -0,0 +1 @@\n+n\n';
  const renamed = 'diff --git a/n.py b/m.py\nsimilarity index 100%\nrename from n.py\nrename to m.py\n';

  it.each<[string, string, Texts]>([
    [
      'by the ids of their texts',
      log(git('2222222..333', 'a = 2', 'a = 3'), git('111..2222222', 'a = 1', 'a = 2')),
      { 'a.py': 'a = 3\nb = 1\n' },
    ],
    ['by a file that is moved below', log(inMoved, moved), { 'c.py': 'a = 2\nb = 1\n' }],
    ['by a file that is added below', log(renamed, added), { ...base, 'm.py': 'n\n' }],
  ])('are turned round where the newest stands first: %s', (_why, series, end) => {
    expect(after(base, series)).toEqual(end);
  });

  it('stay in their order where one takes back the other, and where ids say nothing', () => {
    expect(after(base, log(git('111..222', 'a = 1', 'a = 2'), git('222..111', 'a = 2', 'a = 1')))).toContain(
      'no-change',
    );
    expect(after(base, log(git('1..2', 'a = 1', 'a = 2'), git('1..2', 'a = 2', 'a = 3')))).toEqual({
      'a.py': 'a = 3\nb = 1\n',
    });
  });

  it('are read from a fence of an issue, and from a reply that is nothing else', () => {
    const series = [git('111..222', 'a = 1', 'a = 2'), git('222..333', 'a = 2', 'a = 3')]
      .map((diff, at) => mail(diff, at, '-- \n2.39.5\n'))
      .join('\n');
    const read = directiveIn(`Take these.\n\n\`\`\`patch\n${series}\`\`\`\n`);
    expect(read.kind === 'directive' && landTexts(base, read.edits)).toEqual({ 'a.py': 'a = 3\nb = 1\n' });
    expect(parseEdits(series)).toEqual({ kind: 'edits', edits: read.kind === 'directive' ? read.edits : [] });
  });
});

const hunk = '@@ -1 +1 @@\n-a\n+b\n';

describe('the header of a file', () => {
  it.each([
    ['a time of GNU diff', '2026-11-29 14:00:36.237227490 -0500'],
    ['a time of Mercurial', 'Thu Jan 01 00:00:00 1970 +0000'],
    ['a revision of Subversion', '(revision 12)'],
    ['a working copy', '(working copy)'],
    ['a branch and a revision', '(.../branches/x)    (revision 3)'],
  ])('may end with %s, behind a tab or behind spaces', (_what, trailer) => {
    for (const space of ['\t', '    '])
      expect(parseDiff(`--- x y.py${space}${trailer}\n+++ x y.py${space}${trailer}\n${hunk}`)).toMatchObject({
        edits: [{ kind: 'hunks', path: 'x y.py' }],
      });
  });

  it('keeps what a name ends with itself', () => {
    for (const name of ['notes 2026-11-29', 'a (copy)', 'Jan 01'])
      expect(parseDiff(`--- ${name}\n+++ ${name}\n${hunk}`)).toMatchObject({ edits: [{ path: name }] });
  });

  it.each([
    ['the beginning of all time', '1969-12-31 19:00:00.000000000 -0500', '2026-11-29 14:00:36.2 -0500'],
    ['a word of Subversion', '(nonexistent)', '(working copy)'],
  ])('says by %s that there is no file', (_what, none, some) => {
    const added = parseDiff(`--- x.py\t${none}\n+++ x.py\t${some}\n@@ -0,0 +1 @@\n+a\n`);
    expect(added).toMatchObject({ edits: [{ kind: 'create', path: 'x.py', text: 'a\n' }] });
    const deleted = parseDiff(`--- x.py   ${some}\n+++ x.py   ${none}\n@@ -1 +0,0 @@\n-a\n`);
    expect(deleted).toMatchObject({ edits: [{ kind: 'delete', path: 'x.py', lines: ['a'] }] });
  });

  it('has a time like any other where both files are that old', () => {
    const old = '1970-01-01 00:00:00 +0000';
    expect(parseDiff(`--- x.py\t${old}\n+++ x.py\t${old}\n${hunk}`)).toMatchObject({
      edits: [{ kind: 'hunks' }],
    });
  });

  it('stands below the words of its tool', () => {
    const gnu = ['a', 'b'].map((name) => `diff -ru old/${name} ${name}\n--- ${name}\n+++ ${name}\n${hunk}`);
    const svn = ['a', 'b'].map(
      (name) =>
        `Index: ${name}\n${'='.repeat(67)}\n--- ${name}\n+++ ${name}\n${hunk}\nProperty changes on: ${name}\n____\nAdded: x\n`,
    );
    const bzr = ['a', 'b'].map((name) => `=== modified file '${name}'\n--- ${name}\n+++ ${name}\n${hunk}\n`);
    for (const series of [gnu, svn, bzr])
      expect(parseDiff(series.join(''))).toMatchObject({ edits: [{ path: 'a' }, { path: 'b' }] });
  });
});

describe('what a series says and nobody carries out', () => {
  const one = `--- a/x\n+++ b/x\n${hunk}`;

  it.each([
    ['a file that is shown on neither side', `${one}Only in new: y.py\n`, 'diff -ruN'],
    ['two binary files of GNU diff', `Binary files old/x.png and new/x.png differ\n${one}`, 'binary files'],
    [
      'a binary file of Subversion',
      `${one}Index: x.png\n====\nCannot display: file marked as a binary type.\n`,
      'binary files',
    ],
    [
      'a merge',
      `commit ${id(1)}\n\ndiff --cc x\n@@@ -1,1 -1,1 +1,1 @@@\n- a\n -b\n++c\n`,
      'several old sides',
    ],
    ['an encoded mail', `From: a\nContent-Transfer-Encoding: quoted-printable\n\n${one}`, 'git format-patch'],
  ])('refuses the whole: %s', (_what, diff, says) => {
    expect(parseDiff(diff)).toMatchObject({
      kind: 'refused',
      reason: 'unsupported',
      message: expect.stringContaining(says),
    });
  });

  it.each(['=====', 'Subject: x', 'tag x', 'commit it', 'deadbee x', 'From me to you'])(
    'is no line that lost its mark: %j',
    (line) => {
      const diff = `--- a/x\n+++ b/x\n@@ -1,9 +1,9 @@\n a\n${line}\n-b\n+c\n`;
      expect(parseDiff(diff)).toMatchObject({ kind: 'refused', reason: 'bad-diff' });
    },
  );
});
