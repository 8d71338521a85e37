import { describe, expect, it } from 'vitest';
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
    // Where it is not clear how far something hides, all that follows is hidden.
    const unclear = read.filter(
      ([, landed]) => JSON.stringify(landed) !== JSON.stringify({ 'add.py': after }),
    );
    expect(unclear).toEqual(
      [
        'an attribute over paragraphs',
        'an attribute in single quotes',
        'alternative text within a paragraph',
        'a comment that never ends',
        'a style sheet',
        'a script',
        'a template',
        'a template that never ends',
        'a template around many tags',
        'a field of text',
      ].map((name) => [name, { kind: 'none' }]),
    );
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
