/**
 * Effects that are one GraphQL document: what is missing is computed from the situation, so a first try, a second one
 * and a healing are the same call. Projections ride along, and the reply carries the situation after it.
 */
import type { Mutation } from '../task/mutation.ts';
import type { Draft } from '../task/entry.ts';
import type { StepKind } from '../task/step.ts';
import type { Effect, Intent, Outcome, Result, Stale, Turn } from './act.ts';
import { explainedText } from './artefacts/explained-text.ts';
import { lookFor } from './look.ts';
import { projectionsAfter } from './projections.ts';

export type DocumentEffect<K extends StepKind> = Pick<Effect<K>, 'step' | 'documented' | 'plan' | 'look'> & {
  /** What GitHub lacks of the effect, in order; or why it cannot be made. */
  missing(turn: Turn, intent: Intent): Promise<readonly Mutation[] | Outcome | Stale>;
  /** The entry that is expected, so that what people see can be written in the same document. */
  expected(turn: Turn, intent: Intent): Draft;
  /** What to record when GitHub refused a part and the effect cannot be seen. */
  refused(turn: Turn, intent: Intent, messages: readonly string[]): Outcome | Stale;
};

export function documentEffect<K extends StepKind>(effect: DocumentEffect<K>): Effect<K> {
  const { step, documented, plan, look } = effect;
  return { step, documented, plan, look, act: (turn, intent, signal) => send(effect, turn, intent, signal) };
}

async function send<K extends StepKind>(
  effect: DocumentEffect<K>,
  turn: Turn,
  intent: Intent,
  signal: AbortSignal,
): Promise<Result> {
  const missing = await effect.missing(turn, intent);
  const tellsHold = effect.step === 'announce' || effect.step === 'notify';
  const explained = tellsHold ? await explainedText(turn.deps, turn.task) : null;
  if ('kind' in missing) return missing;
  const mutations: readonly Mutation[] = [
    ...missing,
    ...(await projectionsAfter(turn, effect.expected(turn, intent), explained, 'may be posted')),
  ];
  const { github } = turn.deps;
  const look = lookFor(turn.task, turn.frozen);
  const reply = await github.mutate(mutations, look, signal);
  if (reply.kind !== 'replied') return reply;
  const situation = reply.situation ?? (await github.observe(look));
  if ('kind' in situation) return situation;
  const found = effect.look({ ...turn, situation }, intent);
  if (found) return { ...found, situation };
  // A label that could not be put on is no refusal of the effect.
  const own = missing.length > 0 ? reply.results.slice(0, missing.length) : reply.results;
  const messages = own.flatMap((result) => (result.kind === 'refused' ? [result.message] : []));
  // Nothing was refused and yet it is not to be seen: GitHub's read side may lag behind; the next look decides.
  if (messages.length === 0) return { kind: 'unknown', message: `${effect.step} is not visible yet` };
  return { ...effect.refused(turn, intent, messages), situation };
}
