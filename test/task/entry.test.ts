import { describe, expect, it } from 'vitest';
import { parseEntry } from '../../src/task/entry.ts';
import { at, drafts, entryOf } from './build.ts';

const entry = entryOf(at('Test(evidence)'), drafts.green);

describe('an entry', () => {
  it('is read as it was written', () => {
    expect(parseEntry(structuredClone(entry))).toEqual({ kind: 'entry', entry });
  });

  it.each<[string, object]>([
    ['a field that nobody knows', { colour: 'red' }],
    ['a field that nobody knows in its data', { data: { ...entry.data, colour: 'red' } }],
    ['an unknown kind', { kind: 'celebrated' }],
    ['an unknown phase', { phase: 'Party' }],
    ['a negative version', { version: -1 }],
    ['a version that is no whole number', { version: 1.5 }],
    ['a time that is none', { at: 'yesterday' }],
    ['an address that is none', { artefacts: ['abc'] }],
    ['no data', { data: undefined }],
    ['data of another kind', { kind: 'merged' }],
    [
      'a reason to stand still that is none',
      { kind: 'held', data: { reason: 'bored', back: 'here', explained: null } },
    ],
  ])('is not read with %s', (_what, changed) => {
    expect(parseEntry({ ...entry, ...changed }).kind).toBe('wrong');
  });

  it('says of which kind the wrong data is', () => {
    expect(parseEntry({ ...entry, data: {} })).toMatchObject({
      message: expect.stringContaining('pytest_run: '),
    });
  });
});
