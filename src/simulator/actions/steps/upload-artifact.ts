import { readFile } from 'node:fs/promises';
import { zipSync, type Zippable } from 'fflate';
import { findArtifactFiles } from './find-artifact-files.ts';
import type { StepEnd, StepWork } from './step-end.ts';

/** `actions/upload-artifact` as of v4: a name is used once in an attempt, hidden files stay behind. */
export async function uploadArtifact(
  work: StepWork,
  inputs: Readonly<Record<string, string>>,
): Promise<StepEnd> {
  const { session } = work;
  const name = inputs['name'] || 'artifact';
  const forbidden = /["*/:<>?\\|\r\n]/.exec(name)?.[0];
  if (forbidden !== undefined)
    return {
      kind: 'failed',
      message: `The artifact name is not valid: ${name}. Contains the following character: ${forbidden}`,
    };
  const paths = (inputs['path'] ?? '')
    .split('\n')
    .map((line) => line.trim().replace(/^~(?=\/|$)/, session.workspace.home))
    .filter((line) => line !== '');
  if (paths.length === 0) return { kind: 'failed', message: 'Input required and not supplied: path' };
  const hidden = inputs['include-hidden-files'] === 'true' ? 'included' : 'left out';
  const files = await findArtifactFiles(paths, session.workspace.source, hidden);
  if (files.size === 0) return nothingFound(work, paths, inputs['if-no-files-found'] ?? 'warn');
  const tree: Zippable = {};
  for (const [path, file] of files) tree[path] = new Uint8Array(await readFile(file));
  const zip = zipSync(tree, { level: 6, mtime: session.settings.now() });
  const kept = session.order.keepArtifact(name, zip, inputs['overwrite'] === 'true' ? 'replace' : 'refuse');
  if (kept.kind === 'exists')
    return {
      kind: 'failed',
      message:
        'Failed to CreateArtifact: Received non-retryable error: Failed request: (409) Conflict: an artifact with this name already exists on the workflow run',
    };
  session.log.write(`Artifact ${name}.zip successfully finalized. Artifact ID ${kept.id}`);
  return { kind: 'done', outputs: { 'artifact-id': String(kept.id) } };
}

function nothingFound({ session }: StepWork, paths: readonly string[], setting: string): StepEnd {
  const message = `No files were found with the provided path: ${paths.join('\n')}. No artifacts will be uploaded.`;
  if (setting === 'error') return { kind: 'failed', message };
  session.log.write(setting === 'ignore' ? message : `##[warning]${message}`);
  return { kind: 'done' };
}
