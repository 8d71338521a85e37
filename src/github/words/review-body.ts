import type { Evidence } from '../../task/entry.ts';
import { codeSpan } from './code.ts';
import { evidenceSentence, flakyNames } from './facts.ts';
import { findingsCount, findingsList, severityWord, type Finding } from './findings.ts';
import { foreignMarkdown } from './neutralise.ts';

export type ReviewWords = {
  readonly taskId: string;
  readonly headSha: string;
  readonly verdict: 'pass' | 'reject';
  readonly findings: readonly Finding[];
  readonly reviewers: readonly string[];
  readonly evidence: Evidence;
};

/** The one review of a head. An app cannot approve its own pull request, so the words carry the verdict. */
export function reviewBody({ headSha, verdict, findings, reviewers, evidence }: ReviewWords): string {
  const parts = [
    `<!-- cadence:review ${headSha} -->\n**${verdict === 'pass' ? '✅ Passed' : '❌ Changes needed'}**, ${findingsCount(findings)}, at ${headSha}.`,
    `Reviewed by ${reviewers.map((name) => codeSpan(name, 60)).join(', ') || 'nobody'}. Tests: ${evidenceSentence(evidence, 'page')}${flakyNames(evidence)}.`,
    findings.length > 0 ? findingsList(findings) : null,
    verdict === 'pass'
      ? 'This verdict is for this head alone.'
      : 'The next attempt takes these findings into account, as long as attempts are left.',
  ];
  return parts.filter((part) => part !== null).join('\n\n');
}

/** A finding on its line of the diff. */
export function findingComment({ rule, severity, message }: Finding): string {
  return `**${severityWord(severity)}** (${codeSpan(rule, 60)})\n\n${foreignMarkdown(message.trim(), 10_000)}`;
}
