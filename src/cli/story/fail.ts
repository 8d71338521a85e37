import { say } from '../shared/print.ts';

/** Exit codes of `demo` and `try`, as the contract fixes them. */
export const exitCodes = { merged: 0, held: 1, cancelled: 1, usage: 2, broken: 3 } as const;

/** One sentence on stderr, and the exit code that goes with it. */
export function fail(
  sentence: string,
  code: (typeof exitCodes)['usage' | 'broken'] = exitCodes.usage,
): number {
  say(sentence);
  return code;
}
