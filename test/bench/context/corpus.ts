/** A corpus of real fixes: tasks.jsonl, and git bundles with the tree before each of them. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

const taskSchema = z.object({
  id: z.string(),
  repo: z.string().regex(/^[\w.-]+$/),
  ref: z.string().regex(/^refs\/tasks\/\w+$/),
  question: z.string(),
  /** The lines that the fix changed. */
  gold: z.array(z.object({ path: z.string(), hunks: z.array(z.tuple([z.number(), z.number()])) })),
});
export type ContextTask = z.infer<typeof taskSchema>;

export async function readTasks(corpus: string): Promise<ContextTask[]> {
  const text = await readFile(join(corpus, 'tasks.jsonl'), 'utf8');
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => taskSchema.parse(JSON.parse(line)));
}

/** Unpacks the bundles that tasks speak of; answers how to get a task's tree as GitHub would send it. */
export async function openTrees(
  corpus: string,
  tasks: readonly ContextTask[],
  dir: string,
): Promise<(task: ContextTask) => Promise<Uint8Array>> {
  const place = (repo: string): string => join(dir, `${repo}.git`);
  for (const repo of new Set(tasks.map((task) => task.repo))) {
    await git('init', '--quiet', '--bare', place(repo));
    const bundle = join(corpus, `${repo}.bundle`);
    await git('-C', place(repo), 'fetch', '--quiet', bundle, 'refs/tasks/*:refs/tasks/*');
  }
  return ({ repo, ref }) => git('-C', place(repo), 'archive', '--format=tar.gz', `--prefix=${repo}/`, ref);
}

const run = promisify(execFile);

async function git(...args: readonly string[]): Promise<Uint8Array> {
  const options = { encoding: 'buffer', maxBuffer: 512 * 1024 * 1024 } as const;
  return (await run('git', [...args], options)).stdout;
}
