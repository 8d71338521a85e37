/** Runs the base's script on two small trees, with real git and real pytest, and judges what it reports. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { judgeBase, type BaseVerdict } from '../../../src/task/gates/tests/judge-base.ts';
import { parseBaseReport, type BaseReport } from '../../../src/task/results/base/base-report.ts';

const run = promisify(execFile);
export const script = resolve(import.meta.dirname, '../../../docs/setup/cadence-base.py');

type Tree = Readonly<Record<string, string | null>>;

export const add = 'def add(x, y):\n    return x - 1 + y\n';
export const added = 'def add(x, y):\n    return x + y\n';
export const testAdd = 'from utils.add import add\n\n\ndef test_add():\n    assert add(2, 3) == 5\n';
const files: Tree = {
  'utils/__init__.py': '',
  'utils/add.py': add,
  'utils/mul.py': 'def mul(x, y):\n    return x * y\n',
  'tests/test_mul.py': 'from utils.mul import mul\n\n\ndef test_mul():\n    assert mul(2, 3) == 6\n',
};

export type Case = {
  /** Beside the small project that all of them have. */
  readonly base?: Tree;
  /** What the change makes of it; null: deleted. */
  readonly change: Tree;
  /** What was seen red without the change; null: no proof. */
  readonly proved?: readonly string[] | null;
  readonly exempt?: readonly string[];
  readonly reversal?: 'off' | 'sample' | 'every';
  readonly env?: Readonly<Record<string, string>>;
};

export async function reportOf({ base = {}, change, env = {} }: Case): Promise<BaseReport> {
  const dir = await mkdtemp(join(tmpdir(), 'cadence-base-'));
  const git = (...args: string[]): Promise<unknown> =>
    run('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], { cwd: join(dir, 'head') });
  const commit = async (tree: Tree): Promise<void> => {
    for (const [path, content] of Object.entries(tree)) {
      const file = join(dir, 'head', path);
      if (content === null) await rm(file);
      else {
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, content);
      }
    }
    await git('add', '--all');
    await git('commit', '--quiet', '--allow-empty', '--message', 'tree');
  };
  try {
    await mkdir(join(dir, 'head'));
    await git('init', '--quiet');
    await commit({ ...files, ...base });
    await commit(change);
    await git('worktree', 'add', '--quiet', '--detach', '../base', 'HEAD^1');
    await run('python3', ['-I', script, 'base', 'head', 'report.json'], {
      cwd: dir,
      env: { ...process.env, ...env },
    });
    const report = parseBaseReport(await readFile(join(dir, 'report.json')));
    if (!report) throw new Error('a report that does not parse');
    return report;
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** What the App makes of it: the head's own run passed whatever it has. */
export async function lookAt(given: Case): Promise<BaseVerdict> {
  return judged(given, await reportOf(given));
}

export function judged(
  { proved = ['tests/test_add.py::test_add'], exempt = [], reversal = 'sample' }: Case,
  report: BaseReport,
): BaseVerdict {
  const results = { source: 'junit' as const, cases: [], collectionErrors: [], unnamedPassed: 0 };
  return judgeBase({ report, base: report.base, head: report.head, results, proved, exempt, reversal });
}

/** In one line, for tables. */
export function say(verdict: BaseVerdict): string {
  switch (verdict.kind) {
    case 'agrees':
      return 'agrees';
    case 'differs':
      return verdict.fault;
    case 'edited':
      return `edited: ${verdict.about.join(' ')}`;
    case 'unusable':
      return `unusable: ${verdict.problem}`;
    default: {
      const never: never = verdict;
      return never;
    }
  }
}
