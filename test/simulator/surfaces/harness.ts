import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/rest';
import { createApp, createUser, createWorld } from '../../../src/simulator/create-world.ts';
import { startHttp } from '../../../src/simulator/http/start-http.ts';
import { install, mintToken, mintUserToken } from '../../../src/simulator/ops/access/installations.ts';
import { createRepository } from '../../../src/simulator/ops/code/create-repository.ts';
import type { Installation } from '../../../src/simulator/state/access.ts';
import type { App, Permissions, User } from '../../../src/simulator/state/accounts.ts';
import type { Repository } from '../../../src/simulator/state/repository.ts';
import type { Settings } from '../../../src/simulator/state/settings.ts';
import type { World } from '../../../src/simulator/world.ts';

/** Octokit speaks of every refusal on stderr; the tests expect them. */
export const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

export const ALL: Permissions = {
  actions: 'write',
  checks: 'write',
  contents: 'write',
  issues: 'write',
  metadata: 'read',
  pull_requests: 'write',
};

/** What a GraphQL answer holds. */
export type GraphqlAnswer = {
  status: number;
  data: Record<string, never> | null;
  errors: { type?: string; message: string; path?: (string | number)[] }[];
};

/** A world with one private repository `octo/demo`, an app installed on it, and people around. */
export type Harness = {
  world: World;
  url: string;
  app: App;
  installation: Installation;
  repository: Repository;
  people: Record<'octo' | 'alice' | 'tess' | 'rita', User>;
  token(permissions?: Permissions): string;
  userToken(user: User): string;
  octokit(token?: string): Octokit;
  /** Octokit that signs its own JWT and mints its own tokens, as Probot's does. */
  appOctokit(): Octokit;
  rest(path: string, init?: RequestInit & { token?: string }): Promise<Response>;
  graphql(query: string, variables?: Record<string, unknown>, token?: string): Promise<GraphqlAnswer>;
  close(): Promise<void>;
};

export type HarnessOptions = {
  settings?: Partial<Settings>;
  now?: () => Date;
  requestLog?: string;
  permissions?: Permissions;
};

export async function startHarness(options: HarnessOptions = {}): Promise<Harness> {
  const dir = await mkdtemp(join(tmpdir(), 'surfaces-'));
  const { settings = {}, now, requestLog = null } = options;
  const world = createWorld({ dir, settings, ...(now === undefined ? {} : { now }) });
  const server = await startHttp(world, { requestLog });
  const person = (login: string): User => createUser(world, login, 'User');
  const people = { octo: person('octo'), alice: person('alice'), tess: person('tess'), rita: person('rita') };
  const app = createApp(world, people.octo, {
    slug: 'helper',
    name: 'Helper',
    permissions: options.permissions ?? ALL,
    events: ['issues'],
    webhookSecret: 'only for this test, and long enough',
    hookUrl: null,
  });
  const repository = await createRepository(world, {
    owner: people.octo,
    name: 'demo',
    content: { files: { 'README.md': '# Demo\n', 'src/add.py': 'def add(a, b):\n    return a - b\n' } },
    collaborators: [
      { user: people.alice, role: 'write' },
      { user: people.tess, role: 'triage' },
      { user: people.rita, role: 'read' },
    ],
    labels: ['ready', 'later'],
    isPrivate: true,
  });
  const installation = install(world, app, people.octo, { repositories: [repository] });
  const token = (permissions?: Permissions): string =>
    mintToken(world, app, installation.id, permissions === undefined ? {} : { permissions }).token;
  const base = token();
  const baseUrl = `${server.url}/api/v3`;
  return {
    world,
    url: server.url,
    app,
    installation,
    repository,
    people,
    token,
    userToken: (user) => mintUserToken(world, user),
    octokit: (auth = base) => new Octokit({ auth, baseUrl, log: quiet }),
    appOctokit: () =>
      new Octokit({
        authStrategy: createAppAuth,
        auth: { appId: app.id, privateKey: app.privateKey, installationId: installation.id },
        baseUrl,
        log: quiet,
      }),
    rest: (path, { token: auth = base, headers, ...init } = {}) =>
      fetch(`${baseUrl}${path}`, {
        redirect: 'manual',
        ...init,
        headers: { authorization: `token ${auth}`, ...headers },
      }),
    async graphql(query, variables = {}, auth = base) {
      const response = await fetch(`${server.url}/api/graphql`, {
        method: 'POST',
        headers: { authorization: `bearer ${auth}`, 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      });
      const { data = null, errors = [] } = (await response.json()) as Partial<GraphqlAnswer>;
      return { status: response.status, data, errors };
    },
    async close() {
      world.hooks.stop();
      world.later.stop();
      await server.close();
      await rm(dir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
