import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished } from 'vitest';
import { z } from 'zod';
import { outcomeLine, type OutcomeLine } from '../../src/cli/story/outcome-line.ts';
import { captured } from './captured.ts';

/** What a run of `demo` or `try` left: its line, and its directory. */
export type KeptRun = {
  readonly code: number;
  readonly err: string;
  readonly line: OutcomeLine;
  readonly dir: string;
  /** Answers git's output in the repository that was kept. */
  readonly git: (...args: readonly string[]) => Promise<string>;
};

type Command = (argv: readonly string[]) => Promise<number>;

export async function scratch(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'kept-run-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

export async function keptRun(
  command: Command,
  argv: readonly string[],
  progress: 'silent' | 'shown' = 'silent',
): Promise<KeptRun> {
  const dir = await scratch();
  const quiet = progress === 'silent' ? ['--json'] : [];
  const { code, out, err } = await captured(() => command([...argv, ...quiet, '--keep', dir]));
  expect({ out, err }).toMatchObject({ out: expect.stringMatching(/^\{.*\}\n$/) });
  const git = async (...args: readonly string[]): Promise<string> => {
    const { stdout } = await promisify(execFile)('git', ['--git-dir', join(dir, 'repo.git'), ...args]);
    return stdout.trimEnd();
  };
  return { code, err, line: outcomeLine.parse(JSON.parse(out)), dir, git };
}

const requestLine = z.strictObject({
  at: z.string(),
  method: z.string(),
  path: z.string(),
  kind: z.enum(['read', 'write', 'content']),
  mutations: z.number(),
  status: z.number(),
  ms: z.number(),
});

/** The requests as the local GitHub logged them, counted as the contract counts. */
export async function loggedRequests(dir: string): Promise<OutcomeLine['requests']> {
  const text = await readFile(join(dir, 'requests.jsonl'), 'utf8');
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => requestLine.parse(JSON.parse(line)));
  return {
    total: lines.length,
    graphql: lines.filter(({ path }) => !path.startsWith('/')).length,
    contentCreating: lines.filter(({ kind }) => kind === 'content').length,
    mutations: lines.reduce((sum, { mutations }) => sum + mutations, 0),
  };
}
