import { describe, expect, it } from 'vitest';
import { parseEntry, type Draft } from '../../src/task/entry.ts';
import { addressOf, answeredDraft, at, drafts, entryOf } from './build.ts';

const entry = entryOf(at('Test(evidence)'), drafts.green);

const failedBuild = {
  kind: 'failed_build_patch',
  data: { reason: 'landing-stale', attempt: 1, part: 'change', explained: addressOf('d') },
} as const satisfies Draft;

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

  it.each<[string, Draft, object]>([
    ['a cancel', { kind: 'cancelled', data: { reason: 'stopped', by: null } }, { reason: 'bored' }],
    ['a command', answeredDraft(), { command: 'dance' }],
    ['a refusal', answeredDraft({ result: 'refused', reason: 'not-held' }), { reason: 'no-mood' }],
    ['a proof', { kind: 'proof_skipped', data: { reason: 'not-red' } }, { reason: 'not-blue' }],
    ['a patch', failedBuild, { reason: 'sank-at-sea' }],
  ])('is not read with a code that nobody writes: of %s', (_what, draft, changed) => {
    const known = { ...entry, ...draft };
    expect(parseEntry(known).kind).toBe('entry');
    expect(parseEntry({ ...known, data: { ...draft.data, ...changed } }).kind).toBe('wrong');
  });

  it('is read with what a guard of an earlier version found', () => {
    const known = { ...entry, ...failedBuild };
    const data = { ...failedBuild.data, reason: 'screened-a-guard-that-is-gone' };
    expect(parseEntry({ ...known, data }).kind).toBe('entry');
  });
});
