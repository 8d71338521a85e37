import { describe, expect, it } from 'vitest';
import type { LogEntry } from '../../src/record/log-entry.ts';
import type { Draft, Entry } from '../../src/task/entry.ts';
import { replay } from '../../src/task/replay-entries.ts';
import { committed, logOf } from '../record/sign-log.ts';
import { at, drafts, entryOf, intent } from './build.ts';

function stored(...entries: readonly Entry[]): LogEntry[] {
  const logged = entries.map(
    (entry, index) => JSON.parse(JSON.stringify(Object.assign({}, entry, { index }))) as LogEntry,
  );
  return committed(logged);
}

function replayed(...entries: readonly Entry[]): ReturnType<typeof replay> {
  return replay(logOf(stored(...entries)));
}

/** The entries of one task, as another issue's. */
function other(entry: Entry): Entry {
  const named = entry.kind === 'queued' ? { issue: 8 } : entry.kind === 'intent' ? { key: 'octo/cat#8' } : {};
  const data = { ...entry.data, ...named };
  return { ...entry, task: 'octo/cat#8', data } as Entry;
}

const first = entryOf(null, drafts.queued);
const second = entryOf(at('Backlog'), drafts.admitted);
const third = entryOf(at('Generate'), intent('draftSpec'));

describe('a replay', () => {
  it('of a log that tasks have written finds nothing', () => {
    expect(replayed()).toBeNull();
    expect(replayed(first, second, third)).toBeNull();
  });

  it('keeps the tasks of one log apart', () => {
    expect(replayed(first, other(first), other(second), second, third, other(third))).toBeNull();
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
    expect(replayed(...entries)).toEqual({ index, message });
  });

  it('names an entry that is none, on one line', () => {
    const [one, two] = stored(first, second);
    if (!one || !two) throw new Error('no entries');
    const found = replay(logOf([one, { ...two, data: { ...two.data, colour: 'red', size: 1 } }]));
    expect(found).toMatchObject({ index: 1, message: expect.stringMatching(/^admitted: .*colour[^\n]*$/) });
  });
});
