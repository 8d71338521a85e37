import type { Edit } from '../edit.ts';

/** Names of a file's text before and after an edit: blob ids, or revisions. */
export type Versions = { readonly before: string; readonly after: string };
export type Versioned = { readonly edit: Edit; readonly versions: Versions | null };

/**
 * The edits of a series, in the order in which they land. A log shows the newest patch first: where two patches are
 * about one file, and the first begins with what the other ends with, the series is turned round.
 */
export function inOrder(patches: readonly (readonly Versioned[])[]): readonly Edit[] {
  const last = new Map<string, Versions>();
  let forward = 0;
  let backward = 0;
  for (const { edit, versions } of patches.flat()) {
    if (versions === null) continue;
    for (const path of edit.kind === 'move' ? [edit.path, edit.to] : [edit.path]) {
      const known = last.get(path);
      if (known && isSame(known.after, versions.before)) forward += 1;
      else if (known && isSame(versions.after, known.before)) backward += 1;
      last.set(path, versions);
    }
  }
  const ordered = backward > 0 && forward === 0 ? patches.toReversed() : patches;
  return ordered.flatMap((patch) => patch.map(({ edit }) => edit));
}

/** Blob ids may be cut short, each as it pleases; no text has the id of zeros. */
function isSame(one: string, other: string): boolean {
  return !/^0+$/.test(one) && (one.startsWith(other) || other.startsWith(one));
}
