/** Git's kinds of tree entry. Cadence writes `file` only; the others are read and screened. */
export type FileMode = 'file' | 'executable' | 'symlink' | 'submodule';

/** One entry of a tree. A symlink's bytes are its target, a submodule's its commit id. */
export type SourceFile = { readonly mode: FileMode; readonly bytes: Uint8Array };

/** Path → file, at one base commit. Paths are relative, with `/`. */
export type Files = ReadonlyMap<string, SourceFile>;

export type FileChange =
  | {
      readonly path: string;
      readonly kind: 'added';
      readonly before: null;
      readonly after: SourceFile;
    }
  | {
      readonly path: string;
      readonly kind: 'modified';
      readonly before: SourceFile;
      readonly after: SourceFile;
    }
  | {
      readonly path: string;
      readonly kind: 'deleted';
      readonly before: SourceFile;
      readonly after: null;
    };

/** Real differences only, sorted by path. A rename is a deletion and an addition. */
export type Change = readonly FileChange[];

/** `stale`: a file is not what the change was made from. */
export type ApplyResult =
  | { readonly kind: 'applied'; readonly files: Files }
  | { readonly kind: 'refused'; readonly reason: 'stale'; readonly path: string; readonly message: string };

export function changeBetween(before: Files, after: Files): Change {
  const changes: FileChange[] = [];
  for (const [path, file] of before) {
    const now = after.get(path);
    if (now === undefined) changes.push({ path, kind: 'deleted', before: file, after: null });
    else if (!sameFile(file, now)) changes.push({ path, kind: 'modified', before: file, after: now });
  }
  for (const [path, file] of after) {
    if (!before.has(path)) changes.push({ path, kind: 'added', before: null, after: file });
  }
  return changes.toSorted((a, b) => comparePaths(a.path, b.path));
}

/** Exact: each file must still be what the change was made from, else nothing is applied. */
export function applyChange(files: Files, change: Change): ApplyResult {
  const next = new Map(files);
  for (const { path, before, after } of change) {
    if (!sameOrAbsent(files.get(path) ?? null, before))
      return {
        kind: 'refused',
        reason: 'stale',
        path,
        message: `${path} is no longer what the change was made from.`,
      };
    if (after === null) next.delete(path);
    else next.set(path, after);
  }
  return { kind: 'applied', files: next };
}

export function sameFile(one: SourceFile, other: SourceFile): boolean {
  return one === other || (one.mode === other.mode && sameBytes(one.bytes, other.bytes));
}

/** By UTF-16 code units: the same on every machine. */
export function comparePaths(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function sameOrAbsent(one: SourceFile | null, other: SourceFile | null): boolean {
  return one === null || other === null ? one === other : sameFile(one, other);
}

export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one === other || (one.byteLength === other.byteLength && Buffer.compare(one, other) === 0);
}
