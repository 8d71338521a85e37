import { wrap } from '../../words/wrap.ts';

/** No line for people is longer. */
const columns = 100;

/** What a command found out: stdout, for people and programs. */
export function printResult(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

/** Sentences for people on stdout; lines after the first stand further in. */
export function printSentences(text: string, indent = 0): void {
  const [first = '', ...rest] = wrap(text, columns);
  const below = rest.length === 0 ? [] : wrap(text.slice(first.length).trimStart(), columns - indent);
  printResult([first, ...below.map((line) => ' '.repeat(indent) + line)].join('\n'));
}

export function printJson(value: unknown): void {
  printResult(JSON.stringify(value));
}

/** A sentence about the command itself: stderr. */
export function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}
