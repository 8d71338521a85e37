/** Replays the tasks of a log, as an auditor does: the first entry that no task could have written, or null. */
import { parseEntry, type Entry } from './entry.ts';
import { fold } from './fold.ts';
import type { Task } from './task.ts';

export function replay(
  entries: readonly { readonly index: number }[],
): { index: number; message: string } | null {
  const tasks = new Map<string, Task>();
  for (const value of entries) {
    const parsed = parseEntry(value);
    if (parsed.kind === 'wrong') return { index: value.index, message: parsed.message };
    const entry: Entry = parsed.entry;
    const next = fold(tasks.get(entry.task) ?? null, entry);
    if (next.kind === 'refused') return { index: value.index, message: next.message };
    tasks.set(entry.task, next.task);
  }
  return null;
}
