/** One task through the real loop: checked, run on a local GitHub of its own, judged by its hidden tests. */
import { execFile } from 'node:child_process';
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createNarrator } from '../../../src/cli/story/narrator.ts';
import { copiedStory } from '../../../src/cli/story/set-up/copied-story.ts';
import { lookAtRepository } from '../../../src/cli/story/set-up/look-at-repository.ts';
import type { Moment } from '../../../src/words/entries/moment.ts';
import { dataDirIn, runStory } from '../../../src/cli/story/run-story.ts';
import type { Story, StoryModel } from '../../../src/cli/story/story.ts';
import { processEnv } from '../../../src/env/settings.ts';
import { openReader } from '../../../src/store/sqlite/open-reader.ts';
import { parseEntry, type Entry } from '../../../src/task/entry.ts';
import { foldAll } from '../../../src/task/fold.ts';
import { formatTaskId, repoName } from '../../../src/task/names.ts';
import { isOfProject, type ModelTask } from './folder.ts';
import { hiddenFailures, tryStart, type Bounds } from './hidden.ts';
import { emptyReport, verdictOf, type TaskReport } from './report.ts';

const branch = 'main';
/** The agents are told this name: the task's own might say too much. */
const project = 'project';
const who = ['-c', 'user.name=Bench', '-c', 'user.email=bench@example.org', '-c', 'commit.gpgsign=false'];

export type TaskSettings = {
  /** Scratch directory, removed by the caller. */
  readonly dir: string;
  readonly model: StoryModel;
  /** What stands in for the policy of the task, or null. */
  readonly policy: string | null;
  readonly limitMs: number;
  readonly stop: AbortSignal;
};

type Judged = Omit<TaskReport, 'task' | 'seconds'>;

/** Whatever goes wrong with a task is in its report; only `stop` is thrown. */
export async function runTask(task: ModelTask, settings: TaskSettings): Promise<TaskReport> {
  const { dir, limitMs, stop } = settings;
  const startedAt = performance.now();
  const limit = AbortSignal.timeout(limitMs);
  const bounds = { dir, stop: AbortSignal.any([stop, limit]) };
  const judged = await judgeTask(task, settings, bounds).catch(async (error: unknown): Promise<Judged> => {
    stop.throwIfAborted();
    const spent = { ...emptyReport, ...(await spentBy(dir)) };
    if (limit.aborted) return { ...spent, verdict: 'not solved', why: [`stopped after ${limitMs / 1000} s`] };
    return { ...spent, why: [error instanceof Error ? error.message : String(error)] };
  });
  return { task: task.name, ...judged, seconds: Math.round((performance.now() - startedAt) / 100) / 10 };
}

async function judgeTask(task: ModelTask, settings: TaskSettings, bounds: Bounds): Promise<Judged> {
  const tree = join(bounds.dir, 'start');
  await copyProject(task, tree);
  const start = await tryStart(task, tree, bounds);
  if (start.kind === 'wrong') return { ...emptyReport, why: [start.message] };
  const story = await openStory(task, settings);
  const keep = join(bounds.dir, 'kept');
  await mkdir(keep);
  const told: Moment[] = [];
  const narrator = createNarrator({
    show: (moment) => void told.push(moment),
    progress: 'silent',
    now: Date.now,
  });
  const { line, flaws } = await runStory(story, { ...bounds, keep, narrator, now: Date.now });
  const merged = line.outcome === 'merged';
  const failures = merged ? await judgeMerged(task, start.decisive, join(keep, 'repo.git'), bounds) : [];
  return {
    verdict: verdictOf(line, failures, flaws),
    outcome: line.outcome,
    attempts: line.attempts,
    proved: line.proof?.failed.length ?? 0,
    tokens: line.tokens,
    usd: knownCost(line.tokens.in, line.cost.usd),
    requests: line.requests.total,
    why: [...reasonOf(line.reason, told), ...failures, ...flaws],
  };
}

/** The reason code, with the words that people see where it stopped. */
function reasonOf(reason: string | null, told: readonly Moment[]): string[] {
  if (reason === null) return [];
  const stopped = told.findLast(({ mark }) => mark === 'stop');
  return [[`${reason}:`, stopped?.text, stopped?.detail[0]].filter((text) => text !== undefined).join(' ')];
}

async function openStory(task: ModelTask, { dir, model, policy }: TaskSettings): Promise<Story> {
  const place = join(dir, project);
  await copyProject(task, place);
  const git = (...args: readonly string[]) =>
    promisify(execFile)('git', [...who, '-C', place, ...args], { env: quiet() });
  await git('init', '--quiet', `--initial-branch=${branch}`);
  await git('add', '--all', '--force');
  await git('commit', '--quiet', '--message', 'As it was');
  const repository = await lookAtRepository(place, branch);
  if (repository.kind === 'wrong') throw new Error(repository.message);
  return copiedStory(repository, task.issue, model, policy ?? task.policy, 'nothing');
}

async function copyProject({ dir }: ModelTask, to: string): Promise<void> {
  await cp(join(dir, 'repo'), to, { recursive: true, filter: isOfProject });
}

async function judgeMerged(
  task: ModelTask,
  decisive: readonly string[],
  repository: string,
  bounds: Bounds,
): Promise<readonly string[]> {
  const tree = join(bounds.dir, 'merged');
  await mkdir(tree);
  const args = [
    '--git-dir',
    repository,
    '--work-tree',
    tree,
    'checkout',
    '--quiet',
    '--force',
    branch,
    '--',
    '.',
  ];
  await promisify(execFile)('git', args, { env: quiet() });
  return hiddenFailures(task, decisive, tree, bounds);
}

/** What a task that never ended has spent as far as its record goes. */
async function spentBy(dir: string) {
  const opened = await openReader({ dir: dataDirIn(dir) });
  if (opened.kind === 'refused') return {};
  try {
    const logged = await opened.reader.entries.ofTask(formatTaskId(repoName(`local/${project}`), 1, 1));
    const folded = foldAll(logged.flatMap(readEntry));
    if (folded.kind !== 'task') return {};
    const { attempts, spent } = folded.task;
    return {
      attempts: attempts.used,
      tokens: { in: spent.tokensIn, out: spent.tokensOut },
      usd: knownCost(spent.tokensIn, spent.costUsd),
      requests: spent.requests.total,
    };
  } finally {
    await opened.reader.close();
  }
}

function readEntry(logged: unknown): Entry[] {
  const read = parseEntry(logged);
  return read.kind === 'wrong' ? [] : [read.entry];
}

/** Tokens that cost nothing are tokens whose price nobody knows. */
function knownCost(tokens: number, usd: number): number | null {
  return tokens > 0 && usd === 0 ? null : usd;
}

/** Settings of git of whoever runs this play no part. */
function quiet() {
  const { PATH, HOME } = processEnv();
  return { PATH, HOME, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', LC_ALL: 'C.UTF-8' };
}
