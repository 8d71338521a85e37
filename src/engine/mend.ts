/** Brings what people see in line with the task, where it is not; never the reason for a task to stop. */
import { readText } from '../acts/json-artefact.ts';
import { lookFor } from '../acts/look.ts';
import { projections } from '../acts/projections.ts';
import type { Turn } from '../acts/act.ts';
import { activeOf, type Task } from '../task/task.ts';
import type { Address } from '../task/names.ts';
import type { Situation } from '../task/situation.ts';
import type { Writer } from './append.ts';

/** Answers what GitHub shows afterwards, where its reply told. */
export async function mend(turn: Turn, { deps }: Writer): Promise<Situation> {
  const { task, frozen, situation } = turn;
  const address = explainedOf(task);
  const explained = address ? await readText(deps, address) : null;
  const mutations = projections(task, frozen, situation, explained);
  if (mutations.length === 0) return situation;
  const signal = AbortSignal.timeout(deps.settings.deadlineMs);
  const reply = await turn.deps.github.mutate(mutations, lookFor(task, frozen), signal);
  if (reply.kind === 'replied') return reply.situation ?? situation;
  deps.log.warn({ task: task.id, failure: reply.kind }, 'status not brought up to date');
  return situation;
}

function explainedOf(task: Task): Address | null {
  const { stand } = task;
  if (stand.phase === 'Held' && stand.explained) return stand.explained;
  if (stand.phase === 'Cancelled') return null;
  const active = activeOf(stand);
  return 'learned' in active ? (active.learned?.explained ?? null) : null;
}
