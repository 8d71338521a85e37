import { access, constants, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** What a run leaves in the directory of `--keep`. The repository first: without it nothing there is anybody's. */
const left = ['repo.git', 'record.jsonl', 'record.pub', 'record.checkpoint', 'requests.jsonl'] as const;

/**
 * Makes the directory ready for a run: what an earlier one left goes. Answers a sentence where it cannot be used:
 * nobody else's repository is removed.
 */
export async function clearKept(dir: string): Promise<string | null> {
  try {
    await mkdir(dir, { recursive: true });
    await access(dir, constants.W_OK);
  } catch {
    return `Nothing can be written to ${dir}: name another directory.`;
  }
  if ((await exists(join(dir, 'repo.git'))) && !(await exists(join(dir, 'record.pub'))))
    return `${dir} holds a repo.git that no run of Cadence left there: name another directory.`;
  for (const name of left) await rm(join(dir, name), { recursive: true, force: true });
  return null;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
