/** What the branch must hold, as additions and deletions against what stands on it: always base + tests + change. */
import {
  comparePaths,
  sameBytes,
  type Change,
  type Files,
  type SourceFile,
} from '../../patch/change/change.ts';
import type { PatchRef } from '../../task/entry.ts';
import type { OnBranch } from '../../task/task.ts';
import type { ActDeps } from '../act.ts';
import { readChange } from '../artefacts/stored-change.ts';

export type Commitment = {
  readonly additions: readonly { readonly path: string; readonly bytes: Uint8Array }[];
  readonly deletions: readonly string[];
};

/** The commit that turns what the branch holds (its patches on `base`) into `patches` on the same base. */
export function commitFor(base: Files, held: readonly Change[], wanted: readonly Change[]): Commitment {
  const touched = new Set([...held, ...wanted].flat().map(({ path }) => path));
  const before = applied(base, held, touched);
  const after = applied(base, wanted, touched);
  const additions: { path: string; bytes: Uint8Array }[] = [];
  const deletions: string[] = [];
  for (const path of touched) {
    const from = before.get(path) ?? null;
    const to = after.get(path) ?? null;
    if (to === null && from !== null) deletions.push(path);
    else if (to !== null && (from === null || !sameBytes(from.bytes, to.bytes)))
      additions.push({ path, bytes: to.bytes });
  }
  return {
    additions: additions.toSorted((one, other) => comparePaths(one.path, other.path)),
    deletions: deletions.toSorted(),
  };
}

/** The touched paths as they are with the patches on the base; null: no such file. */
function applied(
  base: Files,
  changes: readonly Change[],
  touched: ReadonlySet<string>,
): Map<string, SourceFile | null> {
  const files = new Map<string, SourceFile | null>();
  for (const path of touched) files.set(path, base.get(path) ?? null);
  for (const change of changes) for (const { path, after } of change) files.set(path, after);
  return files;
}

export async function changesOf(
  deps: Pick<ActDeps, 'read'>,
  refs: readonly (PatchRef | null)[],
): Promise<Change[] | null> {
  const changes: Change[] = [];
  for (const ref of refs) {
    if (!ref) continue;
    const stored = await readChange(deps, ref.change);
    if (!stored) return null;
    changes.push(stored.change);
  }
  return changes;
}

export function patchesOn(branch: OnBranch | null): readonly (PatchRef | null)[] {
  return branch ? [branch.tests, branch.change] : [];
}
