/**
 * An intent without an outcome: we were interrupted, or an answer was lost. GitHub is asked whether it happened. A look
 * that finds nothing proves nothing until deadline and settling time are over; then it is dropped and decided anew.
 */
import { effects, isEffect } from '../acts/table.ts';
import type { Effect, Turn } from '../acts/act.ts';
import type { OpenIntent } from '../task/task.ts';
import { drop, type Done } from './perform.ts';

export async function settleOpen(turn: Turn, open: OpenIntent): Promise<Done> {
  const { task, situation, deps } = turn;
  if (!isEffect(open.step)) return drop(task, 'interrupted', situation, null);
  const effect = effects[open.step] as unknown as Effect;
  const found = effect.look(turn, open);
  if (found?.kind === 'outcome')
    return { kind: 'done', task, outcome: found, situation: found.situation ?? situation, notBefore: null };
  if (found) return drop(task, found.reason, situation, null);
  const settledAt = open.deadline + deps.settings.settleMs;
  const now = deps.now();
  if (now < settledAt)
    return { kind: 'wait', task, dueAt: nextLook(now, settledAt, deps.settings.pendingMs) };
  return drop(task, 'not-found', null, null);
}

/** Ever rarer looks: most lost answers show at once, and each look is a request. */
function nextLook(now: number, settledAt: number, pendingMs: number): number {
  return Math.min(settledAt, now + Math.max(pendingMs, (settledAt - now) / 3));
}
