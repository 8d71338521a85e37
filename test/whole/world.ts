/**
 * The whole of it for tests: a local GitHub with people in it, projects as Cadence finds them, and the App as `serve`
 * composes it, in this process. Tests wait for states, never for clocks.
 */
import { createSecrets } from '../../src/env/known-secrets.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { readManifest } from '../../src/cli/story/set-up/app-manifest.ts';
import { compose } from '../../src/compose/compose.ts';
import { defaultDurations, type ServerSettings } from '../../src/env/settings.ts';
import { startSimulator, type Simulator } from '../../src/simulator/start-simulator.ts';
import type { Settings as GithubSettings } from '../../src/simulator/state/world-settings.ts';
import type { StoreReader } from '../../src/store/port.ts';
import { parseEntry, type Entry, type EntryKind } from '../../src/task/entry.ts';
import { formatTaskId, repoName, type TaskId } from '../../src/task/names.ts';
import { openProject, type Project, type ProjectOptions } from './project.ts';

export type Told = { readonly level: number; readonly msg: string; readonly error?: unknown };

export type World = {
  readonly github: Simulator;
  readonly reader: Pick<StoreReader, 'entries' | 'board' | 'artefacts' | 'due'>;
  /** What the App logged from `warn` up. */
  readonly log: readonly Told[];
  project(options?: ProjectOptions): Promise<Project>;
  /** After a test: a run that waits for its gate would be waited for by the next. */
  openGates(): void;
  /** The entries of an issue's task, oldest first. */
  entries(project: Project, issue?: number, generation?: number): Promise<Entry[]>;
  /** Waits until the task's record holds such an entry. */
  reaches<K extends EntryKind>(
    project: Project,
    kind: K,
    at?: { issue?: number; generation?: number; count?: number },
  ): Promise<Extract<Entry, { kind: K }>>;
  /** Waits until the task is reported, cancelled or held, people see it, and it waits; answers its entries. */
  rests(project: Project, issue?: number, generation?: number): Promise<Entry[]>;
  /** Neither GitHub nor the App has anything under way. */
  quiet(): Promise<void>;
  /** Fails where anything did not fit GitHub's own description. */
  close(): Promise<void>;
};

export type WorldOptions = {
  readonly durations?: Partial<ServerSettings['durations']>;
  readonly sweepMs?: number | null;
  readonly model?: ServerSettings['model'];
  readonly github?: Partial<GithubSettings>;
};

const durations: ServerSettings['durations'] = {
  ...defaultDurations,
  deadlineMs: 10_000,
  settleMs: 300,
  pendingMs: 50,
  closeLookMs: 5_000,
  lookMs: 20_000,
};

export async function openGithub(dir: string, settings: Partial<GithubSettings> = {}): Promise<Simulator> {
  const { name, default_permissions: permissions, default_events: events } = readManifest();
  return startSimulator({ dir, app: { slug: 'cadence', name, permissions, events }, settings });
}

export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const dir = await mkdtemp(join(tmpdir(), 'cadence-whole-'));
  const github = await openGithub(join(dir, 'github'), { maxConcurrentRuns: 4, ...options.github });
  const { id, privateKey, webhookSecret } = github.app;
  const log: Told[] = [];
  const write = (line: string): void => void log.push(JSON.parse(line) as Told);
  const running = await compose(
    {
      credentials: { appId: id, privateKey, webhookSecret },
      github: { apiUrl: `${github.url}/api/v3`, graphqlUrl: `${github.url}/api/graphql` },
      host: '127.0.0.1',
      port: 0,
      logLevel: 'warn',
      dataDir: join(dir, 'data'),
      signingKey: null,
      model: options.model ?? null,
      durations: { ...durations, ...options.durations },
      sweepMs: options.sweepMs ?? null,
    },
    { log: pino({ level: 'warn', base: null }, { write }), secrets: createSecrets() },
  );
  if (running.kind === 'refused') throw new Error(running.message);
  github.setHookUrl(`${running.url}/api/github/webhooks`);
  const projects: Project[] = [];
  let made = 0;

  const quiet = async (): Promise<void> => {
    await github.settled();
    await running.idle();
  };
  const entries: World['entries'] = (project, issue, generation) =>
    readEntries(running.store, project, issue, generation);

  return {
    github,
    log,
    reader: running.store,
    entries,
    quiet,
    project: async (given = {}) => {
      const project = await openProject(github, `p${(made += 1)}`, given);
      projects.push(project);
      return project;
    },
    openGates: () => projects.forEach(({ openGate }) => openGate()),
    reaches: (project, kind, { issue = 1, generation = 1, count = 1 } = {}) =>
      until(
        `${project.name}#${issue} reaches ${kind}`,
        () => story(running.store, project, log),
        async () => {
          const found = (await entries(project, issue, generation)).filter((entry) => entry.kind === kind);
          return (found[count - 1] ?? null) as Extract<Entry, { kind: typeof kind }> | null;
        },
      ),
    rests: (project, issue = 1, generation = 1) =>
      until(
        `${project.name}#${issue} comes to rest`,
        () => story(running.store, project, log),
        async () => {
          const row = await running.store.board.get(taskOf(project, issue, generation));
          if (!row || row.waitEvents.length === 0) return null;
          const seen = await entries(project, issue, generation);
          return isAtRest(seen) && row.version === seen.length ? seen : null;
        },
      ),
    close: async () => {
      await running.stop();
      await github.close();
      await rm(dir, { recursive: true, force: true, maxRetries: 3 });
      assertFits(github);
    },
  };
}

/**
 * Where GitHub's own description is wrong: it wants an installation's account to be a user and an enterprise at once,
 * and calls the addresses that bots commit with (`cadence[bot]@…`) none.
 */
const knownSlip = /^\/(?:\d+\/)?account\b|\/(?:author|committer)\/email must match format/;

export function assertFits({ world }: Simulator): void {
  const first = world.mismatches.find(({ detail }) => !knownSlip.test(detail));
  if (first) throw new Error(`${first.where} does not fit GitHub's own description: ${first.detail}`);
}

export async function readEntries(
  store: Pick<StoreReader, 'entries'>,
  project: Pick<Project, 'name'>,
  issue = 1,
  generation = 1,
): Promise<Entry[]> {
  const logged = await store.entries.ofTask(taskOf(project, issue, generation));
  return logged.map((one) => {
    const parsed = parseEntry(one);
    if (parsed.kind === 'wrong') throw new Error(parsed.message);
    return parsed.entry;
  });
}

function taskOf({ name }: Pick<Project, 'name'>, issue: number, generation: number): TaskId {
  return formatTaskId(repoName(name), issue, generation);
}

/** The last entry that moved the task: what was said to people is told apart. */
export function lastMove(entries: readonly Entry[]): Entry | undefined {
  return entries.findLast(({ kind }) => !['answered', 'announced', 'notified', 'intent'].includes(kind));
}

function isAtRest(entries: readonly Entry[]): boolean {
  const last = lastMove(entries);
  return last !== undefined && ['reported', 'cancelled', 'held'].includes(last.kind);
}

/** Polls for a state; what never comes is told with what was there instead. */
export async function until<T>(
  what: string,
  instead: () => Promise<string>,
  probe: () => Promise<T | null> | T | null,
  withinMs = 90_000,
): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    const found = await probe();
    if (found !== null) return found;
    if (Date.now() > end) throw new Error(`never: ${what}; ${await instead()}`);
    await sleep(10);
  }
}

async function story(
  store: Pick<StoreReader, 'entries'>,
  project: Pick<Project, 'name'>,
  log: readonly Told[],
): Promise<string> {
  const lines: string[] = [];
  for await (const { entry } of store.entries.log(project.name))
    lines.push(`${entry.phase} ${entry.kind} ${JSON.stringify(entry.data).slice(0, 200)}`);
  return ['the record:', ...lines, 'the log:', ...log.map((line) => JSON.stringify(line))].join('\n');
}
