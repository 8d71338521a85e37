/**
 * Folds every task of a log again, as an auditor does: the first entry that no task could have written, or null. Beside
 * the folds stands what only the whole log shows: whose it is, in which order its tasks began, that one merge at a time
 * was under way on a base, and that a size and a root in an entry are those of the log right there.
 */
import type { Log, Misstep } from '../record/verify-export.ts';
import { parseTrailer } from '../record/trailer.ts';
import { parseEntry, type Entry } from './entry.ts';
import { commitmentProblem } from './fold/commitments.ts';
import { fold } from './fold.ts';
import { lockedBase } from './gates/locked-base.ts';
import { formatTaskId, parseTaskId, type Address } from './names.ts';
import { isOver, type Task } from './task.ts';

/** Where a task stands, the index of its last entry, and every artefact that it has committed to. */
type Stood = { readonly task: Task; readonly index: number; readonly artefacts: Set<Address> };

export function replay(log: Log): Misstep | null {
  const tasks = new Map<string, Stood>();
  const locks = new Map<string, string>();
  for (const stored of log.entries) {
    const { index, task } = stored;
    const parsed = parseEntry(stored);
    if (parsed.kind === 'wrong') return { index, message: parsed.message.replaceAll(/\s+/g, ' ') };
    const { entry } = parsed;
    const before = tasks.get(task) ?? null;
    const folded = fold(before?.task ?? null, entry);
    if (folded.kind === 'refused') return { index, message: `${task}: ${folded.message}` };
    const artefacts = before?.artefacts ?? new Set<Address>();
    const problem =
      placeProblem(entry, log, tasks) ??
      sealProblem(entry, log, before?.index ?? -1) ??
      lockProblem(folded.task, locks) ??
      commitmentProblem(artefacts, entry);
    if (problem !== null) return { index, message: `${task}: ${problem}` };
    for (const address of entry.artefacts) artefacts.add(address);
    tasks.set(task, { task: folded.task, index, artefacts });
  }
  return null;
}

function placeProblem(entry: Entry, { repo }: Log, tasks: ReadonlyMap<string, Stood>): string | null {
  const id = parseTaskId(entry.task);
  if (id?.repo !== repo) return `an entry of another repository than ${repo}`;
  if (formatTaskId(id.repo, id.issue, id.generation) !== entry.task) return 'another spelling of the task';
  if (entry.kind !== 'queued' || id.generation === 1) return null;
  const last = tasks.get(formatTaskId(id.repo, id.issue, id.generation - 1))?.task;
  if (last === undefined || !isOver(last)) return 'begun again before it was over';
  const isLater = Date.parse(entry.data.labelledAt) > Date.parse(last.authority.labelledAt);
  return isLater ? null : 'begun again without a new label';
}

/** A seal is of the log as it stood: the task's own last entry is in it, and others may have come in since. */
function sealProblem(entry: Entry, log: Log, last: number): string | null {
  const sealed = sealIn(entry, log);
  if (sealed === null) return null;
  if (typeof sealed === 'string') return sealed;
  if (sealed.size <= last || sealed.size > entry.index)
    return `${entry.kind} of ${sealed.size} entries, which it does not follow`;
  const root = log.rootAt(sealed.size);
  return root && Buffer.from(root).toString('base64') === sealed.root
    ? null
    : `${entry.kind} of another root`;
}

function sealIn(entry: Entry, log: Log): { readonly size: number; readonly root: string } | string | null {
  if (entry.kind === 'archived') return entry.data;
  if (entry.kind !== 'intent' || entry.data.step !== 'merge') return null;
  const published = parseTrailer(entry.data.data.trailer, log.repo);
  if (published === null) return 'a trailer that cannot be read';
  if (!log.isSigned(published)) return 'a trailer that the key of the log did not sign';
  return { size: published.size, root: Buffer.from(published.root).toString('base64') };
}

/** From an announced merge until its landing was seen, no other task merges into the base. */
function lockProblem(task: Task, locks: Map<string, string>): string | null {
  for (const [base, by] of locks) if (by === task.id) locks.delete(base);
  const base = lockedBase(task);
  if (base === null) return null;
  const by = locks.get(base);
  locks.set(base, by ?? task.id);
  return by === undefined ? null : `a merge into ${base} while ${by} merges into it`;
}
