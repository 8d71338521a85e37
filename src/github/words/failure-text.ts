/** What an attempt learned from a red run: plain text for the next prompt and, in a code block, for people. */
import type { TestCase } from '../../task/gates/test-results.ts';
import { clean, oneLine } from './clean.ts';
import { cutLine, lastPart } from './cut.ts';

export type FailureWords = {
  readonly failed: readonly Pick<TestCase, 'id' | 'message' | 'detail'>[];
  /** GitHub's conclusion of the run. */
  readonly conclusion: string | null;
};

const most = { all: 8_000, ids: 40, details: 12, idLength: 160, messageLength: 400 };

/** At most 8,000 characters: every failed test by name as far as there is room, a few with what pytest said. */
export function failureText({ failed, conclusion }: FailureWords): string {
  if (failed.length === 0)
    return `The test run ended with "${oneLine(conclusion ?? 'no conclusion')}" and names no failed test.`;
  const detailed = failed.slice(0, most.details);
  const others = failed.slice(most.details);
  const named = others.slice(0, most.ids).map(({ id }) => `- ${idOf(id)}`);
  const unnamed = others.length - named.length;
  const rest = [
    ...(named.length > 0 ? ['Also failed:', ...named] : []),
    ...(unnamed > 0 ? [`… and ${unnamed} more`] : []),
  ].join('\n');
  const head = failed.length === 1 ? '1 test failed.' : `${failed.length} tests failed.`;
  const room = most.all - head.length - rest.length - 4 - detailed.length * 2;
  const share = Math.floor(room / detailed.length);
  return [head, ...detailed.map((one) => described(one, share)), ...(rest ? [rest] : [])].join('\n\n');
}

function described({ id, message, detail }: FailureWords['failed'][number], share: number): string {
  const title = idOf(id);
  const said = cutLine(oneLine(message), Math.min(most.messageLength, Math.max(1, share - title.length - 4)));
  const room = share - title.length - said.length - 6;
  const text = clean(detail).trim();
  // A traceback that only repeats the message teaches nothing.
  const trace = room > 80 && text !== said ? lastPart(text, room) : '';
  return [title, ...(said ? [`  ${said}`] : []), ...(trace ? [trace] : [])].join('\n');
}

function idOf(id: string): string {
  return cutLine(oneLine(id), most.idLength);
}
