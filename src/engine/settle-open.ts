/**
 * An intent without an outcome: we were interrupted, or an answer was lost. GitHub is asked whether it happened. A look
 * that finds nothing proves nothing until deadline and settling time are over; then it is dropped and decided again.
 */
import { effectOf, isEffect } from '../acts/table.ts';
import type { OpenIntent } from '../task/task.ts';
import { drop, type Done, type Lost } from './perform.ts';
import type { EngineTurn } from './observations.ts';

export async function settleOpen(turn: EngineTurn, open: OpenIntent): Promise<Done> {
  const { task, observations, deps } = turn;
  if (!isEffect(open.step))
    return drop(task, { reason: 'interrupted', notBefore: null, lost: await lostIn(turn) });
  const found = effectOf(open.step).look(turn, open);
  if (found?.kind === 'outcome') return { kind: 'done', task, outcome: found, notBefore: null };
  if (found) return drop(task, { reason: found.reason, notBefore: null });
  const settledAt = open.deadline + deps.settings.settleMs;
  const now = deps.now();
  if (now < settledAt)
    return { kind: 'wait', task, dueAt: nextLook(now, settledAt, deps.settings.pendingMs) };
  await observations.expire();
  return drop(task, { reason: 'not-found', notBefore: null });
}

/** What models were paid for replies that were lost with us: all that the ledger has and the record has not. */
async function lostIn({ task, deps }: EngineTurn): Promise<Lost | null> {
  const { tokens, usd } = await deps.ledger.used(task.id);
  const { tokensIn, tokensOut, costUsd } = task.spent;
  const lost = { tokens: Math.max(0, tokens - tokensIn - tokensOut), usd: Math.max(0, usd - costUsd) };
  return lost.tokens > 0 ? lost : null;
}

/** Ever rarer looks: most lost answers show at once, and each look is a request. A whole number: the store takes no other. */
function nextLook(now: number, settledAt: number, pendingMs: number): number {
  return Math.min(settledAt, now + Math.max(pendingMs, Math.ceil((settledAt - now) / 3)));
}
