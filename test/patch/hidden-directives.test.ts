import { describe, expect, it } from 'vitest';
import { maxBlocks } from '../../src/markdown/blocks.ts';
import { directiveIn, landTexts } from './support.ts';
import { after, before, fence, forms, hiddenWraps, shownWraps } from './wrapped.ts';

const cases = (wraps: typeof hiddenWraps): [string, string, string][] =>
  wraps.flatMap(([wrap, put]) =>
    forms.map(([form, edit]): [string, string, string] => [form, wrap, put(edit)]),
  );

function land(body: string): unknown {
  const read = directiveIn(body);
  return read.kind === 'directive' ? landTexts({ 'add.py': before }, read.edits) : read;
}

describe('what a page hides is no directive', () => {
  it.each(cases(hiddenWraps))('%s in %s', (_form, _wrap, body) => {
    expect(directiveIn(body).kind).not.toBe('directive');
  });

  it('is read over by the directive that the page shows', () => {
    const [, edit = ''] = forms[0] ?? [];
    const evil = edit.replace('return x + y', 'return evil()');
    const read = hiddenWraps.map(([name, put]) => [name, land(`${put(evil)}\n\n${edit}`)] as const);
    expect(read.filter(([, landed]) => JSON.stringify(landed).includes('evil'))).toEqual([]);
    // Where it is not clear how far something hides, all that follows is hidden, or a sentence says what to do.
    const others = read.filter(
      ([, landed]) => JSON.stringify(landed) !== JSON.stringify({ 'add.py': after }),
    );
    expect(others.length).toBeGreaterThan(9);
    for (const [, landed] of others)
      expect(landed).toMatchObject({ kind: expect.stringMatching(/^(?:none|refused)$/) });
  });

  it('names no file for a block that the page shows', () => {
    const bare = '<<<<<<< SEARCH\n    return x - 1 + y\n=======\n    return x + y\n>>>>>>> REPLACE\n';
    for (const body of [`<!-- add.py -->\n${bare}`, fence('python add.py', bare), fence('add.py', bare)])
      expect(directiveIn(body)).toMatchObject({ kind: 'refused', reason: 'no-path' });
  });

  it('refuses an edit of which the page hides a part', () => {
    const block = 'a.html\n<<<<<<< SEARCH\n<p>\n=======\n<p>\n<!-- evil -->\n>>>>>>> REPLACE\n';
    expect(directiveIn(block)).toMatchObject({
      kind: 'refused',
      message: expect.stringMatching(/^Line 6: the page hides a part of this patch/),
    });
    expect(directiveIn(fence('', block)).kind).toBe('directive');
  });

  it('refuses a text that is too long to be read', () => {
    expect(directiveIn('x'.repeat(131_073))).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('131073 characters'),
    });
  });
});

describe('what a page shows is a directive', () => {
  it.each(cases(shownWraps))('%s in %s', (_form, _wrap, body) => {
    expect(land(body)).toEqual({ 'add.py': after });
  });

  it('in a fence of four, which holds fences', () => {
    const body = fence('diff', '--- a/add.py\n+++ b/add.py\n@@\n ```\n-a\n+b\n ```\n', '````');
    expect(directiveIn(body).kind).toBe('directive');
  });

  it('unless it stands in a list or a quotation', () => {
    for (const [, edit] of forms.filter(([form]) => !form.includes('bare')))
      for (const mark of ['- ', '> ', '1. '])
        expect(directiveIn(`${mark}${edit.replace(/\n(?=.)/g, mark === '> ' ? '\n> ' : '\n   ')}`).kind).toBe(
          'none',
        );
  });
});

describe('what an edit holds is no structure of the page', () => {
  const readme = '# Tool\n\nRun it:\n\n```\ntool --all\n```\n\nDone.\n';
  const block =
    'README.md\n<<<<<<< SEARCH\nRun it:\n\n```\ntool --all\n```\n=======\nRun it:\n\n```\ntool --every\n```\n>>>>>>> REPLACE\n';
  const landed = (body: string): unknown => {
    const read = directiveIn(body);
    return read.kind === 'directive'
      ? landTexts({ 'README.md': readme, 'add.py': before }, read.edits)
      : read;
  };
  const changed = readme.replace('--all', '--every');

  it('in a bare block that holds fences', () => {
    expect(landed(`The option is gone.\n\n${block}`)).toEqual({ 'README.md': changed });
  });

  it('in a bare block that holds the beginning of a fence alone', () => {
    const odd = 'README.md\n<<<<<<< SEARCH\n```\ntool --all\n=======\n```sh\ntool --every\n>>>>>>> REPLACE\n';
    expect(landed(`${odd}\n\n${forms[0]?.[1] ?? ''}`)).toEqual({
      'README.md': readme.replace('```\ntool --all', '```sh\ntool --every'),
      'add.py': after,
    });
  });

  it('in a bare V4A patch that holds fences', () => {
    const patch =
      '*** Begin Patch\n*** Update File: README.md\n@@\n ```\n-tool --all\n+tool --every\n ```\n*** End Patch\n';
    expect(landed(patch)).toEqual({ 'README.md': changed });
  });
});

describe('beside what readers take differently', () => {
  const [, diff = ''] = forms[0] ?? [];
  const bare =
    '*** Begin Patch\n*** Update File: add.py\n@@\n-    return x - 1 + y\n+    return x + y\n*** End Patch\n';

  it.each<[string, string]>([
    ['a template with an odd tag', `<div><template\n\n${diff}`],
    ['a template with attributes in a block', `<div><template a="b"c>\n\n${diff}`],
    ['a template that ends itself', `<div><template/x>\n\n${diff}`],
    ['a title that ends itself', `<div><title/a>\n\n${diff}`],
    ['an unfinished declaration', `<div><![\n${bare}></div>`],
    ['a bogus comment', `<div><!1\n${bare}></div>`],
    ['a declaration that holds a template', `a <!X<template>\n\n${diff}`],
    ['a comment that holds a template', `a <!--<template>--->\n\n${diff}`],
    ['a note that only markup names', `<div>\n[^a]\n</div>\n\n[^a]: note\n${bare}`],
    ['a note that is defined twice', `See[^a].\n\n[^a]: one\n\n[^a]: two\n${bare}`],
    ['a form feed within a tag', `<div\f/title="\n${diff}">`],
    ['a template within a bare patch', bare.replace('@@', '@@\n+<template>')],
  ])('no patch lands: %s', (_what, body) => {
    expect(directiveIn(body).kind).not.toBe('directive');
  });

  it('a sentence says what it is, and on which line', () => {
    expect(directiveIn(`See[^a].\n\n${diff}\n[^a]: a note\n`)).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('beside a patch, "[^a]:" makes it unclear'),
    });
  });

  it('what the fence itself holds belongs to files, wherever else it stands', () => {
    const body = `Say:\n\n<template>\n\n${fence('', '<template>\n')}`;
    expect(directiveIn(`${diff}\n${body}`).kind).toBe('refused');
    const page = diff.replace('return x + y', 'return x + y  # <template> [^a]: <!x');
    expect(directiveIn(page).kind).toBe('directive');
  });
});

describe('a patch below what readers take differently is told, and never passed over', () => {
  const [, diff = ''] = forms[0] ?? [];
  const apart = 'makes it unclear what this page shows; put the patch into an issue without it.';
  const over: readonly (readonly [string, string, string])[] = [
    ['a field of text', '<textarea>', `above a patch, "<textarea" ${apart}`],
    ['an element of one version alone', '<search>', `above a patch, "<search>" ${apart}`],
    ['a declaration of one version alone', '<!x>', `above a patch, "<!" ${apart}`],
    ['a picture', 'See <svg></svg> here.', `above a patch, "<svg" ${apart}`],
    ['a list of choices', '<datalist></datalist>', `above a patch, "<datalist" ${apart}`],
    ['a comment that ends twice', '<!--> b -->', `above a patch, "<!--> b -->" ${apart}`],
    [
      'a comment that ends twice in a line',
      'See <!--a--!> b --> c',
      `above a patch, "See <!--a--!> b --> c" ${apart}`,
    ],
    ['lists within lists', '- '.repeat(102) + 'a', 'too many lists and quotations stand within each other.'],
    [
      'more items than are read',
      '- a\n'.repeat(maxBlocks),
      `only the first ${maxBlocks} paragraphs, list items and fences`,
    ],
  ];

  it.each(over)('%s', (_what, text, says) => {
    for (const [, edit] of forms)
      expect(directiveIn(`It is off.\n\n${text}\n\n${edit}`)).toMatchObject({
        kind: 'refused',
        message: expect.stringContaining(says),
      });
    expect(directiveIn(`It is off.\n\n${text}\n\nThanks.\n\n\`\`\`\nx\n\`\`\`\n`).kind).toBe('none');
  });

  it('names the line where it becomes unclear', () => {
    const lines = ['It is off.', '', '<search>', 'a', '', diff];
    expect(directiveIn(lines.join('\n'))).toMatchObject({ message: expect.stringMatching(/^Line 3:/) });
    const below = [diff, forms[2]?.[1] ?? '', 'See <svg></svg>.', '', diff].join('\n');
    const line = below.slice(0, below.indexOf('<svg')).split('\n').length;
    expect(directiveIn(below)).toMatchObject({
      message: expect.stringContaining(`Line ${line}: above a patch`),
    });
  });

  it('whatever stands above it: no half of a directive lands', () => {
    expect(directiveIn(`${diff}\n\n<search>\n\n${diff}`).kind).toBe('refused');
    expect(land(`${diff}\n\n<search>\n\nThanks.`)).toEqual({ 'add.py': after });
  });
});
