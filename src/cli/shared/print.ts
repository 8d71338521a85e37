/** What a command found out: stdout, for people and programs. */
export function printResult(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

export function printJson(value: unknown): void {
  printResult(JSON.stringify(value));
}

/** A sentence about the command itself: stderr. */
export function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}
