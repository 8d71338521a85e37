import type { Finding } from './rules.ts';

export type Verdict = 'pass' | 'reject';

/**
 * It passes only if nothing objects. A reviewer that gave no usable answer has objected: that is a finding too, so that
 * people see why.
 */
export function verdictOf(findings: readonly Pick<Finding, 'severity'>[]): Verdict {
  return findings.some(({ severity }) => severity === 'reject') ? 'reject' : 'pass';
}
