import type { Evidence } from '../../task/entry.ts';
import { codeSpan } from '../code.ts';
import { evidenceSentence, flakyNames } from '../facts.ts';
import { findingsCount, findingsList, type Finding } from './findings.ts';
import { quoted } from '../neutralise.ts';

export type ReviewWords = {
  readonly taskId: string;
  readonly headSha: string;
  readonly verdict: 'pass' | 'reject';
  readonly findings: readonly (Finding & { readonly round: 'new' | 'again' })[];
  /** How many findings count no more, because a person dismissed them. */
  readonly dismissed: number;
  /** Of the Efficiency agent; null where there is none. */
  readonly summary: string | null;
  readonly reviewers: readonly string[];
  readonly evidence: Evidence;
};

/** The one review of a head. An app cannot approve its own pull request, so the words carry the verdict. */
export function reviewBody(words: ReviewWords): string {
  const { headSha, verdict, findings, dismissed, summary, reviewers, evidence } = words;
  const fresh = findings.filter(({ round }) => round === 'new');
  const parts = [
    `<!-- cadence:review ${headSha} -->\n**${verdict === 'pass' ? '✅ Passed' : '❌ Changes needed'}**, ${findingsCount(findings)}, at ${headSha}.`,
    `Reviewed by ${reviewers.map((name) => codeSpan(name, 60)).join(', ') || 'nobody'}. Tests: ${evidenceSentence(evidence, 'page')}${flakyNames(evidence)}.`,
    summary === null ? null : quoted(summary, 2_000),
    fresh.length > 0 ? findingsList(fresh) : null,
    still(findings.length - fresh.length),
    gone(dismissed),
    verdict === 'pass'
      ? 'This verdict is for this head alone.'
      : 'The next attempt takes these findings into account, as long as attempts are left.',
  ];
  return parts.filter((part) => part !== null).join('\n\n');
}

/** Nothing is said twice: what stands from an earlier round has its conversation there. */
function still(count: number): string | null {
  if (count === 0) return null;
  return count === 1
    ? 'One more finding stands from an earlier round: see its conversation.'
    : `${count} more findings stand from earlier rounds: see their conversations.`;
}

function gone(count: number): string | null {
  if (count === 0) return null;
  return count === 1
    ? 'One finding was dismissed by a person and does not count.'
    : `${count} findings were dismissed by people and do not count.`;
}
