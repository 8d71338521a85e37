/**
 * The whole loop on one machine: a local GitHub, the App as `serve` composes it, people who do what people do. The
 * App is told nothing that it would not learn from GitHub.
 */
import { createSecrets } from '../../env/known-secrets.ts';
import { join } from 'node:path';
import { compose, type Running } from '../../compose/compose.ts';
import { defaultDurations, type ServerSettings } from '../../env/settings.ts';
import type { Simulator } from '../../simulator/start-simulator.ts';
import type { Entry } from '../../task/entry.ts';
import { foldAll } from '../../task/fold.ts';
import { formatTaskId, repoName } from '../../task/names.ts';
import { verifyFile, writeRecord } from '../shared/record-files.ts';
import { startScriptedModel, type ScriptedModel } from '../scripted-model/start-scripted-model.ts';
import { followTask } from './follow-task.ts';
import { createStoryLog, type StoryLog } from './story-log.ts';
import { createApprover } from './approver.ts';
import { keepDirectories, keepPage } from './keep-story.ts';
import { openGithub, openRepository, seenOn } from './set-up/open-github.ts';
import { waitingFor } from '../../words/entries/waiting-for.ts';
import { moment } from '../../words/entries/moment.ts';
import { outcomeOf, type OutcomeLine } from './outcome-line.ts';
import type { Narrator } from './narrator.ts';
import { protagonist, type Story } from './story.ts';

export type StorySettings = {
  /** Scratch directory, removed by the caller. */
  readonly dir: string;
  readonly keep: string | null;
  readonly stop: AbortSignal;
  readonly narrator: Narrator;
  readonly now: () => number;
};

/** `flaws`: why the end cannot be trusted although the loop ended, each a sentence. */
export type StoryEnd = { readonly line: OutcomeLine; readonly flaws: readonly string[] };

/** Where a story keeps the App's data, below its scratch directory. */
export function dataDirIn(dir: string): string {
  return join(dir, 'cadence');
}

type Stage = {
  readonly story: Story;
  readonly simulator: Simulator;
  readonly running: Running;
  readonly model: ScriptedModel | null;
  readonly log: StoryLog;
  readonly settings: StorySettings;
};

export async function runStory(story: Story, settings: StorySettings): Promise<StoryEnd> {
  const { dir, keep } = settings;
  const closers: (() => Promise<void>)[] = [];
  const startedAt = settings.now();
  try {
    const simulator = await openGithub(dir);
    // The page is read from a GitHub that still runs, also where the story ends before its time.
    if (keep !== null) closers.push(() => keepPage(simulator, dir, keep));
    closers.unshift(() => simulator.close());
    await openRepository(simulator, story);
    const model =
      story.model.kind === 'script'
        ? await startScriptedModel({ kind: 'conversations', conversations: story.model.conversations })
        : null;
    if (model) closers.push(() => model.stop());
    const log = createStoryLog();
    const running = await compose(serverSettings(story, simulator, model, dir), {
      log: log.logger,
      secrets: createSecrets(),
    });
    if (running.kind === 'refused') throw new Error(running.message);
    closers.push(() => running.stop());
    simulator.setHookUrl(`${running.url}/api/github/webhooks`);
    const end = await act({ story, simulator, running, model, log, settings }, startedAt);
    if (keep !== null) closers.unshift(() => keepDirectories(simulator, dataDirIn(dir), keep));
    return end;
  } finally {
    settings.narrator.waitFor('set-up', 'closing everything');
    // The App first, then what it talks to; one that cannot be closed must not keep the others open.
    const failures: unknown[] = [];
    for (const close of closers.toReversed()) await close().catch((error: unknown) => failures.push(error));
    if (failures.length > 0)
      settings.narrator.tell(moment('set-up', 'note', `closing: ${String(failures[0])}`));
  }
}

async function act(stage: Stage, startedAt: number): Promise<StoryEnd> {
  const { story, simulator, running, log, settings } = stage;
  const repo = repoName(`${story.repo.owner}/${story.repo.name}`);
  // Before the issue is there, so that whatever the tests of the base say is known from the first.
  settings.narrator.waitFor('set-up', 'running the tests of the base once');
  await unlessStopped(simulator.settled(), settings.stop);
  simulator.install(story.repo.owner, [repo]);
  const alice = simulator.people(protagonist, repo);
  const issue = alice.openIssue(story.issue);
  alice.label(issue.number, story.label);
  const opened = `${protagonist} opens issue #${issue.number} "${issue.title}" and labels it ${story.label}`;
  settings.narrator.tell(moment('people', 'step', opened));
  settings.narrator.waitFor('people', waitingFor(null));

  const cast = { ...stage, repo, issue: issue.number };
  const entries = await followTask({
    store: running.store,
    task: formatTaskId(repo, issue.number, 1),
    stop: settings.stop,
    onEntry: (entry) => onEntry(cast, entry),
    quiet: async () => {
      await simulator.settled();
      await running.idle();
    },
    onEnd: createApprover(story.approves, () => {
      alice.comment(issue.number, '/cadence approve');
      settings.narrator.tell(moment('people', 'note', `${protagonist} comments /cadence approve`));
    }),
    trouble: () => log.trouble(),
  });

  const folded = foldAll(entries);
  if (folded.kind !== 'task') throw new Error('the record of the task does not fold');
  const record = await sealRecord(running, repo, settings.keep ?? settings.dir);
  const seen = seenOn(simulator, issue.number, folded.task.pull?.number ?? null);
  const line = outcomeOf(folded.task, entries, seen, {
    record: { entries: record.entries, verified: record.flaw === null, root: record.root },
    seconds: Math.round((settings.now() - startedAt) / 100) / 10,
  });
  return { line, flaws: [...(record.flaw === null ? [] : [record.flaw]), ...flawsOf(stage)] };
}

/** Waits for what cannot be stopped itself, no longer than it is wanted. */
async function unlessStopped(work: Promise<void>, stop: AbortSignal): Promise<void> {
  const stopped = new Promise<never>((_, reject) => {
    stop.addEventListener('abort', () => reject(stop.reason as Error), { once: true });
  });
  stop.throwIfAborted();
  await Promise.race([work, stopped]);
}

type Sealed = { readonly entries: number; readonly root: string; readonly flaw: string | null };

/** Exports the record as an auditor gets it, and judges those very files. */
async function sealRecord({ store, signingKey }: Running, repo: string, dir: string): Promise<Sealed> {
  const file = join(dir, 'record.jsonl');
  const written = await writeRecord(store, repo, signingKey, file);
  const judged = written.kind === 'written' ? verifyFile(file) : written;
  const flaw = judged.kind === 'holds' ? null : `The record does not verify: ${judged.message}.`;
  return written.kind === 'written'
    ? { entries: written.entries, root: written.root, flaw }
    : { entries: 0, root: '', flaw };
}

type Cast = Stage & { readonly repo: string; readonly issue: number };

async function onEntry(
  { story, simulator, running, settings, repo, issue }: Cast,
  entry: Entry,
): Promise<void> {
  const { narrator } = settings;
  await narrator.tellEntry(entry, async (address) => {
    const found = await running.store.artefacts.read(address);
    return found && Buffer.from(found.bytes).toString('utf8');
  });
  const { happening } = story;
  if (happening?.after !== entry.kind) return;
  const person = simulator.people(happening.who, repo);
  if (happening.does === 'push') {
    const { message, files } = happening;
    await person.push({ branch: story.repo.branch, files, message });
    narrator.tell(moment('people', 'note', `${happening.who} pushes "${message}" to ${story.repo.branch}`));
  } else {
    person.comment(issue, happening.words);
    narrator.tell(moment('people', 'note', `${happening.who} comments ${happening.words}`));
  }
}

function flawsOf({ simulator, model }: Stage): string[] {
  const flaws: string[] = [];
  for (const { where, detail } of simulator.world.mismatches.slice(0, 3))
    flaws.push(`${where} does not fit GitHub's own description: ${detail}`);
  for (const error of model?.errors() ?? [])
    flaws.push(`The scripted model was asked what it does not know: ${error}.`);
  const unused = model?.unused() ?? [];
  if (unused.length > 0) flaws.push(`The scripted model was never asked for ${unused.join(', ')}.`);
  return flaws;
}

function serverSettings(
  { model }: Story,
  simulator: Simulator,
  scripted: ScriptedModel | null,
  dir: string,
): ServerSettings {
  const { id, privateKey, webhookSecret } = simulator.app;
  const server = model.kind === 'server' ? { baseUrl: model.baseUrl, key: model.key } : null;
  return {
    credentials: { appId: id, privateKey, webhookSecret },
    github: { apiUrl: `${simulator.url}/api/v3`, graphqlUrl: `${simulator.url}/api/graphql` },
    host: '127.0.0.1',
    port: 0,
    logLevel: 'info',
    dataDir: dataDirIn(dir),
    signingKey: null,
    model: scripted ? { baseUrl: scripted.baseUrl, key: scripted.key } : server,
    // What this GitHub does "in a moment" takes it milliseconds; webhooks alone tell the rest.
    durations: { ...defaultDurations, settleMs: 500, pendingMs: 50, closeLookMs: 2_000 },
    sweepMs: null,
  };
}
