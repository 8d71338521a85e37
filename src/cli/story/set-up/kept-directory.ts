import { access, constants, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { generator } from '../page/render-page.ts';

/** What a run leaves in the directory of `--keep`. */
const left = [
  'repo.git',
  'data',
  'page.html',
  'record.jsonl',
  'record.pub',
  'record.checkpoint',
  'requests.jsonl',
] as const;

/**
 * Makes the directory ready for a run: what an earlier one left goes. Answers a sentence where it cannot be used:
 * nobody else's repository, data or page is removed.
 */
export async function clearKept(dir: string): Promise<string | null> {
  try {
    await mkdir(dir, { recursive: true });
    await access(dir, constants.W_OK);
  } catch {
    return `Nothing can be written to ${dir}: name another directory.`;
  }
  const foreign = await foreignIn(dir);
  if (foreign !== null)
    return `${dir} holds a ${foreign} that no run of Cadence left there: name another directory.`;
  for (const name of left) await rm(join(dir, name), { recursive: true, force: true });
  return null;
}

/** The first thing there that is somebody else's. A run that ended early leaves its page and no record. */
async function foreignIn(dir: string): Promise<string | null> {
  const page = await readFile(join(dir, 'page.html'), 'utf8').catch(() => null);
  if (page !== null && !page.includes(generator)) return 'page.html';
  if (await exists(join(dir, 'record.pub'))) return null;
  for (const name of ['repo.git', 'data']) if (await exists(join(dir, name))) return name;
  return null;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
