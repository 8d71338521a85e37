import { frozen as frozenSchema } from '../acts/artefacts/authorised-issue.ts';
import { readJson } from '../acts/artefacts/json-artefact.ts';
import { lookFor } from '../acts/look.ts';
import { firstLook, type IssueKey } from '../engine/turn.ts';
import type { ServerSettings } from '../env/settings.ts';
import { createGitHub } from '../github/client.ts';
import { createMeter } from '../github/transport/meter.ts';
import type { LogEntry } from '../record/log-entry.ts';
import type { StoreReader } from '../store/port.ts';
import { decide } from '../task/decide.ts';
import { parseEntry } from '../task/entry.ts';
import { foldAll } from '../task/fold.ts';
import { formatTaskId } from '../task/names.ts';
import type { Step } from '../task/step.ts';
import type { Task } from '../task/task.ts';
import { taskSettings } from './task-settings.ts';

export type Evaluation =
  | {
      readonly kind: 'evaluated';
      readonly task: string | null;
      readonly phase: string;
      readonly held: string | null;
      /** An effect that was announced and whose outcome is not known: it is settled before anything else. */
      readonly open: string | null;
      readonly next: Step;
    }
  | { readonly kind: 'refused'; readonly message: string };

/** Looks at the record and at GitHub and decides, as the engine would; writes nothing anywhere. */
export async function evaluate(
  settings: ServerSettings,
  reader: StoreReader | null,
  key: IssueKey,
  now: () => number,
): Promise<Evaluation> {
  const task = reader && (await latestTask(reader, key));
  const read = async (address: string): Promise<Uint8Array | null> =>
    (await reader?.artefacts.read(address))?.bytes ?? null;
  const frozen = task && (await readJson({ read }, task.frozen, frozenSchema));
  if (task && !frozen) return { kind: 'refused', message: `the frozen words of ${task.id} were erased` };
  const github = createGitHub({
    ...settings.credentials,
    ...settings.github,
    userAgent: 'cadence',
    now,
    log: () => undefined,
  }).repository(key.repo, { installation: null, meter: createMeter() });
  const seen = await github.observe(task && frozen ? lookFor(task, frozen) : firstLook(key));
  if ('kind' in seen) return { kind: 'refused', message: `GitHub did not answer: ${seen.message}` };
  const rows = (await reader?.board.byRepo(key.repo, 'live')) ?? [];
  const paused = rows.some(({ issue, view }) => issue !== key.issue && view.held === 'landed-differs');
  const next = decide(task && { ...task, open: null }, seen, {
    ...taskSettings(settings),
    merging: paused ? 'paused' : 'open',
  });
  return {
    kind: 'evaluated',
    task: task?.id ?? null,
    phase: task?.state.phase ?? 'none',
    held: task?.state.phase === 'Held' ? task.state.reason : null,
    open: task?.open?.step ?? null,
    next,
  };
}

async function latestTask(reader: StoreReader, key: IssueKey): Promise<Task | null> {
  let latest: Task | null = null;
  for (let generation = 1; ; generation += 1) {
    const stored = await reader.entries.ofTask(formatTaskId(key.repo, key.issue, generation));
    if (stored.length === 0) return latest;
    latest = foldStored(stored);
  }
}

function foldStored(stored: readonly LogEntry[]): Task {
  const entries = stored.map((one) => {
    const parsed = parseEntry(one);
    if (parsed.kind === 'wrong') throw new Error(`the record holds an entry that is none: ${parsed.message}`);
    return parsed.entry;
  });
  const folded = foldAll(entries);
  if (folded.kind !== 'task') throw new Error('the record does not fold: cadence verify says where');
  return folded.task;
}
