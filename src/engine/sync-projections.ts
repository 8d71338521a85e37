/** Brings what people see in line with the task, where it is not; never the reason for a task to stop. */
import { explainedText } from '../acts/artefacts/explanation.ts';
import { readText } from '../acts/artefacts/json-artefact.ts';
import { requestFor } from '../acts/look.ts';
import { projections, projectionsAfter } from '../acts/projections.ts';
import type { Outcome } from '../acts/act.ts';
import type { Mutation } from '../task/shapes/mutation.ts';
import { fenced, type Writer } from './append-entry.ts';
import type { EngineTurn } from './observations.ts';

export async function syncProjections(writer: Writer, turn: EngineTurn): Promise<void> {
  const { task, frozen, observations, deps } = turn;
  const explained = await explainedText(deps, task);
  await send(
    writer,
    turn,
    await projections(
      { task, frozen, situation: observations.current(), deps },
      { explained, comment: 'edit' },
    ),
  );
}

/**
 * Announces a hold before it is written down, so that the request that does it is in its entry; a person waits for
 * nothing else. What was announced and not written is announced again.
 */
export async function announceHold(
  writer: Writer,
  turn: EngineTurn,
  { draft, artefacts }: Outcome,
): Promise<void> {
  // With no comment yet, announcing the hold is a step of its own.
  if (draft.kind !== 'held' || turn.observations.current().status.length === 0) return;
  const address = draft.data.explained;
  const kept = artefacts.find((artefact) => artefact.address === address);
  const stored = address && !kept ? await readText(turn.deps, address) : null;
  const explained = kept ? new TextDecoder().decode(kept.bytes) : stored;
  await send(writer, turn, await projectionsAfter(turn, draft, { explained, comment: 'edit' }));
}

async function send(
  writer: Writer,
  { task, frozen, observations, deps }: EngineTurn,
  mutations: readonly Mutation[],
): Promise<void> {
  if (mutations.length === 0) return;
  // No intent guards what people see: a worker that has lost the task must not post a second comment.
  if (!(await writer.deps.store.due.holds(writer.claim, deps.now()))) throw fenced;
  await observations.markStart();
  const signal = AbortSignal.timeout(deps.settings.deadlineMs);
  const reply = await deps.github.mutate(mutations, requestFor(task, frozen), signal);
  if (reply.kind !== 'replied')
    writer.deps.log.warn({ task: task.id, failure: reply.kind }, 'status not brought up to date');
  else if (reply.situation) observations.learned(reply.situation);
}
