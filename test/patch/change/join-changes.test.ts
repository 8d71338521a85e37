import { describe, expect, it } from 'vitest';
import { applyChange } from '../../../src/patch/change/change.ts';
import { joinChanges } from '../../../src/patch/change/join-changes.ts';
import { changeOf, filesOf } from '../support.ts';

describe('two changes, one upon the other', () => {
  const base = { kept: 'k', edited: '1', deleted: 'd', back: 'b' };
  const middle = { kept: 'k', edited: '2', made: 'm', passing: 'p', back: 'x' };
  const end = { kept: 'k', edited: '3', made: 'n', back: 'b' };
  const joined = joinChanges(changeOf(base, middle), changeOf(middle, end));

  it('are one that leads from the first files to the last', () => {
    expect(joined).toEqual(changeOf(base, end));
    expect(applyChange(filesOf(base), joined)).toMatchObject({ files: filesOf(end) });
  });

  it('are what the other is where one is empty', () => {
    expect(joinChanges([], joined)).toEqual(joined);
    expect(joinChanges(joined, [])).toEqual(joined);
  });
});
