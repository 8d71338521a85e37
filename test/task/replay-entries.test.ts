import { describe, expect, it } from 'vitest';
import type { LogEntry } from '../../src/record/log-entry.ts';
import type { Draft, Entry } from '../../src/task/entry.ts';
import { replay } from '../../src/task/replay-entries.ts';
import { at, drafts, entryOf, intent } from './build.ts';

function logOf(...entries: readonly Entry[]): LogEntry[] {
  return entries.map(
    (entry, index) => JSON.parse(JSON.stringify(Object.assign({}, entry, { index }))) as LogEntry,
  );
}

/** The entries of one task, as another issue's. */
function other(entry: Entry): Entry {
  const data = entry.kind === 'queued' ? { ...entry.data, issue: 8 } : entry.data;
  return { ...entry, task: 'octo/cat#8', data } as Entry;
}

const first = entryOf(null, drafts.queued);
const second = entryOf(at('Backlog'), drafts.admitted);
const third = entryOf(at('Generate'), intent('draftSpec'));

describe('a replay', () => {
  it('of a log that tasks have written finds nothing', () => {
    expect(replay([])).toBeNull();
    expect(replay(logOf(first, second, third))).toBeNull();
  });

  it('keeps the tasks of one log apart', () => {
    expect(replay(logOf(first, other(first), other(second), second, third, other(third)))).toBeNull();
  });

  it.each<[string, readonly Entry[], number, string]>([
    ['a phase that was skipped', [first, third], 1, 'octo/cat#7: version 3 after 1'],
    ['an entry that was doubled', [first, second, second], 2, 'octo/cat#7: version 2 after 2'],
    ['a task without a beginning', [first, other(second)], 1, 'octo/cat#8: admitted before queued'],
    [
      'an entry that its phase does not know',
      [first, entryOf(at('Backlog'), drafts.merged as Draft)],
      1,
      'octo/cat#7: merged is not legal in Backlog',
    ],
  ])('names the first entry of %s', (_what, entries, index, message) => {
    expect(replay(logOf(...entries))).toEqual({ index, message });
  });

  it('names an entry that is none, on one line', () => {
    const [one, two] = logOf(first, second);
    if (!one || !two) throw new Error('no entries');
    const found = replay([one, { ...two, data: { ...two.data, colour: 'red', size: 1 } }]);
    expect(found).toMatchObject({ index: 1, message: expect.stringMatching(/^admitted: .*colour[^\n]*$/) });
  });
});
