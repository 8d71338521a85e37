import type { Finding } from './rules.ts';
import { findingsOf, type ReviewerReply } from './review-reply.ts';

export type Verdict = { readonly verdict: 'pass' | 'reject'; readonly findings: readonly Finding[] };

/**
 * The verdict of a review. It passes only if nothing objects and every reviewer that was asked approved: a reply that
 * could not be used is a finding, so that people see why.
 */
export function verdictOf(findings: readonly Finding[], replies: readonly ReviewerReply[] = []): Verdict {
  const all = [...findings, ...replies.flatMap(findingsOf)];
  return { verdict: all.some(({ severity }) => severity === 'reject') ? 'reject' : 'pass', findings: all };
}
