/** Brings what people see in line with the task, where it is not; never the reason for a task to stop. */
import { explainedText } from '../acts/artefacts/explained-text.ts';
import { readText } from '../acts/artefacts/json-artefact.ts';
import { lookFor } from '../acts/look.ts';
import { projections, projectionsAfter } from '../acts/projections.ts';
import type { Outcome, Turn } from '../acts/act.ts';
import type { Mutation } from '../task/mutation.ts';
import type { Situation } from '../task/situation.ts';
import { fenced, type Writer } from './append-entry.ts';

/** Answers what GitHub shows afterwards, where its reply told. */
export async function mend(turn: Turn, writer: Writer): Promise<Situation> {
  const explained = await explainedText(turn.deps, turn.task);
  const mutations = await projections(turn, explained, 'is only edited');
  return send(turn, writer, mutations);
}

/**
 * Tells a hold before it is written down, so that the request that tells it is in its entry; a person waits for nothing
 * else. Told and not written, it is told again.
 */
export async function tellHold(
  turn: Turn,
  writer: Writer,
  { draft, artefacts }: Outcome,
): Promise<Situation> {
  // With no comment yet, announcing the hold is a step of its own.
  if (draft.kind !== 'held' || turn.situation.status.length === 0) return turn.situation;
  const address = draft.data.explained;
  const kept = artefacts.find((artefact) => artefact.address === address);
  const stored = address && !kept ? await readText(turn.deps, address) : null;
  const explained = kept ? new TextDecoder().decode(kept.bytes) : stored;
  return send(turn, writer, await projectionsAfter(turn, draft, explained, 'is only edited'));
}

async function send(
  { task, frozen, situation, deps }: Turn,
  writer: Writer,
  mutations: readonly Mutation[],
): Promise<Situation> {
  if (mutations.length === 0) return situation;
  // No intent guards what people see: whoever lost the task meanwhile must not post a second comment.
  if (!(await writer.deps.store.due.holds(writer.claim, deps.now()))) throw fenced;
  const signal = AbortSignal.timeout(deps.settings.deadlineMs);
  const reply = await deps.github.mutate(mutations, lookFor(task, frozen), signal);
  if (reply.kind === 'replied') return reply.situation ?? situation;
  writer.deps.log.warn({ task: task.id, failure: reply.kind }, 'status not brought up to date');
  return situation;
}
