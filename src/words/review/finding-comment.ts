import { longestRun } from '../../markdown/inert.ts';
import { codeSpan } from '../code.ts';
import { severityWord, type Finding } from './findings.ts';
import { foreignMarkdown } from '../neutralise.ts';

/** A finding on its line of the diff. The hidden first line tells the next round which finding it is. */
export function findingComment({
  rule,
  severity,
  message,
  key,
  suggestion,
}: Finding & { readonly key: string }): string {
  const said = `${marker}${key} -->\n**${severityWord(severity)}** (${codeSpan(rule, 60)})\n\n${foreignMarkdown(message.trim(), 10_000)}`;
  const parts = [said, suggestion ? suggestionBlock(suggestion.replacement) : null, wayOut];
  return parts.filter((part) => part !== null).join('\n\n');
}

/** The key of a finding that a comment of ours is about; null where it is about none. */
export function keyInComment(body: string): string | null {
  return /^<!-- cadence:finding ([0-9a-f]{32}) -->/.exec(body)?.[1] ?? null;
}

/** What a comment of ours says, without its marker and the way out. */
export function saidInComment(body: string): string {
  return body.replace(/^<!-- cadence:finding \S+ -->\n/, '').replace(`\n\n${wayOut}`, '');
}

/** What GitHub offers to apply: word for word, in a fence longer than any run of backticks inside. */
function suggestionBlock(replacement: string): string {
  const ticks = '`'.repeat(Math.max(3, longestRun(replacement) + 1));
  return [`${ticks}suggestion`, ...(replacement === '' ? [] : [replacement]), ticks].join('\n');
}

const marker = '<!-- cadence:finding ';
const wayOut = '<sub>Resolve this conversation to dismiss the finding for good (needs write access).</sub>';
