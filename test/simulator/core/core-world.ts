import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { checkHooks } from '../../../src/simulator/webhooks/check-hooks.ts';
import { createApp, createUser, createWorld } from '../../../src/simulator/create-world.ts';
import { actorOf, install, mintToken } from '../../../src/simulator/ops/access/installations.ts';
import { createRepository } from '../../../src/simulator/ops/code/create-repository.ts';
import type { Person } from '../../../src/simulator/people.ts';
import { people } from '../../../src/simulator/people.ts';
import { GitHubError } from '../../../src/simulator/github-error.ts';
import type { Actor, Installation } from '../../../src/simulator/state/access.ts';
import type { App, Permissions, Role } from '../../../src/simulator/state/accounts.ts';
import type { Repository } from '../../../src/simulator/state/repository.ts';
import type { Settings } from '../../../src/simulator/state/settings.ts';
import type { Delivery } from '../../../src/simulator/webhooks/hooks.ts';
import type { World } from '../../../src/simulator/world.ts';

export const appPermissions: Permissions = {
  contents: 'write',
  issues: 'write',
  pull_requests: 'write',
  checks: 'write',
  actions: 'write',
};

export const appEvents = [
  'issues',
  'issue_comment',
  'pull_request',
  'pull_request_review',
  'pull_request_review_comment',
  'pull_request_review_thread',
  'push',
  'create',
  'delete',
  'check_run',
  'check_suite',
  'workflow_run',
  'workflow_job',
  'repository',
  'label',
];

export type Scene = {
  world: World;
  repository: Repository;
  app: App;
  installation: Installation;
  /** The app, with a token for everything that it was granted. */
  bot: Actor;
  owner: Person;
  person(login: string, role?: Role): Person;
  /** Events sent so far, as `issues.opened` or `push`. */
  events(): string[];
  /** Payload of the last such event. */
  last(event: string): Record<string, unknown>;
};

/** A world of core alone: one repository `octo/demo` with an app on it, hooks recorded instead of sent. */
export async function scene(
  options: {
    files?: Record<string, string>;
    permissions?: Permissions;
    settings?: Partial<Settings>;
    isPrivate?: boolean;
  } = {},
): Promise<Scene> {
  const dir = await mkdtemp(join(tmpdir(), 'simulator-core-'));
  const settings = { mergeableMs: 0, autoCloseMs: 0, updateBranchMs: 0, ...options.settings };
  const world = createWorld({ dir, settings });
  world.url = 'http://127.0.0.1:1';
  checkHooks(world);
  const octo = createUser(world, 'octo', 'User');
  const files = options.files ?? { 'README.md': '# demo\n', 'a.txt': 'one\ntwo\nthree\n' };
  const isPrivate = options.isPrivate ?? false;
  const repository = await createRepository(world, {
    owner: octo,
    name: 'demo',
    content: { files },
    labels: ['ready'],
    isPrivate,
  });
  const app = createApp(world, octo, {
    slug: 'robot',
    name: 'Robot',
    permissions: options.permissions ?? appPermissions,
    events: appEvents,
    webhookSecret: 'a secret',
    hookUrl: 'http://127.0.0.1:1/',
  });
  // Nothing listens: payloads are built and checked, and the log of deliveries tells what was sent.
  world.hooks.outage();
  const installation = install(world, app, octo, { repositories: [repository] });
  const first = world.hooks.deliveries.length;
  const sent = (): Delivery[] => world.hooks.deliveries.slice(first);
  onTestFinished(async () => {
    world.hooks.stop();
    world.later.stop();
    // A test merge may still be writing; git ends by itself.
    await rm(dir, { recursive: true, force: true, maxRetries: 5 });
  });
  return {
    world,
    repository,
    app,
    installation,
    bot: actorOf(mintToken(world, app, installation.id)),
    owner: people(world, 'octo', 'octo/demo'),
    person(login, role) {
      const person = people(world, login, 'octo/demo');
      if (role)
        repository.collaborators.set(login.toLowerCase(), {
          user: person.user,
          role,
        });
      return person;
    },
    events: () => sent().map(nameOf),
    last(event) {
      const found = sent().findLast((delivery) => event === nameOf(delivery));
      if (!found) throw new Error(`no ${event} was sent`);
      return found.request.payload;
    },
  };
}

function nameOf({ event, action }: Delivery): string {
  return action === null ? event : `${event}.${action}`;
}

/** The refusal of an operation: status and message (the list's first entry where there is one). */
export async function refusal(act: () => unknown): Promise<{ status: number; message: string }> {
  try {
    await act();
  } catch (error) {
    if (error instanceof GitHubError) return { status: error.status, message: error.graphqlMessage };
    throw error;
  }
  throw new Error('nothing was refused');
}
