/** A secret of this installation in a change: no pattern would know it, and it must not be published. */
import type { BuildProblem } from '../../task/failure-reasons.ts';
import type { Change, SourceFile } from '../../patch/change/change.ts';
import { patchProblem } from '../../words/patch-problem.ts';

export function knownSecret(change: Change, redact: (text: string) => string): BuildProblem | null {
  const found = change.find(
    ({ path, before, after }) =>
      holds(path, redact) || (holds(textOf(after), redact) && !holds(textOf(before), redact)),
  );
  if (!found) return null;
  return {
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
