/** Exit codes of the commands, as the contract fixes them. */
export const exitCodes = { merged: 0, held: 1, cancelled: 1, usage: 2, broken: 3 } as const;

/** One sentence on stderr; the exit code that goes with it. */
export function say(message: string, code: number = exitCodes.usage): number {
  process.stderr.write(`${message}\n`);
  return code;
}
