/** Screening of a change before it is published: the first thing that forbids it, in a sentence. */
import type { Change, Files } from '../patch/change.ts';
import { screen } from '../patch/screen.ts';
import { sortFindings } from '../patch/sort-findings.ts';
import type { Policy } from '../policy/policy.ts';

export function screened(
  files: Files,
  change: Change,
  policy: Policy,
): { reason: string; message: string } | null {
  if (change.length === 0) return { reason: 'empty', message: 'The patch leaves every file as it is.' };
  const { allow, protect } = policy.paths;
  const findings = screen(files, change, { allow, protect, ...bounds });
  const { refused, person } = sortFindings(findings, policy.screen);
  const [first, ...others] = [...refused, ...person];
  if (!first) return null;
  const more = others.length > 0 ? ` (and ${others.length} more)` : '';
  const whose = refused.length > 0 ? '' : ' A person must make this change.';
  return { reason: `screened-${first.gate}`, message: `${first.path}: ${first.message}${whose}${more}` };
}

/** Far above any honest change of one task, far below what would hurt a host. */
const bounds = { maxBytes: 2_000_000, maxFiles: 300, maxLines: 50_000 };
