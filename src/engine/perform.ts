/** One step: announced where it has an effect or a price, done before its deadline, and turned into what to record. */
import { effects, isEffect, localActs } from '../acts/table.ts';
import type { Effect, Intent, Outcome, LocalAct, Result, Turn } from '../acts/act.ts';
import type { EntryData } from '../task/entry.ts';
import { roleHolder } from '../task/roles.ts';
import type { Situation } from '../task/situation.ts';
import type { Step } from '../task/step.ts';
import type { Task } from '../task/task.ts';
import { append, type Writer } from './append-entry.ts';
import { mend } from './mend.ts';

export type Done =
  | {
      readonly kind: 'done';
      readonly task: Task;
      readonly outcome: Outcome | null;
      /** What GitHub's own reply told; null: look again. */
      readonly situation: Situation | null;
      /** Nothing more before this time (epoch ms): going on at once would meet the same answer. */
      readonly notBefore: number | null;
    }
  | { readonly kind: 'wait'; readonly task: Task; readonly dueAt: number };

type Doable = Exclude<Step, { kind: 'wait' | 'queue' }>;

export async function perform(writer: Writer, turn: Turn, step: Doable): Promise<Done> {
  if (isEffect(step.kind)) return performEffect(writer, turn, step);
  const reading = localActs[step.kind] as unknown as LocalAct;
  if (reading.cost === 'free') return conclude(turn, await reading.run(turn, step), 'keep');
  // A model may be slow: what people see is brought up to date first.
  const situation = asksCoder(turn, step) ? await mend(turn, writer) : turn.situation;
  const task = await append(
    writer,
    turn.task,
    announce(turn, { step: step.kind, key: turn.task.id, data: {} }),
  );
  const next: Turn = { ...turn, task, situation };
  return conclude(next, await reading.run(next, step), 'keep');
}

function asksCoder({ task }: Turn, step: Doable): boolean {
  const { state } = task;
  if (step.kind !== 'buildPatch' || state.phase !== 'Execute') return false;
  return roleHolder(task, null, 'execute') === 'agent' || state.work.learned !== null;
}

async function performEffect(writer: Writer, turn: Turn, step: Doable): Promise<Done> {
  const effect = effects[step.kind as keyof typeof effects] as unknown as Effect;
  const plan = await effect.plan(turn, step);
  if (plan.kind !== 'plan') return conclude(turn, plan, 'look again');
  const intent: Intent = { step: step.kind, key: plan.key, data: plan.data };
  const announced = announce(turn, intent);
  const task = await append(writer, turn.task, announced);
  const next: Turn = { ...turn, task };
  const deadline = task.open?.deadline ?? 0;
  const left = deadline - turn.deps.now();
  if (left <= 0) return conclude(next, { kind: 'unknown', message: 'past its deadline' }, 'look again');
  const result = await effect.act(next, intent, AbortSignal.timeout(left));
  return conclude(next, result, 'look again');
}

function announce(turn: Turn, intent: Intent): Outcome {
  const { deps } = turn;
  const deadline = new Date(deps.now() + deps.settings.deadlineMs).toISOString();
  const data: EntryData<'intent'> = { step: intent.step, key: intent.key, deadline, data: intent.data };
  return { kind: 'outcome', draft: { kind: 'intent', data }, artefacts: [], situation: null };
}

/** What follows from a result. `keep`: nothing on GitHub changed, so what was seen is still what there is. */
function conclude(turn: Turn, result: Result, after: 'keep' | 'look again'): Done {
  const { task, situation, deps } = turn;
  const open = task.open;
  const later = deps.now() + deps.settings.lookMs;
  switch (result.kind) {
    case 'outcome':
      return {
        kind: 'done',
        task,
        outcome: result,
        situation: result.situation ?? (after === 'keep' ? situation : null),
        notBefore: null,
      };
    case 'pending':
      return { kind: 'wait', task, dueAt: deps.now() + deps.settings.pendingMs };
    case 'stale':
      return drop(task, result.reason, result.situation, result.reason === 'head-moved' ? null : later);
    case 'refused':
    case 'gone':
      return open ? drop(task, `github-${result.kind}`, null, later) : waiting(task, later);
    case 'limited':
      return open ? drop(task, 'limited', null, result.until) : waiting(task, result.until);
    case 'unknown':
      // It may have been done: settle-open looks, and drops it only after the settling time.
      return waiting(task, open ? deps.now() + deps.settings.pendingMs : later);
    default: {
      const never: never = result;
      throw new Error(`unknown result ${JSON.stringify(never)}`);
    }
  }
}

function waiting(task: Task, dueAt: number): Done {
  return { kind: 'wait', task, dueAt };
}

export type Lost = NonNullable<EntryData<'intent_dropped'>['lost']>;

export function drop(
  task: Task,
  reason: string,
  situation: Situation | null,
  notBefore: number | null,
  lost: Lost | null = null,
): Done {
  if (!task.open) return { kind: 'done', task, outcome: null, situation, notBefore };
  const data = { step: task.open.step, reason, ...(lost === null ? {} : { lost }) };
  const draft = { kind: 'intent_dropped', data } as const;
  const outcome: Outcome = { kind: 'outcome', draft, artefacts: [], situation: null };
  return { kind: 'done', task, outcome, situation, notBefore };
}
