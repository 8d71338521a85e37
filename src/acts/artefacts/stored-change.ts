/** A change as an artefact: the unified diff for people, and the exact bytes for us. */
import { z } from 'zod';
import { changedLines } from '../../patch/change/changed-lines.ts';
import type { Change, FileChange, SourceFile } from '../../patch/change/change.ts';
import { renderDiff } from '../../patch/change/render-diff.ts';
import { joinChanges } from '../../patch/change/join-changes.ts';
import { fingerprint } from '../../patch/change/fingerprint.ts';
import type { PatchRef } from '../../task/entry.ts';
import type { Address } from '../../task/names.ts';
import type { ActDeps, Artefact } from '../act.ts';
import { jsonArtefact, readJson } from './json-artefact.ts';

const storedFile = z.strictObject({
  mode: z.enum(['file', 'executable', 'symlink', 'submodule']),
  base64: z.string(),
});
const storedChange = z.strictObject({
  diff: z.string(),
  files: z.array(
    z.strictObject({
      path: z.string(),
      kind: z.enum(['added', 'modified', 'deleted']),
      before: storedFile.nullable(),
      after: storedFile.nullable(),
    }),
  ),
});

export function storeChange(
  deps: Pick<ActDeps, 'artefact'>,
  change: Change,
  named: readonly string[],
): { ref: PatchRef; artefact: Artefact } {
  const artefact = jsonArtefact(deps, {
    diff: renderDiff(change),
    files: change.map((file) => ({ ...file, before: pack(file.before), after: pack(file.after) })),
  });
  const ref = {
    change: artefact.address,
    fingerprint: fingerprint(change),
    files: change.length,
    lines: changedLines(change),
    named: [...named],
  };
  return { ref, artefact };
}

export async function readChange(
  deps: Pick<ActDeps, 'read'>,
  address: Address,
): Promise<{ change: Change; diff: string } | null> {
  const stored = await readJson(deps, address, storedChange);
  if (!stored) return null;
  const change = stored.files.map(
    (file) => ({ ...file, before: unpack(file.before), after: unpack(file.after) }) as FileChange,
  );
  return { change, diff: stored.diff };
}

/** All that a pull request shows: the test commit, if there is one that can be read, and the change upon it. */
export async function wholeChange(
  deps: Pick<ActDeps, 'read'>,
  tests: PatchRef | null,
  change: Change,
): Promise<Change> {
  const first = tests ? await readChange(deps, tests.change) : null;
  return first ? joinChanges(first.change, change) : change;
}

function pack(file: SourceFile | null): z.infer<typeof storedFile> | null {
  return file && { mode: file.mode, base64: Buffer.from(file.bytes).toString('base64') };
}

function unpack(file: z.infer<typeof storedFile> | null): SourceFile | null {
  return file && { mode: file.mode, bytes: new Uint8Array(Buffer.from(file.base64, 'base64')) };
}
