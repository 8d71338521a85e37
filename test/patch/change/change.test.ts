import { describe, expect, it } from 'vitest';
import { applyChange, changeBetween } from '../../../src/patch/change/change.ts';
import { filesOf } from '../support.ts';

const before = filesOf({ 'b.py': 'b', 'a.py': 'a', 'same.py': 's' });
const after = filesOf({ 'c.py': 'c', 'a.py': 'A', 'same.py': 's' });

describe('a change', () => {
  it('holds real differences only, sorted by path', () => {
    const change = changeBetween(before, after);
    expect(change.map(({ path, kind }) => `${kind} ${path}`)).toEqual([
      'modified a.py',
      'deleted b.py',
      'added c.py',
    ]);
  });

  it('counts another mode as a difference', () => {
    expect(changeBetween(filesOf({ a: 'x' }), filesOf({ a: 'x' }, 'executable'))).toHaveLength(1);
  });

  it('applied to what it was made from gives what it was made to', () => {
    const result = applyChange(before, changeBetween(before, after));
    expect(result.kind === 'applied' && changeBetween(result.files, after)).toEqual([]);
  });

  it.each([
    ['a file that it modifies has other bytes', filesOf({ 'a.py': 'x', 'b.py': 'b' })],
    ['a file that it modifies is gone', filesOf({ 'b.py': 'b' })],
    ['a file that it deletes has other bytes', filesOf({ 'a.py': 'a', 'b.py': 'x' })],
    ['a file that it adds is there already', filesOf({ 'a.py': 'a', 'b.py': 'b', 'c.py': 'c' })],
  ])('is refused whole when %s', (_when, files) => {
    expect(applyChange(files, changeBetween(before, after))).toMatchObject({
      kind: 'refused',
      reason: 'stale',
    });
  });
});
