import { notSaid, type Usage } from './model.ts';

/** The most that a call can come to, each side in tokens. */
export type Worst = { readonly promptTokens: number; readonly replyTokens: number };

/** Our estimate of a prompt may be wrong by half of what it says; a count beyond this is no count. */
const mostTimes = 2;

/**
 * What a call counts as: at what the server said where that can be so, else at its worst. No server reads a prompt in no
 * tokens, so zero is "not said"; a count that could not have been reserved would spend the budget of others.
 */
export function believeUsage(said: Usage = notSaid, worst: Worst): Usage {
  if (said.counted === 'none') return said;
  const isCount =
    said.counted === 'server' &&
    canBe(said.promptTokens, worst.promptTokens) &&
    canBe(said.replyTokens, worst.replyTokens);
  return isCount ? said : { ...worst, counted: 'estimated' };
}

function canBe(tokens: number, worst: number): boolean {
  return Number.isSafeInteger(tokens) && tokens > 0 && tokens <= worst * mostTimes;
}
