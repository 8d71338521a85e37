import { stripVTControlCharacters } from 'node:util';

/** A job's log as GitHub keeps it, line by line, without colours and the time before each line. */
export function logLines(text: string): string[] {
  return stripVTControlCharacters(text)
    .split(/\r?\n/u)
    .map((line) => line.replace(/^\uFEFF?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z ?/u, '').trimEnd());
}

/** GitHub's own lines: groups, errors, masked values. */
export function isWorkflowCommand(line: string): boolean {
  return /^(?:##\[|::[a-z-]+(?: |::))/u.test(line);
}
