import type { FileMode, Files, SourceFile } from '../../patch/change/change.ts';
import { gitWithInput } from './git-in.ts';

/** Bytes of the files of one commit. */
const maxBytes = 512 * 1024 * 1024;

const modes: Readonly<Record<string, FileMode>> = {
  '100644': 'file',
  '100664': 'file',
  '100755': 'executable',
  '120000': 'symlink',
  '160000': 'submodule',
};

type Entry = { readonly path: string; readonly mode: FileMode; readonly blob: string };

export type Commit =
  | {
      readonly kind: 'commit';
      readonly sha: string;
      readonly files: Files;
      /** Paths of which the clone has no content; they stand in `files` as empty ones. */
      readonly lacking: ReadonlySet<string>;
    }
  | { readonly kind: 'refused'; readonly message: string };

export type ReadCommit = (revision: string) => Promise<Commit>;

/**
 * Reads commits of a local repository as git has them: by blob, so that no attribute leaves a file out, with their modes.
 * A blob that several commits share is read once, and stays the same object.
 */
export function commitReader(dir: string): ReadCommit {
  const known = new Map<string, SourceFile>();
  const absent = new Set<SourceFile>();
  const run = gitWithInput(dir, maxBytes);
  return async (revision) => {
    const named = await run(
      ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`],
      '',
    );
    if (named === null) return { kind: 'refused', message: `There is no commit ${revision} in ${dir}.` };
    const sha = named.toString('utf8').trim();
    const listed = await run(['ls-tree', '-r', '-z', '--full-tree', sha], '');
    if (listed === null) return { kind: 'refused', message: `git cannot read the tree of ${revision}.` };
    const entries = entriesIn(listed.toString('utf8'));
    const wanted = new Set(
      entries
        .filter(({ mode, blob }) => mode !== 'submodule' && !known.has(keyOf(mode, blob)))
        .map(({ blob }) => blob),
    );
    const batch =
      wanted.size === 0 ? Buffer.alloc(0) : await run(['cat-file', '--batch'], [...wanted].join('\n'));
    const blobs = batch && blobsIn(batch);
    if (blobs === null) return { kind: 'refused', message: `git cannot read the files of ${revision}.` };
    const files = new Map<string, SourceFile>();
    const lacking = new Set<string>();
    for (const { path, mode, blob } of entries) {
      const key = keyOf(mode, blob);
      const bytes = mode === 'submodule' ? Buffer.from(blob) : blobs.get(blob);
      const file = known.get(key) ?? { mode, bytes: bytes ?? new Uint8Array() };
      if (bytes === undefined && !known.has(key)) absent.add(file);
      if (absent.has(file)) lacking.add(path);
      known.set(key, file);
      files.set(path, file);
    }
    return { kind: 'commit', sha, files, lacking };
  };
}

function keyOf(mode: FileMode, blob: string): string {
  return `${mode} ${blob}`;
}

function entriesIn(listed: string): Entry[] {
  return listed.split('\0').flatMap((line) => {
    const [, bits = '', blob = '', path = ''] = /^(\d+) \w+ ([0-9a-f]+)\t([\s\S]*)$/.exec(line) ?? [];
    const mode = modes[bits];
    return mode === undefined ? [] : [{ path, mode, blob }];
  });
}

/** `<id> blob <size>`, a newline, the bytes, a newline; `<id> missing` for what is not there. */
function blobsIn(batch: Buffer): ReadonlyMap<string, Uint8Array> {
  const blobs = new Map<string, Uint8Array>();
  for (let at = 0; at < batch.length;) {
    const end = batch.indexOf(0x0a, at);
    const [id = '', kind, size = ''] = batch.subarray(at, end).toString('latin1').split(' ');
    at = end + 1;
    if (kind === 'missing' || size === '') continue;
    blobs.set(id, batch.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return blobs;
}
