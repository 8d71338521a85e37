/** Folds every task of a log again, as an auditor does: the first entry that no task could have written, or null. */
import type { LogEntry } from '../record/log-entry.ts';
import { parseEntry } from './entry.ts';
import { fold } from './fold.ts';
import type { Task } from './task.ts';

export function replay(entries: readonly LogEntry[]): { index: number; message: string } | null {
  const tasks = new Map<string, Task>();
  for (const stored of entries) {
    const { index, task } = stored;
    const parsed = parseEntry(stored);
    if (parsed.kind === 'wrong') return { index, message: parsed.message.replaceAll(/\s+/g, ' ') };
    const folded = fold(tasks.get(task) ?? null, parsed.entry);
    if (folded.kind === 'refused') return { index, message: `${task}: ${folded.message}` };
    tasks.set(task, folded.task);
  }
  return null;
}
