import type { LogEntry } from '../../record/log-entry.ts';
import { parseEntry } from '../../task/entry.ts';
import { fold } from '../../task/fold.ts';
import type { Task } from '../../task/task.ts';

/** Walks every task of a log through its phases; the first entry that no task could have written, or null. */
export function replayPhases(
  entries: readonly LogEntry[],
): { readonly index: number; readonly message: string } | null {
  const tasks = new Map<string, Task>();
  for (const logged of entries) {
    const parsed = parseEntry(logged);
    if (parsed.kind === 'wrong') return { index: logged.index, message: parsed.message };
    const { entry } = parsed;
    const folded = fold(tasks.get(entry.task) ?? null, entry);
    if (folded.kind === 'refused') return { index: logged.index, message: folded.message };
    tasks.set(entry.task, folded.task);
  }
  return null;
}
