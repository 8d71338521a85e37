import { setTimeout as sleep } from 'node:timers/promises';
import type { Store } from '../../store/port.ts';
import { parseEntry, type Entry } from '../../task/entry.ts';
import type { TaskId } from '../../task/names.ts';

const everyMs = 25;

export type Followed = {
  readonly store: Pick<Store, 'entries'>;
  readonly task: TaskId;
  readonly stop: AbortSignal;
  /** Called once an entry, in order. */
  readonly onEntry: (entry: Entry) => Promise<void>;
  /** Resolves when neither the local GitHub nor the App has anything under way. */
  readonly quiet: () => Promise<void>;
  /** Called when nothing more would happen by itself: somebody may move the task once more. */
  readonly onEnd: (last: Entry) => Promise<'over' | 'goes on'>;
  /** What keeps the task from ever ending, in a sentence; null: nothing. */
  readonly trouble: () => string | null;
};

/**
 * Reads the record of a task as it grows until the task is over: reported, cancelled, or held with nobody left to move
 * it. Answers its entries.
 */
export async function followTask(followed: Followed): Promise<Entry[]> {
  const { store, task, stop, onEntry, onEnd, quiet, trouble } = followed;
  const entries: Entry[] = [];
  let isQuiet = false;
  for (;;) {
    stop.throwIfAborted();
    const read = await store.entries.ofTask(task);
    const fresh = read.slice(entries.length).map(readEntry);
    for (const entry of fresh) {
      entries.push(entry);
      await onEntry(entry);
    }
    if (fresh.length > 0) isQuiet = false;
    const wrong = trouble();
    if (wrong !== null) throw new Error(wrong);
    // A hold is announced after it is written.
    const last = entries.findLast(
      ({ kind }) => kind !== 'intent' && kind !== 'announced' && kind !== 'notified',
    );
    const ended = last && ['reported', 'cancelled', 'held'].includes(last.kind);
    if (ended && isQuiet && (await onEnd(last)) === 'over') return entries;
    if (ended) {
      // Some holds end by themselves, and what people see is written after the last entry.
      await quiet();
      isQuiet = true;
    } else {
      await sleep(everyMs, undefined, { signal: stop });
    }
  }
}

function readEntry(logged: unknown): Entry {
  const parsed = parseEntry(logged);
  if (parsed.kind === 'wrong') throw new Error(`the record holds what is no entry: ${parsed.message}`);
  return parsed.entry;
}
