import type { Message } from '../model.ts';
import { estimateTokens } from './estimate-tokens.ts';

const leftOut = '[left out to save room; ask again if you need it]';

/**
 * A conversation that fits into `tokens`: the oldest tool answers give way first, the last few and the task never.
 * Null when that is not enough.
 */
export function trimHistory(messages: readonly Message[], tokens: number): readonly Message[] | null {
  let size = messages.reduce((sum, message) => sum + sizeOf(message), 0);
  const kept = [...messages];
  for (let at = 0; size > tokens && at < kept.length - 4; at += 1) {
    const message = kept[at];
    if (message?.role !== 'tool' || message.text.length <= leftOut.length) continue;
    const short: Message = { ...message, text: leftOut };
    size += sizeOf(short) - sizeOf(message);
    kept[at] = short;
  }
  return size > tokens ? null : kept;
}

/** Tokens of a message as it goes over the wire. */
export function sizeOf(message: Message): number {
  return estimateTokens(JSON.stringify(message));
}
