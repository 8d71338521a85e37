/** Screening of a change before it is published: what forbids it, or what only a person may allow. */
import { concernsText, mostShown } from '../../words/concerns.ts';
import { patchProblem } from '../../words/patch-problem.ts';
import type { Change, Files } from '../../patch/change/change.ts';
import { renderDiff } from '../../patch/change/render-diff.ts';
import { screen } from '../../patch/screen/screen.ts';
import { sortFindings } from '../../patch/screen/sort-findings.ts';
import type { BuildProblem } from '../../task/failure-reasons.ts';
import type { Policy } from '../../policy/policy.ts';

export type Screened =
  | { readonly kind: 'clean' }
  | ({ readonly kind: 'refused' } & BuildProblem)
  /** `text`: what was found, and the diff that it was found in, for who decides. */
  | { readonly kind: 'concerns'; readonly text: string };

export async function screened(files: Files, change: Change, policy: Policy): Promise<Screened> {
  if (change.length === 0)
    return { kind: 'refused', reason: 'empty', message: patchProblem({ kind: 'empty' }) };
  const { allow, protect } = policy.paths;
  const findings = await screen(files, change, { allow, protect, ...bounds });
  const { refused, person } = sortFindings(findings, policy.screen);
  const [first, ...others] = refused;
  if (first) {
    const { path, message: found } = first;
    const message = patchProblem({ kind: 'screened', path, message: found, more: others.length });
    return { kind: 'refused', reason: `screened-${first.gate}`, message };
  }
  const [concern] = person;
  if (!concern) return { kind: 'clean' };
  const text = concernsText(person, renderDiff(change));
  if (text.length <= mostShown) return { kind: 'concerns', text };
  const { path, message: found } = concern;
  const message = patchProblem({ kind: 'too-long-to-show', path, message: found });
  return { kind: 'refused', reason: `screened-${concern.gate}`, message };
}

/** Far above any honest change of one task, far below what would hurt a host. */
const bounds = { maxBytes: 2_000_000, maxFiles: 300, maxLines: 50_000 };
