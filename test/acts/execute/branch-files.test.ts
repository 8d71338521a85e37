import { describe, expect, it } from 'vitest';
import { commitFor, type Commitment } from '../../../src/acts/execute/branch-files.ts';
import type { Change, FileChange, Files, SourceFile } from '../../../src/patch/change/change.ts';

function file(text: string): SourceFile {
  return { mode: 'file', bytes: new TextEncoder().encode(text) };
}

function changed(path: string, before: string | null, after: string | null): FileChange {
  const kind = before === null ? 'added' : after === null ? 'deleted' : 'modified';
  return {
    path,
    kind,
    before: before === null ? null : file(before),
    after: after === null ? null : file(after),
  } as FileChange;
}

const base: Files = new Map([
  ['add.py', file('bad')],
  ['old.py', file('old')],
]);

function said({ additions, deletions }: Commitment): object {
  return {
    add: Object.fromEntries(additions.map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)])),
    delete: deletions,
  };
}

describe('the commit for a patch', () => {
  const tests: Change = [changed('test_add.py', null, 'test')];
  const first: Change = [changed('add.py', 'bad', 'worse'), changed('new.py', null, 'new')];
  const second: Change = [changed('add.py', 'bad', 'good')];
  const removal: Change = [changed('old.py', 'old', null)];

  it.each<[string, Change[], Change[], object]>([
    ['adds it to an untouched base', [], [tests], { add: { 'test_add.py': 'test' }, delete: [] }],
    ['adds the change beside the tests', [tests], [tests, second], { add: { 'add.py': 'good' }, delete: [] }],
    [
      'takes the last attempt back where the next one does not touch it',
      [tests, first],
      [tests, second],
      { add: { 'add.py': 'good' }, delete: ['new.py'] },
    ],
    [
      'brings a file back that the last attempt deleted',
      [removal],
      [second],
      { add: { 'add.py': 'good', 'old.py': 'old' }, delete: [] },
    ],
    ['deletes', [], [removal], { add: {}, delete: ['old.py'] }],
    ['is empty where nothing differs', [tests, second], [tests, second], { add: {}, delete: [] }],
    [
      'undoes everything',
      [tests, first],
      [],
      { add: { 'add.py': 'bad' }, delete: ['new.py', 'test_add.py'] },
    ],
  ])('%s', (_what, held, wanted, expected) => {
    expect(said(commitFor(base, held, wanted))).toEqual(expected);
  });
});
