import { changeBetween, type Change } from '../../patch/change/change.ts';
import { readSource } from '../../patch/change/text.ts';
import { findingsOf } from '../../patch/screen/judge-change.ts';
import type { ScreenFinding } from '../../patch/screen/screen-finding.ts';
import { parsePolicy } from '../../policy/parse-policy.ts';
import { policySchema, type Policy } from '../../policy/policy.ts';
import type { Files } from '../../patch/change/change.ts';
import type { ReadCommit } from './read-commit.ts';

export type ScreenedRange =
  | {
      readonly kind: 'screened';
      readonly change: Change;
      readonly policy: Policy;
      readonly findings: readonly ScreenFinding[];
    }
  | { readonly kind: 'refused'; readonly message: string };

/** What stands against the difference of two commits, by the policy of the first: the one that it would be made from. */
export async function screenRange(read: ReadCommit, from: string, to: string): Promise<ScreenedRange> {
  const base = await read(from);
  if (base.kind === 'refused') return base;
  const head = await read(to);
  if (head.kind === 'refused') return head;
  const policy = policyIn(base.files);
  if (policy === null) return refused(`The policy at ${from} is wrong: \`.github/cadence.yml\`.`);
  const change = changeBetween(base.files, head.files);
  const lacking = change.find(({ path }) => base.lacking.has(path) || head.lacking.has(path));
  if (lacking !== undefined) return refused(`This clone lacks the content of ${lacking.path}.`);
  return { kind: 'screened', change, policy, findings: await findingsOf(base.files, change, policy) };
}

/** Where there is none, the defaults; null where it is wrong. */
function policyIn(files: Files): Policy | null {
  const file = files.get('.github/cadence.yml');
  if (file === undefined) return policySchema.parse({});
  const parsed = parsePolicy(readSource(file) ?? '\0');
  return parsed.kind === 'policy' ? parsed.policy : null;
}

function refused(message: string): ScreenedRange {
  return { kind: 'refused', message };
}
