/** One step: announced where it has an effect or a price, done before its deadline, and turned into what to record. */
import { effectOf, isEffectStep, localActOf, type EffectKind, type LocalKind } from '../acts/table.ts';
import type { Effect, Intent, Outcome, Result, StepOf } from '../acts/act.ts';
import type { EntryData } from '../task/entry.ts';
import type { IntentData } from '../task/intents.ts';
import { roleHolder } from '../task/roles.ts';
import type { Step, StepKind } from '../task/step.ts';
import type { Task } from '../task/task.ts';
import { append, type Writer } from './append-entry.ts';
import { decideNext } from './decide-next.ts';
import { syncProjections } from './sync-projections.ts';
import type { EngineTurn } from './observations.ts';

export type Done =
  | {
      readonly kind: 'done';
      readonly task: Task;
      readonly outcome: Outcome | null;
      /** Nothing more before this time (epoch ms): going on at once would meet the same answer. */
      readonly notBefore: number | null;
    }
  | { readonly kind: 'wait'; readonly task: Task; readonly dueAt: number };

type Doable = Exclude<Step, { kind: 'wait' | 'queue' }>;

export async function perform(writer: Writer, turn: EngineTurn, step: Doable): Promise<Done> {
  if (isEffectStep(step)) return performEffect(writer, turn, step.kind, step);
  return performLocal(writer, turn, step.kind, step);
}

async function performLocal<K extends LocalKind>(
  writer: Writer,
  turn: EngineTurn,
  kind: K,
  step: StepOf<K> & Doable,
): Promise<Done> {
  const act = localActOf(kind);
  if (act.cost === 'free') return conclude(turn, await act.run(turn, step));
  // A model may be slow: what people see is brought up to date first.
  if (asksCoder(turn, step)) await syncProjections(writer, turn);
  const announced = announce(turn, kind, { key: turn.task.id, data: {} });
  const next: EngineTurn = { ...turn, task: await append(writer, turn.task, announced) };
  return conclude(next, await act.run(next, step));
}

function asksCoder({ task }: EngineTurn, step: Doable): boolean {
  const { state } = task;
  if (step.kind !== 'buildPatch' || state.phase !== 'Execute') return false;
  return roleHolder(task, null, 'execute') === 'agent' || state.work.learned !== null;
}

async function performEffect<K extends EffectKind>(
  writer: Writer,
  turn: EngineTurn,
  kind: K,
  step: StepOf<K>,
): Promise<Done> {
  const effect = effectOf(kind);
  const { observations, deps } = turn;
  await observations.expire();
  const intent = await effect.plan(turn, step);
  if (intent.kind !== 'plan') return conclude(turn, intent);
  const task = await append(writer, turn.task, announce(turn, kind, intent));
  const next: EngineTurn = { ...turn, task };
  if (effect.decidedOn === 'a fresh look') {
    const over = await decideAfresh(writer, next, effect, intent);
    if (over) return over;
    await observations.expire();
  }
  const left = (task.open?.deadline ?? 0) - deps.now();
  if (left <= 0) return conclude(next, { kind: 'unknown', message: 'past its deadline' });
  return conclude(next, await effect.act(next, intent, AbortSignal.timeout(left)));
}

/**
 * What is announced is decided once more, on what GitHub shows now and by the very same rules. Null where it is still
 * to be done; else it was done already, or is no longer asked for.
 */
async function decideAfresh<K extends EffectKind>(
  writer: Writer,
  turn: EngineTurn,
  effect: Effect<K>,
  intent: Intent<IntentData<K>>,
): Promise<Done | null> {
  const { task, observations, deps } = turn;
  const seen = await observations.refresh();
  if ('kind' in seen) {
    const notBefore = seen.kind === 'limited' ? seen.until : deps.now() + deps.settings.pendingMs;
    return drop(task, { reason: 'not-seen-afresh', notBefore });
  }
  const found = effect.look(turn, intent);
  if (found) return conclude(turn, found);
  const step = await decideNext(writer.deps, task, task, seen);
  return step.kind === effect.step ? null : drop(task, { reason: 'no-longer-decided', notBefore: null });
}

/** What an intent says is held to its step's schema when it is written. */
function announce({ deps }: EngineTurn, step: StepKind, { key, data: said }: Intent<object>): Outcome {
  const deadline = new Date(deps.now() + deps.settings.deadlineMs).toISOString();
  const data = { step, key, deadline, data: said } as EntryData<'intent'>;
  return { kind: 'outcome', draft: { kind: 'intent', data }, artefacts: [] };
}

/** What follows from a result. */
function conclude({ task, deps }: EngineTurn, result: Result): Done {
  const open = task.open;
  const later = deps.now() + deps.settings.lookMs;
  switch (result.kind) {
    case 'outcome':
      return { kind: 'done', task, outcome: result, notBefore: null };
    case 'pending':
      return { kind: 'wait', task, dueAt: deps.now() + deps.settings.pendingMs };
    case 'stale':
      return drop(task, { reason: result.reason, notBefore: isMovedOn(result.reason) ? null : later });
    case 'refused':
    case 'gone':
      return open ? drop(task, { reason: `github-${result.kind}`, notBefore: later }) : waiting(task, later);
    case 'limited':
      return open ? drop(task, { reason: 'limited', notBefore: result.until }) : waiting(task, result.until);
    case 'unknown':
      // It may have been done: settle-open looks, and drops it only after the settling time.
      return waiting(task, open ? deps.now() + deps.settings.pendingMs : later);
    default: {
      const never: never = result;
      throw new Error(`unknown result ${JSON.stringify(never)}`);
    }
  }
}

/** Somebody was quicker: there is nothing to wait for. */
function isMovedOn(reason: string): boolean {
  return reason === 'head-moved' || reason === 'merged-by-person';
}

function waiting(task: Task, dueAt: number): Done {
  return { kind: 'wait', task, dueAt };
}

export type Lost = NonNullable<EntryData<'intent_dropped'>['lost']>;

/** The open intent ends without its outcome. */
export function drop(
  task: Task,
  { reason, notBefore, lost }: { reason: string; notBefore: number | null; lost?: Lost | null },
): Done {
  if (!task.open) return { kind: 'done', task, outcome: null, notBefore };
  const data = { step: task.open.step, reason, ...(lost ? { lost } : {}) };
  const draft = { kind: 'intent_dropped', data } as const;
  return { kind: 'done', task, outcome: { kind: 'outcome', draft, artefacts: [] }, notBefore };
}
