import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { askTools, missingTool } from '../../../src/cli/story/set-up/check-tools.ts';
import { readGivenPolicy } from '../../../src/cli/story/set-up/given-policy.ts';
import { modelFor } from '../../../src/cli/story/set-up/model-for.ts';
import type { StoryModel } from '../../../src/cli/story/story.ts';
import { processEnv, typedIn } from '../../../src/env/settings.ts';
import { nearestWord } from '../../../src/policy/nearest-word.ts';
import type { Bench, BenchSettings, Findings, ModelsAsked, Opened } from '../line.ts';
import { readTaskFolders, type ModelTask, type WrongTask } from './folder.ts';
import { casesOf, emptyReport, linesOf, type TaskReport } from './report.ts';
import { runTask } from './run-task.ts';
import { conversationsOf } from './script.ts';

const ownTasks = join(import.meta.dirname, 'tasks');
/** A task that a model never finishes is cut off here. */
const limitMs = 15 * 60_000;

/** Runs a folder of tasks through the whole loop: solved or not, attempts, tokens, cost, time. */
export const models: Bench = {
  name: 'models',
  does: 'a folder of tasks with the configured model, or the scripted one: solved, tokens, cost, time',
  needs: 'asking',
  open: openModels,
};

/** Everything that can be told before tokens are spent is told here. */
async function openModels(asked: ModelsAsked): Promise<Opened> {
  const env = processEnv();
  const missing = missingTool(await askTools());
  if (missing !== null) return wrong(missing);
  const dir = asked.tasks ?? ownTasks;
  const found = await readTaskFolders(dir);
  if (found === null) return wrong(`There is no directory ${dir}.`);
  if (found.length === 0)
    return wrong(`${dir} holds no task: each is a folder with repo, hidden and issue.md.`);
  const names = found.map(({ name }) => name);
  const { only } = asked;
  if (only !== null && !names.includes(only))
    return wrong(`There is no task ${only} in ${dir}: ${nearest(only, names)}`);
  const chosen = only === null ? found : found.filter(({ name }) => name === only);
  const model = chooseModel(asked.model, env);
  if (model.kind === 'wrong') return model;
  const policy = await readGivenPolicy(asked.policy, typedIn(env));
  if (policy.kind === 'wrong') return policy;
  return { kind: 'ready', run: (settings) => runTasks(chosen, model, policy.text, settings) };
}

type Chosen = Extract<StoryModel, { kind: 'server' }> | { readonly kind: 'scripted' };

/** Without a word the environment decides, as for `serve`; without anything there the script plays. */
function chooseModel(
  asked: ModelsAsked['model'],
  env: ReturnType<typeof processEnv>,
): Chosen | { readonly kind: 'wrong'; readonly message: string } {
  if (asked === 'scripted') return { kind: 'scripted' };
  const model = modelFor(asked, env, []);
  return model.kind === 'server' || model.kind === 'wrong' ? model : { kind: 'scripted' };
}

async function runTasks(
  tasks: readonly (ModelTask | WrongTask)[],
  model: Chosen,
  policy: string | null,
  { dir, stop, results, tell }: BenchSettings,
): Promise<Findings> {
  const reports: TaskReport[] = [];
  if (results !== null) await writeFile(results, '');
  for (const task of tasks) {
    stop.throwIfAborted();
    const report = await reportOn(task, model, policy, dir, stop);
    reports.push(report);
    tell(`${report.task}: ${[report.verdict, ...report.why].join('; ')} (${report.seconds.toFixed(1)} s)`);
    if (results !== null) await appendFile(results, `${JSON.stringify(report)}\n`);
  }
  const name =
    model.kind === 'scripted' ? 'the scripted model' : `the model at ${new URL(model.baseUrl).host}`;
  return { lines: linesOf(reports), cases: casesOf(reports, name) };
}

async function reportOn(
  task: ModelTask | WrongTask,
  model: Chosen,
  policy: string | null,
  dir: string,
  stop: AbortSignal,
): Promise<TaskReport> {
  if (task.kind === 'wrong') return { ...emptyReport, task: task.name, seconds: 0, why: [task.message] };
  const playing = model.kind === 'server' ? model : scriptOf(task);
  if (playing === null)
    return {
      ...emptyReport,
      task: task.name,
      seconds: 0,
      why: [`${task.name} has no script.json for the scripted model: set a key, or write one`],
    };
  const scratch = await mkdtemp(join(dir, 'task-'));
  try {
    return await runTask(task, { dir: scratch, model: playing, policy, limitMs, stop });
  } finally {
    await rm(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

function scriptOf({ script }: ModelTask): StoryModel | null {
  return script === null ? null : { kind: 'script', conversations: conversationsOf(script) };
}

function wrong(message: string): Opened {
  return { kind: 'wrong', message };
}

function nearest(word: string, words: readonly string[]): string {
  const meant = nearestWord(word, words);
  return meant === null ? `there are ${words.join(', ')}.` : `did you mean ${meant}?`;
}
