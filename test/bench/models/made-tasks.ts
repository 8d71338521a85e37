import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { readTaskFolders, type ModelTask } from './folder.ts';

export const ownTasks = join(import.meta.dirname, 'tasks');

export type Texts = Readonly<Record<string, string>>;

export async function scratch(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'made-tasks-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

export async function put(dir: string, files: Texts): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), text);
  }
}

/** A task that nothing is wrong with, as files. */
export const small: Texts = {
  'issue.md': '# half() is wrong\n\n`half(4)` is 8.\n',
  'repo/half.py': 'def half(n):\n    return n * 2\n',
  'repo/test_half.py': 'from half import half\n\n\ndef test_nothing():\n    assert half(0) == 0\n',
  'hidden/test_hidden.py': 'from half import half\n\n\ndef test_half():\n    assert half(4) == 2\n',
};

/** The one task of a folder with these files; a null is left out. */
export async function madeTask(files: Readonly<Record<string, string | null>>): Promise<ModelTask> {
  const dir = await scratch();
  const given = Object.entries(files).filter((one): one is [string, string] => one[1] !== null);
  await put(join(dir, 'made'), Object.fromEntries(given));
  return onlyTask(dir);
}

/** One of our own, copied, with more files in it. */
export async function copiedTask(name: string, more: Texts): Promise<ModelTask> {
  const dir = await scratch();
  await cp(join(ownTasks, name), join(dir, name), { recursive: true });
  await put(join(dir, name), more);
  return onlyTask(dir);
}

async function onlyTask(dir: string): Promise<ModelTask> {
  const [task] = (await readTaskFolders(dir)) ?? [];
  if (task?.kind !== 'task') throw new Error(task?.message ?? `${dir} holds no task`);
  return task;
}
