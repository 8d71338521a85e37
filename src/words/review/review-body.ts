import type { Ground } from '../../task/gates/ground.ts';
import { codeSpan } from '../code.ts';
import { flakyNames, testsSentence } from '../facts.ts';
import { findingsCount, findingsList, type Finding } from './findings.ts';
import { quoted } from '../neutralise.ts';

export type ReviewWords = {
  readonly headSha: string;
  readonly verdict: 'pass' | 'reject';
  readonly findings: readonly (Finding & { readonly round: 'new' | 'again' })[];
  /** The new ones without a comment on their line: each finding is said once. */
  readonly listed: readonly Finding[];
  /** How many new ones have a comment on their line. */
  readonly inline: number;
  /** How many findings count no more, because a person dismissed them. */
  readonly dismissed: number;
  /** Of the Efficiency agent; null where there is none. */
  readonly summary: string | null;
  readonly reviewers: readonly string[];
  readonly evidence: Ground<'tests'>;
};

/** The one review of a head. An app cannot approve its own pull request, so the words carry the verdict. */
export function reviewBody(words: ReviewWords): string {
  const { headSha, verdict, findings, listed, inline, dismissed, summary, reviewers, evidence } = words;
  const parts = [
    `<!-- cadence:review ${headSha} -->\n### ${verdict === 'pass' ? '✅ Passed' : '❌ Changes needed'}: ${findingsCount(findings)}`,
    verdict === 'pass'
      ? `This holds for commit ${headSha} only.`
      : 'The next attempt gets these findings, if an attempt is left.',
    summary === null ? null : quoted(summary, 2_000),
    listed.length > 0 ? findingsList(listed) : null,
    onLines(inline),
    stillOpen(findings.filter(({ round }) => round === 'again').length),
    dismissedOnes(dismissed),
    `Tests: ${testsSentence(evidence, 'page')}${flakyNames(evidence)}. Reviewed by ${reviewers.map((name) => codeSpan(name, 60)).join(', ') || 'nobody'}${verdict === 'pass' ? '' : ` at ${headSha}`}.`,
  ];
  return parts.filter((part) => part !== null).join('\n\n');
}

function onLines(count: number): string | null {
  if (count === 0) return null;
  return count === 1
    ? '1 finding is on its line of the diff.'
    : `${count} findings are on their lines of the diff.`;
}

/** Nothing is said twice: what an earlier review found has its conversation there. */
function stillOpen(count: number): string | null {
  if (count === 0) return null;
  return count === 1
    ? '1 finding of an earlier review is still open: see its conversation.'
    : `${count} findings of earlier reviews are still open: see their conversations.`;
}

function dismissedOnes(count: number): string | null {
  if (count === 0) return null;
  return count === 1
    ? '1 finding was dismissed by a person and does not count.'
    : `${count} findings were dismissed by people and do not count.`;
}
