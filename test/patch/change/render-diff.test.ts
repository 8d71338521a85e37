import { describe, expect, it } from 'vitest';
import { changeBetween } from '../../../src/patch/change/change.ts';
import { fingerprint } from '../../../src/patch/change/fingerprint.ts';
import { renderDiff } from '../../../src/patch/change/render-diff.ts';
import { changeOf, filesOf } from '../support.ts';

describe('a rendered diff', () => {
  it('shows modified, new and deleted files as git does', () => {
    const change = changeOf(
      { 'gone.py': 'x\n', 'm.py': 'a\nb\n' },
      { 'm.py': 'a\nc', 'new.py': 'n\n', 'void.py': '' },
    );
    expect(renderDiff(change)).toMatchInlineSnapshot(`
      "diff --git a/gone.py b/gone.py
      deleted file mode 100644
      --- a/gone.py
      +++ /dev/null
      @@ -1,1 +0,0 @@
      -x
      diff --git a/m.py b/m.py
      --- a/m.py
      +++ b/m.py
      @@ -1,2 +1,2 @@
       a
      -b
      +c
      \\ No newline at end of file
      diff --git a/new.py b/new.py
      new file mode 100644
      --- /dev/null
      +++ b/new.py
      @@ -0,0 +1,1 @@
      +n
      diff --git a/void.py b/void.py
      new file mode 100644
      "
    `);
  });

  it('says that a binary differs, and shows nothing of it', () => {
    const binary = new Map([['b.png', { mode: 'file', bytes: Uint8Array.from([0, 1, 2]) }]] as const);
    expect(renderDiff(changeBetween(filesOf({}), binary))).toContain(
      'Binary files a/b.png and b/b.png differ',
    );
  });

  it('shows a file that was rewritten beyond measure as replaced', () => {
    const before = Array.from({ length: 5_000 }, (_value, index) => `old ${index}\n`).join('');
    const after = Array.from({ length: 5_000 }, (_value, index) => `new ${index}\n`).join('');
    const diff = renderDiff(changeOf({ a: before }, { a: after }));
    expect(diff).toContain('@@ -1,5000 +1,5000 @@\n-old 0\n-old 1\n');
    expect(diff.endsWith('+new 4999\n')).toBe(true);
  });

  it('of nothing is empty', () => {
    expect(renderDiff([])).toBe('');
  });
});

describe('a fingerprint', () => {
  const change = changeOf({ a: '1', b: '2' }, { a: '3' });
  it('is the same for the same outcome, whatever stood there before', () => {
    expect(fingerprint(change)).toBe(fingerprint(changeOf({ a: 'other', b: 'x' }, { a: '3' })));
    expect(fingerprint(change)).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    ['another text', changeOf({ a: '1', b: '2' }, { a: '4' })],
    ['another path', changeOf({ a: '1', c: '2' }, { a: '3' })],
    ['another kind', changeOf({ b: '2' }, { a: '3' })],
    ['another mode', changeBetween(filesOf({ a: '1', b: '2' }), filesOf({ a: '3' }, 'executable'))],
  ])('is another for %s', (_what, other) => {
    expect(fingerprint(other)).not.toBe(fingerprint(change));
  });
});
