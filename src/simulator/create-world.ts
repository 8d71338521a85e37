import { generateKeyPairSync } from 'node:crypto';
import { createFaults } from './faults.ts';
import { createHooks } from './webhooks/create-hooks.ts';
import { createIds, nodePrefixes } from './ids.ts';
import { createLater } from './later.ts';
import type { App, Permissions, User } from './state/accounts.ts';
import type { Settings } from './state/settings.ts';
import type { World } from './world.ts';

export const defaultSettings: Settings = {
  mergeableMs: 5,
  autoCloseMs: 20,
  updateBranchMs: 20,
  tokenTtlMs: 60 * 60 * 1000,
  hookTimeoutMs: 10_000,
  maxConcurrentRuns: 2,
  limits: null,
};

export type WorldOptions = {
  dir: string;
  now?: () => Date;
  settings?: Partial<Settings>;
};

/** An empty world: no repository, no installation, the Actions app alone. */
export function createWorld(options: WorldOptions): World {
  const ids = createIds();
  const now = options.now ?? (() => new Date());
  const users: World['users'] = new Map();
  const nodes: World['nodes'] = new Map();
  const base = { ids, users, nodes, now };
  const github = createUser(base, 'github', 'Organization');
  const actionsApp = buildApp(base, github, {
    slug: 'github-actions',
    name: 'GitHub Actions',
    permissions: {},
    events: [],
    webhookSecret: '',
    hookUrl: null,
  });
  // The id that everybody's check suites show on github.com.
  actionsApp.id = 15368;
  const later = createLater();
  const world: World = {
    ...base,
    dir: options.dir,
    url: '',
    settings: { ...defaultSettings, ...options.settings },
    apps: [actionsApp],
    actionsApp,
    installations: [],
    tokens: new Map(),
    repositories: [],
    hooks: createHooks(() => world),
    later,
    faults: createFaults(),
    actions: null,
    requests: [],
    mismatches: [],
    checkPayload: null,
  };
  return world;
}

type Registry = Pick<World, 'ids' | 'users' | 'nodes' | 'now'>;

/** Adds an account; the login must be new. */
export function createUser(world: Registry, login: string, type: User['type']): User {
  const key = login.toLowerCase();
  if (world.users.has(key)) throw new Error(`there is an account "${login}" already`);
  const user: User = { ...world.ids.next(nodePrefixes[type]), login, type, createdAt: world.now() };
  world.users.set(key, user);
  world.nodes.set(user.nodeId, { type: 'User', value: user });
  return user;
}

export type NewApp = {
  slug: string;
  name: string;
  permissions: Permissions;
  events: readonly string[];
  webhookSecret: string;
  hookUrl: string | null;
};

/** Registers a GitHub App. */
export function createApp(world: World, owner: User, settings: NewApp): App {
  const app = buildApp(world, owner, settings);
  const keys = keysOf(settings.slug);
  app.privateKey = keys.privateKey;
  app.publicKey = keys.publicKey;
  world.apps.push(app);
  return app;
}

type KeyPair = {
  privateKey: string;
  publicKey: string;
};

// Making a key takes longer than making a world: apps of one slug share theirs within a process.
const keyPairs = new Map<string, KeyPair>();

function keysOf(slug: string): KeyPair {
  const keys =
    keyPairs.get(slug) ??
    generateKeyPairSync('rsa', {
      modulusLength: 2048,
      // GitHub hands out PKCS#1 ("BEGIN RSA PRIVATE KEY").
      privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
  keyPairs.set(slug, keys);
  return keys;
}

function buildApp(world: Registry, owner: User, settings: NewApp): App {
  const app: App = {
    ...world.ids.next(nodePrefixes.App),
    ...settings,
    events: [...settings.events],
    owner,
    bot: createUser(world, `${settings.slug}[bot]`, 'Bot'),
    privateKey: '',
    publicKey: '',
    createdAt: world.now(),
  };
  world.nodes.set(app.nodeId, { type: 'App', value: app });
  return app;
}
