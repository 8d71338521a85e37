/** Folders of tasks: read and checked before anything runs, so that a mistake costs no tokens. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { readGivenPolicy } from '../../../src/cli/story/set-up/given-policy.ts';
import { readIssueFile, type IssueText } from '../../../src/cli/story/set-up/read-issue-file.ts';
import { isTestPath } from '../../../src/patch/change/test-files.ts';
import { nearestWord } from '../../../src/policy/nearest-word.ts';
import { taskScript, type TaskScript } from './script.ts';

/** A task: a project before the fix, what is asked for, and the tests that decide whether it is solved. */
export type ModelTask = {
  readonly kind: 'task';
  readonly name: string;
  readonly dir: string;
  readonly issue: IssueText;
  /** Paths of the hidden test files, as they will stand in the project. */
  readonly hidden: readonly string[];
  /** The text of policy.yml, or null. */
  readonly policy: string | null;
  readonly script: TaskScript | null;
};
export type WrongTask = { readonly kind: 'wrong'; readonly name: string; readonly message: string };

const parts = ['repo', 'hidden', 'issue.md', 'policy.yml', 'script.json'];

/** Every folder in it is a task. Null: there is no such directory. */
export async function readTaskFolders(dir: string): Promise<(ModelTask | WrongTask)[] | null> {
  const entries = await readdir(dir, { withFileTypes: true }).catch(() => null);
  if (entries === null) return null;
  const names = entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .toSorted();
  return Promise.all(names.map((name) => readTaskFolder(join(dir, name), name)));
}

async function readTaskFolder(dir: string, name: string): Promise<ModelTask | WrongTask> {
  const wrong = (message: string): WrongTask => ({ kind: 'wrong', name, message: `${name}/${message}` });
  const strange = (await readdir(dir)).find((entry) => !entry.startsWith('.') && !parts.includes(entry));
  if (strange !== undefined) {
    const meant = nearestWord(strange, parts);
    return wrong(
      `${strange} is no part of a task: ${meant === null ? `there are ${parts.join(', ')}` : `did you mean ${meant}?`}`,
    );
  }
  const text = await readText(join(dir, 'issue.md'));
  if (text === null)
    return wrong('issue.md cannot be read: write the issue there, its title as first heading');
  const issue = readIssueFile(text);
  if (issue.kind === 'wrong') return wrong(`issue.md ${issue.message}`);
  if ((await filesIn(join(dir, 'repo'))).length === 0)
    return wrong('repo holds no file: put the project there as it was before the fix');
  const hidden = (await filesIn(join(dir, 'hidden'))).filter((path) => isTestPath(path));
  if (hidden.length === 0)
    return wrong(
      'hidden holds no test_*.py: put the tests there that decide, where they are to stand in the project',
    );
  const policy = await readPolicy(dir);
  if (policy.kind === 'wrong') return wrong(policy.message);
  const script = readScript(await readText(join(dir, 'script.json')));
  if (script.kind === 'wrong') return wrong(`script.json ${script.message}`);
  return { kind: 'task', name, dir, issue, hidden, policy: policy.text, script: script.script };
}

async function readPolicy(dir: string) {
  const isThere = (await readText(join(dir, 'policy.yml'))) !== null;
  return readGivenPolicy(isThere ? 'policy.yml' : null, dir);
}

function readScript(
  text: string | null,
):
  | { readonly kind: 'script'; readonly script: TaskScript | null }
  | { readonly kind: 'wrong'; readonly message: string } {
  if (text === null) return { kind: 'script', script: null };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return {
      kind: 'wrong',
      message: `is not JSON: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
  const parsed = taskScript.safeParse(json);
  if (parsed.success) return { kind: 'script', script: parsed.data };
  return { kind: 'wrong', message: `is no script: ${z.prettifyError(parsed.error).replaceAll('\n', ' ')}` };
}

/** Paths below a folder, with slashes; none where there is no folder. What Python and git leave is not the project's. */
async function filesIn(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(dir.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter(isOfProject)
    .toSorted();
}

export function isOfProject(path: string): boolean {
  return !path.split('/').some((part) => ['.git', '__pycache__', '.pytest_cache'].includes(part));
}

async function readText(file: string): Promise<string | null> {
  return readFile(file, 'utf8').catch(() => null);
}
