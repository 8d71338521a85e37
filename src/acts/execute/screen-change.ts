/** Screening of a change before it is published: what forbids it, or what only a person may allow. */
import { concernsText, maxShown } from '../../words/concerns.ts';
import { patchProblem } from '../../words/patch-problem.ts';
import type { Change, Files, SourceFile } from '../../patch/change/change.ts';
import { renderDiff } from '../../patch/change/render-diff.ts';
import { judgeChange } from '../../patch/screen/judge-change.ts';
import type { BuildProblem } from '../../task/failure-reasons.ts';
import type { Policy } from '../../policy/policy.ts';

/** Who wrote a change. A stranger is somebody without write access: what they wrote always waits for a person. */
export type PatchAuthor = 'agent' | 'person' | 'stranger';

type Refused = { readonly kind: 'refused' } & BuildProblem;

export type Screened =
  | { readonly kind: 'clean' }
  | Refused
  /** `text`: what was found, and the diff that it was found in, for who decides. */
  | { readonly kind: 'concerns'; readonly text: string };

/** Of a change that we would publish; `redact` takes out what is secret here. */
export async function screenOurs(
  files: Files,
  change: Change,
  policy: Policy,
  author: PatchAuthor,
  redact: (text: string) => string,
): Promise<Screened> {
  const verdict = await screenChange(files, change, policy, author);
  return verdict.kind === 'refused' ? verdict : (knownSecret(change, redact) ?? lostMode(change) ?? verdict);
}

export async function screenChange(
  files: Files,
  change: Change,
  policy: Policy,
  author: PatchAuthor,
): Promise<Screened> {
  if (change.length === 0)
    return { kind: 'refused', reason: 'empty', message: patchProblem({ kind: 'empty' }) };
  const judgedAs = author === 'person' ? 'person' : 'agent';
  const { refused, person } = await judgeChange(files, change, policy, judgedAs);
  const [first, ...others] = refused;
  if (first) {
    const { path, message: found } = first;
    const message = patchProblem({ kind: 'screened', path, message: found, more: others.length });
    return { kind: 'refused', reason: `screened-${first.gate}`, message };
  }
  const [concern] = person;
  if (!concern && author !== 'stranger') return { kind: 'clean' };
  const text = concernsText(person, renderDiff(change), author);
  if (text.length <= maxShown) return { kind: 'concerns', text };
  const path = concern?.path ?? change[0]?.path ?? '';
  const message = patchProblem({ kind: 'too-long-to-show', path, message: concern?.message ?? '' });
  return { kind: 'refused', reason: `screened-${concern?.gate ?? 'size'}`, message };
}

/** A commit made by GitHub's API holds plain files alone: an executable one would lose its mode. */
function lostMode(change: Change): Refused | null {
  const found = change.find(({ after }) => after?.mode === 'executable');
  if (!found) return null;
  const message = patchProblem({ kind: 'executable', path: found.path });
  return { kind: 'refused', reason: 'screened-paths', message };
}

/** A secret of this installation in a change: no pattern would know it, and it must not be published. */
export function knownSecret(change: Change, redact: (text: string) => string): Refused | null {
  const found = change.find(
    ({ path, before, after }) =>
      holds(path, redact) || (holds(textOf(after), redact) && !holds(textOf(before), redact)),
  );
  if (!found) return null;
  return {
    kind: 'refused',
    reason: 'screened-secrets',
    message: patchProblem({ kind: 'known-secret', path: redact(found.path) }),
  };
}

function holds(text: string, redact: (text: string) => string): boolean {
  return redact(text) !== text;
}

function textOf(file: SourceFile | null): string {
  return file === null ? '' : Buffer.from(file.bytes).toString('utf8');
}
