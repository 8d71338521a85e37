import { say } from '../shared/print.ts';

/**
 * Exit codes of `demo` and `try`, as the contract fixes them. As wanted: merged, or for `demo` as its scenario says;
 * otherwise: held or cancelled, which the JSON line tells.
 */
export const exitCodes = { asWanted: 0, otherwise: 1, usage: 2, broken: 3 } as const;

/** One sentence on stderr, and the exit code that goes with it. */
export function fail(
  sentence: string,
  code: (typeof exitCodes)['usage' | 'broken'] = exitCodes.usage,
): number {
  say(sentence);
  return code;
}
