/**
 * Effects that are one GraphQL document: what is missing is computed from the situation, so a first try, a second one
 * and a healing are the same call. Projections ride along, and the reply carries the situation after it.
 */
import type { Mutation, RefusedMutation } from '../task/shapes/mutation.ts';
import type { Draft } from '../task/entry.ts';
import type { IntentData, IntentStep } from '../task/intents.ts';
import type { Effect, Intent, Outcome, Result, Stale, Turn } from './act.ts';
import { explainedText } from './artefacts/explanation.ts';
import { requestFor } from './look.ts';
import { projectionsAfter } from './projections.ts';

export type DocumentEffect<K extends IntentStep, I> = Pick<
  Effect<K, I>,
  'step' | 'documented' | 'plan' | 'look'
> & {
  /** What GitHub lacks of the effect, in order; or why it cannot be made. */
  missing(turn: Turn, intent: Intent<I>): Promise<readonly Mutation[] | Outcome | Stale>;
  /** The entry that is expected, so that what people see can be written in the same document. */
  expected(turn: Turn, intent: Intent<I>): Draft;
  /** What to record when GitHub refused these parts and the effect cannot be seen. */
  refused(turn: Turn, intent: Intent<I>, refusals: readonly RefusedMutation[]): Outcome | Stale;
};

export function documentEffect<K extends IntentStep, I = IntentData<K>>(
  effect: DocumentEffect<K, I>,
): Effect<K, I> {
  const { step, documented, plan, look } = effect;
  return { step, documented, plan, look, act: (turn, intent, signal) => send(effect, turn, intent, signal) };
}

async function send<K extends IntentStep, I>(
  effect: DocumentEffect<K, I>,
  turn: Turn,
  intent: Intent<I>,
  signal: AbortSignal,
): Promise<Result> {
  const missing = await effect.missing(turn, intent);
  const tellsHold = effect.step === 'announce' || effect.step === 'notify';
  const explained = tellsHold ? await explainedText(turn.deps, turn.task) : null;
  if ('kind' in missing) return missing;
  const mutations: readonly Mutation[] = [
    ...missing,
    ...(await projectionsAfter(turn, effect.expected(turn, intent), { explained, comment: 'post' })),
  ];
  const { github } = turn.deps;
  const look = requestFor(turn.task, turn.frozen);
  const reply = await github.mutate(mutations, look, signal);
  if (reply.kind !== 'replied') return reply;
  const { observations } = turn;
  if (reply.situation) observations.learned(reply.situation);
  else {
    const seen = await observations.refresh();
    if ('kind' in seen) return seen;
  }
  const found = effect.look(turn, intent);
  if (found) return found;
  // A label that could not be put on is no refusal of the effect.
  const own = missing.length > 0 ? reply.results.slice(0, missing.length) : reply.results;
  const refusals = own.filter((result) => result.kind === 'refused');
  // Nothing was refused and yet it is not to be seen: GitHub's read side may lag behind; the next look decides.
  if (refusals.length === 0) return { kind: 'unknown', message: `${effect.step} is not visible yet` };
  return effect.refused(turn, intent, refusals);
}
