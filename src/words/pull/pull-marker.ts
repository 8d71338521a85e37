/**
 * The hidden first line of a pull request's body: what it shows (a key), and a hash of the text below. Where the text
 * no longer has that hash, a person has edited it, and it is theirs from then on.
 */
import { createHash } from 'node:crypto';

const pattern = /^<!-- cadence:pull (\S+) ([\da-f]{16}) ([\da-f]{16}) -->\n/;

export function withPullMarker(task: string, key: string, text: string): string {
  return `<!-- cadence:pull ${task} ${key} ${hashOf(text)} -->\n${text}`;
}

/** The key of a body that is still as we wrote it for this task; null for any other. */
export function pullKeyIn(task: string, body: string): string | null {
  const found = pattern.exec(body.replaceAll('\r\n', '\n'));
  if (
    !found ||
    found[1] !== task ||
    found[3] !== hashOf(body.replaceAll('\r\n', '\n').slice(found[0].length))
  )
    return null;
  return found[2] ?? null;
}

/** Spaces and line ends are GitHub's to keep or not. */
function hashOf(text: string): string {
  return shortHash(text.replace(/\s+/g, ' ').trim());
}

export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
