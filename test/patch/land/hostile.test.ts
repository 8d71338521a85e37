import { describe, expect, it } from 'vitest';
import { newEffort, spend } from '../../../src/patch/land/effort.ts';
import { bareHunk, type Edit, type HunkLine } from '../../../src/patch/edit.ts';
import { land } from '../../../src/patch/land/land.ts';
import { landHunks } from '../../../src/patch/land/hunks.ts';
import { parseEdits } from '../../../src/patch/parse/edits.ts';
import { parseText } from '../../../src/patch/change/text.ts';
import { elision } from '../../../src/patch/land/elision.ts';
import { leastCpuMs } from '../../tools/least-cpu-ms.ts';
import { directiveIn, filesOf, landTexts } from '../support.ts';

const lines = (op: HunkLine['op'], texts: readonly string[]): HunkLine[] =>
  texts.map((text) => ({ op, text }));
const many = (count: number, text = 'a'): string[] => Array.from({ length: count }, () => text);

/** What is left of the effort after a landing, and how it went. */
function effortOf(text: string, hunks: readonly (readonly HunkLine[])[]) {
  const effort = newEffort();
  const landed = landHunks('f', parseText(text), hunks.map(bareHunk), effort);
  return { spent: newEffort().left - effort.left, outcome: landed.kind === 'text' ? 'text' : landed.reason };
}

describe('the effort of landing', () => {
  it('is a line or so for each line of the file, where a block is found', () => {
    const text = Array.from({ length: 1_000 }, (_, index) => `line ${index}\n`).join('');
    const { spent, outcome } = effortOf(text, [
      [...lines('delete', ['line 500']), ...lines('insert', ['x'])],
    ]);
    expect([outcome, spent < 1_100]).toEqual(['text', true]);
  });

  it.each([
    [
      'a hundred thousand blocks',
      many(100_000, 'b').join('\n'),
      Array.from({ length: 100_000 }, () => lines('delete', ['a'])),
    ],
    [
      'a file of one line again and again, and half of it sought',
      many(100_000).join('\n'),
      [[...lines('context', many(50_000)), ...lines('delete', ['b'])]],
    ],
    [
      'every other line a gap',
      many(2_000).join('\n'),
      [
        Array.from({ length: 4_000 }, (_, index): HunkLine => ({
          op: 'context',
          text: index % 2 ? '...' : 'a',
        })).concat(lines('delete', ['b'])),
      ],
    ],
  ])('ends, and the patch is refused, for %s', (_what, text, hunks) => {
    const { spent, outcome } = effortOf(text, hunks);
    expect(['not-found', 'repeated', 'too-much']).toContain(outcome);
    // One step more than there is, and no step of it is larger than file and block together.
    expect(spent).toBeLessThan(newEffort().left + 1_000_000);
  });

  it('is refused in a sentence when it is spent', () => {
    const text = Array.from({ length: 3_000 }, (_, index) => `line ${index}\n`).join('');
    const hunks = Array.from({ length: 100_000 }, () => [
      ...lines('context', ['line 7']),
      ...lines('insert', ['x']),
    ]);
    const landing = land(filesOf({ f: text }), [{ kind: 'hunks', path: 'f', hunks: hunks.map(bareHunk) }]);
    expect(landing).toMatchObject({
      kind: 'refused',
      reason: 'too-much',
      message: 'The patch is more work than one patch may be, at f; make it smaller, or send it in parts.',
    });
  });

  it('counts the bytes that each edit reads anew', () => {
    const text = `${'x'.repeat(1_000_000)}\nend\n`;
    const edits = Array.from({ length: 1_000 }, (_, index): Edit => {
      return {
        kind: 'replace',
        path: 'f',
        search: index === 0 ? 'end' : `end ${index - 1}`,
        replace: `end ${index}`,
      };
    });
    expect(landTexts({ f: text }, edits)).toContain('too-much');
  });

  it('has an end', () => {
    const effort = newEffort();
    expect(spend(effort, effort.left)).toBe(true);
    expect(spend(effort, 1)).toBe(false);
  });
});

describe('large text that is honest', () => {
  it('lands in a line of 10 MB', () => {
    const long = 'x'.repeat(10_000_000);
    const patch = '*** Begin Patch\n*** Update File: f\n@@\n-a\n+b\n*** End Patch\n';
    const parsed = parseEdits(patch);
    const landed = landTexts({ f: `${long}\na\n` }, parsed.kind === 'edits' ? parsed.edits : []);
    expect(typeof landed === 'string' ? landed : landed['f'] === `${long}\nb\n`).toBe(true);
  });

  it('lands in 5,000 files', () => {
    const paths = Array.from({ length: 5_000 }, (_, index) => `d/${index}.py`);
    const patch = paths.map((path) => `*** Update File: ${path}\n@@\n-a\n+b\n`).join('');
    const parsed = parseEdits(`*** Begin Patch\n${patch}*** End Patch\n`);
    const files = filesOf(Object.fromEntries(paths.map((path) => [path, 'a\n'])));
    const landing = land(files, parsed.kind === 'edits' ? parsed.edits : []);
    expect(landing.kind === 'landed' && landing.change.length).toBe(5_000);
  });

  it('is replaced as a whole where every line of 20,000 differs', () => {
    const [before, after] = ['a', 'b'].map((letter) =>
      Array.from({ length: 20_000 }, (_, index) => `${letter}${index}\n`).join(''),
    );
    expect(landTexts({ f: before ?? '' }, [{ kind: 'put', path: 'f', text: after ?? '' }])).toEqual({
      f: after,
    });
  });
});

describe('text that is made to be slow to read', () => {
  const wide = 100_000;
  it.each([
    [
      'blank lines after a hunk',
      `--- a/f\n+++ b/f\n@@ -1,${wide} +1,${wide} @@\n-a\n+b\n${'\n'.repeat(wide)}`,
    ],
    ['a name with spaces', `*** Begin Patch\n*** Update File: a${' '.repeat(wide)}b\n*** End Patch\n`],
    ['a line of spaces', `${' '.repeat(wide)}x\n*** Begin Patch\n${' '.repeat(wide)}\n*** End Patch\n`],
    ['a fence of spaces', `\`\`\`\n${' '.repeat(wide)}<<\n\`\`\`\n`],
    ['patches that do not end', '*** Begin Patch\n'.repeat(wide)],
    ['patches of which each ends', '*** Begin Patch\n*** End Patch\n'.repeat(wide / 10)],
    ['fences of which each ends', '```x\n```\n'.repeat(wide / 2)],
    ['fences that do not end', '```x\n'.repeat(wide)],
    ['hunks that promise more', `--- a/f\n+++ b/f\n${`@@ -1,${wide} +1,${wide} @@\n+a\n`.repeat(wide / 10)}`],
    ['a comment in brackets', `f.py\n\`\`\`\n# (${'unchanged '.repeat(wide / 10)}\n\`\`\`\n`],
  ])('is read to its end: %s', (_what, text) => {
    expect(['none', 'directive', 'refused']).toContain(directiveIn(text).kind);
    expect(['edits', 'refused']).toContain(parseEdits(text).kind);
  });
});

/** 600 kB of one part again and again. */
const filled = (part: string): string => part.repeat(Math.floor(600_000 / part.length));

describe('reading a reply of many tiny parts', () => {
  it.each([
    ['blocks under one path', `a.py\n${filled('<<<<<<< SEARCH\nx\n=======\ny\n>>>>>>> REPLACE\n')}`],
    ['blocks, each under its path', filled('a.py\n<<<<<<< SEARCH\nx\n=======\ny\n>>>>>>> REPLACE\n')],
    ['fences', filled('a.py\n```\nx\n```\n')],
    ['sections of a diff', `\`\`\`diff\n${filled('--- a/a\n+++ b/a\n@@ -1 +1 @@\n-x\n+y\n')}\`\`\``],
    [
      'hunks that claim to be long',
      `\`\`\`diff\n--- a/a\n+++ b/a\n${filled('@@ -1,99999 +1,99999 @@\n-x\n+y\n')}\`\`\``,
    ],
    ['V4A sections', `*** Begin Patch\n${filled('*** Update File: a\n@@\n-x\n+y\n')}*** End Patch`],
    ['V4A patches', filled('*** Begin Patch\n*** Delete File: a\n*** End Patch\n')],
    ['JSON edits', `[${filled('{"file":"a","whole":""},')}{"file":"a","whole":""}]`],
    ['dots in the name of a fence', `\`\`\`${filled('.')}=\nx\n\`\`\``],
  ])('takes no time that grows with the square of them: %s', (_what, reply) => {
    expect(leastCpuMs(() => parseEdits(reply), 500)).toBeLessThan(1_000);
  });

  it.each([
    ['V4A', `*** Begin Patch\n${'*** Delete File: a\n'.repeat(200_000)}*** End Patch\n`],
    ['JSON', `\`\`\`json\n[${'{"file":"a","whole":""},'.repeat(199_999)}{"file":"a","whole":""}]\n\`\`\``],
  ])('reads 200,000 edits of %s without an overflow of the stack', (_form, reply) => {
    const parsed = parseEdits(reply);
    expect(parsed.kind === 'edits' && parsed.edits.length).toBe(200_000);
  });

  it('reads a quoted name of a megabyte without an overflow of the stack', () => {
    expect(parseEdits(`--- "${'x'.repeat(1_000_000)}"\n+++ b/a\n@@\n-a\n`).kind).toBe('refused');
  });

  it('looks for lines left out of a whole file in no time that grows with the square of both', () => {
    const before = [...Array.from({ length: 30_000 }, (_, index) => `x${index}`), '# ...'];
    expect(leastCpuMs(() => elision(before, many(30_000, '# ...')), 500)).toBeLessThan(1_000);
  });
});
