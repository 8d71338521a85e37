import { z } from 'zod';
import type { Finding } from './rules.ts';

/** What a reviewing model must answer, and nothing else. */
export const reviewReply = z.strictObject({
  verdict: z.enum(['approve', 'reject']),
  findings: z
    .array(
      z.strictObject({
        path: z.string().min(1).max(1_000).nullable(),
        line: z.number().int().positive().nullable(),
        rule: z.string().min(1).max(200).optional(),
        message: z.string().trim().min(1).max(4_000),
      }),
    )
    .max(100),
});

/** A reviewer's answer, told apart once and for all: only `approved` is an approval. */
export type ReviewerReply =
  | { readonly kind: 'approved'; readonly reviewer: string }
  | { readonly kind: 'rejected'; readonly reviewer: string; readonly findings: readonly Finding[] }
  | {
      readonly kind: 'unusable';
      readonly reviewer: string;
      readonly reason: 'empty' | 'unparsable' | 'contradictory';
      readonly message: string;
    };

/** Reads a reply. Prose is never read: what the schema does not take is no verdict, and no verdict is no approval. */
export function readReviewReply(reviewer: string, text: string): ReviewerReply {
  if (text.trim() === '') return unusable(reviewer, 'empty', 'The reviewer answered nothing.');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return unusable(reviewer, 'unparsable', 'The reviewer did not answer in JSON.');
  }
  const parsed = reviewReply.safeParse(value);
  if (!parsed.success)
    return unusable(reviewer, 'unparsable', "The reviewer's answer does not have the agreed form.");
  const { verdict, findings } = parsed.data;
  if (verdict === 'approve') {
    if (findings.length === 0) return { kind: 'approved', reviewer };
    return unusable(reviewer, 'contradictory', 'The reviewer approved and yet has findings.');
  }
  if (findings.length === 0)
    return unusable(reviewer, 'contradictory', 'The reviewer rejected without a finding.');
  return {
    kind: 'rejected',
    reviewer,
    findings: findings.map(({ path, line, rule, message }) => ({
      rule: rule === undefined ? reviewer : `${reviewer}:${rule}`,
      severity: 'reject',
      path,
      line,
      message,
    })),
  };
}

/** What a reply has against the change; one that cannot be used is against it. */
export function findingsOf(reply: ReviewerReply): readonly Finding[] {
  switch (reply.kind) {
    case 'approved':
      return [];
    case 'rejected':
      return reply.findings;
    case 'unusable':
      return [{ rule: reply.reviewer, severity: 'reject', path: null, line: null, message: reply.message }];
  }
}

function unusable(
  reviewer: string,
  reason: 'empty' | 'unparsable' | 'contradictory',
  message: string,
): ReviewerReply {
  return { kind: 'unusable', reviewer, reason, message };
}
