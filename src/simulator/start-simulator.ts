import { mkdir } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { startActions } from './actions/start-actions.ts';
import { checkHooks } from './webhooks/check-hooks.ts';
import { createApp, createUser, createWorld } from './create-world.ts';
import type { Faults } from './faults.ts';
import { closeStore } from './git/repository-store.ts';
import { startHttp } from './http/start-http.ts';
import { install } from './ops/access/installations.ts';
import { findRepository } from './ops/access/lookups.ts';
import { createRepository } from './ops/code/create-repository.ts';
import type { Person } from './people.ts';
import { people } from './people.ts';
import type { Installation } from './state/access.ts';
import type { App, Permissions, Role, User } from './state/accounts.ts';
import type { Repository } from './state/repository.ts';
import type { Settings } from './state/world-settings.ts';
import type { RequestLine } from './state/traffic.ts';
import type { World } from './world.ts';

/** The app under test, as its manifest would register it. */
export type AppRegistration = {
  slug?: string;
  name?: string;
  owner?: string;
  permissions: Permissions;
  events: readonly string[];
  /** A random one without it. */
  webhookSecret?: string;
};

export type SimulatorOptions = {
  /** Scratch directory, made if it is not there; the caller removes it. */
  dir: string;
  app: AppRegistration;
  now?: () => Date;
  settings?: Partial<Settings>;
  /** File that gets a line of JSON a request. */
  requestLog?: string;
  /** Where webhooks go; none are sent before one is set. */
  hookUrl?: string;
};

export type RepositoryOptions = {
  owner: string;
  name: string;
  defaultBranch?: string;
  files?: Record<string, string>;
  /** A local repository's branch or commit to copy instead of `files`; it is only read. */
  fromGit?: { dir: string; ref: string };
  /** Roles by login. */
  collaborators?: Record<string, Role>;
  labels?: readonly string[];
  isPrivate?: boolean;
  /** `push`: the content came by a first push, which starts workflows. */
  filledBy?: 'push' | 'site';
};

/** A running local GitHub. */
export type Simulator = {
  /** Root, as GitHub Enterprise Server's: REST under `/api/v3`, GraphQL at `/api/graphql`. */
  url: string;
  world: World;
  app: Pick<App, 'id' | 'slug' | 'privateKey' | 'webhookSecret'>;
  setHookUrl(url: string): void;
  createRepository(options: RepositoryOptions): Promise<Repository>;
  /** `repositories` as `owner/name`; the app's own permissions without others. */
  install(owner: string, repositories: readonly string[], permissions?: Permissions): Installation;
  /** A person at work in a repository (`owner/name`; the first one made without it). */
  people(login: string, repository?: string): Person;
  faults: Faults;
  /** Resolves when follow-ups, webhooks and Actions are all done: nothing more happens by itself. */
  settled(): Promise<void>;
  requests(): readonly RequestLine[];
  close(): Promise<void>;
};

/** Starts the server, Actions and an app; everything is on loopback and under `dir`. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { dir, now, settings } = options;
  await mkdir(dir, { recursive: true });
  const world = createWorld({ dir, ...(now ? { now } : {}), ...(settings ? { settings } : {}) });
  checkHooks(world);
  const app = registerApp(world, options);
  const server = await startHttp(world, { requestLog: options.requestLog ?? null });
  world.url = server.url;
  const actions = startActions(world);
  world.actions = actions;

  async function close(): Promise<void> {
    world.hooks.stop();
    world.later.stop();
    await actions.stop();
    await server.close();
    // A follow-up under way would ask git again; if it fails by the close, nobody waits for it.
    await world.later.idle().catch(() => undefined);
    await Promise.all(world.repositories.map(({ gitDir }) => closeStore(gitDir)));
  }

  return {
    url: server.url,
    world,
    app,
    setHookUrl: (url) => void (app.hookUrl = url),
    createRepository: (fields) => createRepository(world, repositoryFields(world, fields)),
    install(owner, repositories, permissions) {
      const found = repositories.map((name) => namedRepository(world, name));
      return install(world, app, account(world, owner), { repositories: found, permissions });
    },
    people: (login, repository) => people(world, login, repository ?? firstRepository(world)),
    faults: world.faults,
    settled: () => settled(world),
    requests: () => world.requests,
    close,
  };
}

/** One kind of work may bring about another, so all must be idle in one round. */
export async function settled(world: World): Promise<void> {
  for (let round = 0; ; round += 1) {
    const before = world.hooks.deliveries.length;
    await world.later.idle();
    await world.actions?.idle();
    await world.hooks.idle();
    if (world.later.pending() === 0 && world.hooks.deliveries.length === before && round > 0) return;
  }
}

function registerApp(world: World, { app, hookUrl }: SimulatorOptions): App {
  const slug = app.slug ?? 'app';
  return createApp(world, account(world, app.owner ?? 'app-owner'), {
    slug,
    name: app.name ?? slug,
    permissions: app.permissions,
    events: app.events,
    webhookSecret: app.webhookSecret ?? randomBytes(24).toString('hex'),
    hookUrl: hookUrl ?? null,
  });
}

function account(world: World, login: string): User {
  return world.users.get(login.toLowerCase()) ?? createUser(world, login, 'User');
}

function repositoryFields(world: World, options: RepositoryOptions): Parameters<typeof createRepository>[1] {
  const { owner, fromGit, files = {}, collaborators = {}, ...rest } = options;
  return {
    ...rest,
    owner: account(world, owner),
    content: fromGit ? { fromGit } : { files },
    collaborators: Object.entries(collaborators).map(([login, role]) => ({
      user: account(world, login),
      role,
    })),
  };
}

function namedRepository(world: World, fullName: string): Repository {
  const [owner = '', name = ''] = fullName.split('/');
  return findRepository(world, owner, name);
}

function firstRepository(world: World): string {
  const [first] = world.repositories;
  if (!first) throw new Error('there is no repository yet');
  return `${first.owner.login}/${first.name}`;
}
