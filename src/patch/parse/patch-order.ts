import type { Edit } from '../edit.ts';

/** Names of a file's text before and after an edit: blob ids, or revisions. */
export type Versions = { readonly before: string; readonly after: string };
export type Versioned = { readonly edit: Edit; readonly versions: Versions | null };
type Patch = readonly Versioned[];

/**
 * The edits of a series, in the order in which they land. A log shows the newest patch first: where fewer files would be
 * missing or in the way from the last to the first, or more of them begin as the one before left them, it is turned round.
 */
export function inOrder(patches: readonly Patch[]): readonly Edit[] {
  const turned = patches.toReversed();
  const one = fitOf(patches);
  const other = fitOf(turned);
  const isTurned =
    other.clashes < one.clashes || (other.clashes === one.clashes && other.joints > one.joints);
  return (isTurned ? turned : patches).flatMap((patch) => patch.map(({ edit }) => edit));
}

/** What is known of a file: whether it is there, and which version. */
type Known = { readonly isThere: boolean; readonly version: string | null };

/** `clashes`: edits of what is gone, and files put where one is. `joints`: edits that begin where another ended. */
function fitOf(patches: readonly Patch[]): { readonly clashes: number; readonly joints: number } {
  const files = new Map<string, Known>();
  let clashes = 0;
  let joints = 0;
  for (const { edit, versions } of patches.flat()) {
    const from = files.get(edit.path);
    if (from?.isThere === (edit.kind === 'create')) clashes += 1;
    const fits = versions === null || isSame(from?.version ?? null, versions.before);
    if (from?.isThere === true && fits) joints += 1;
    // A file that is only moved has no version of its own.
    const after = { isThere: true, version: versions?.after ?? from?.version ?? null };
    const gone = { isThere: false, version: versions?.after ?? null };
    if (edit.kind === 'move') {
      if (files.get(edit.to)?.isThere === true) clashes += 1;
      files.set(edit.to, after);
    }
    files.set(edit.path, edit.kind === 'move' || edit.kind === 'delete' ? gone : after);
  }
  return { clashes, joints };
}

/** Blob ids may be cut short, each as it pleases; no text has the id of zeros. */
function isSame(one: string | null, other: string): boolean {
  return one !== null && !/^0+$/.test(one) && (one.startsWith(other) || other.startsWith(one));
}
