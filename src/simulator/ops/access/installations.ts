import { randomBytes } from 'node:crypto';
import { repositoryStub } from '../../payloads/repository-json.ts';
import { installationJson } from '../../payloads/user-json.ts';
import { GitHubError } from '../../github-error.ts';
import type { Actor, Installation, Token } from '../../state/access.ts';
import type { App, Permissions, User } from '../../state/accounts.ts';
import type { Repository } from '../../state/repository.ts';
import type { World } from '../../world.ts';
import { grants } from './permit.ts';

/** Installs an app; sends `installation.created`, which needs no subscription. */
export function install(
  world: World,
  app: App,
  account: User,
  {
    repositories,
    permissions = app.permissions,
  }: { repositories: readonly Repository[]; permissions?: Permissions | undefined },
): Installation {
  const createdAt = world.now();
  const installation: Installation = {
    ...world.ids.next('IN'),
    app,
    account,
    repositories: [...repositories],
    selection: 'selected',
    permissions: {
      metadata: 'read',
      ...permissions,
    },
    events: [...app.events],
    suspendedAt: null,
    createdAt,
    updatedAt: createdAt,
  };
  world.installations.push(installation);
  emit(world, installation, {
    action: 'created',
    sender: account,
    more: {
      repositories: installation.repositories.map(repositoryStub),
    },
  });
  return installation;
}

export function setRepositories(
  world: World,
  installation: Installation,
  repositories: readonly Repository[],
  by: User,
): void {
  const before = installation.repositories;
  installation.repositories = [...repositories];
  installation.updatedAt = world.now();
  const added = repositories.filter((repository) => !before.includes(repository)).map(repositoryStub);
  const removed = before.filter((repository) => !repositories.includes(repository)).map(repositoryStub);
  const common = { repository_selection: installation.selection, requester: null };
  const event = 'installation_repositories';
  if (added.length > 0)
    emit(world, installation, {
      action: 'added',
      sender: by,
      more: { ...common, repositories_added: added, repositories_removed: [] },
      event,
    });
  if (removed.length > 0)
    emit(world, installation, {
      action: 'removed',
      sender: by,
      more: { ...common, repositories_added: [], repositories_removed: removed },
      event,
    });
}

/** docs.github.com/apps/maintaining-github-apps/suspending-a-github-app-installation: its tokens stop working. */
export function setSuspended(
  world: World,
  installation: Installation,
  state: 'suspended' | 'active',
  by: User,
): void {
  installation.suspendedAt = state === 'suspended' ? world.now() : null;
  emit(world, installation, {
    action: state === 'suspended' ? 'suspend' : 'unsuspend',
    sender: by,
    more: {},
  });
}

export function uninstall(world: World, installation: Installation, by: User): void {
  const repositories = installation.repositories.map(repositoryStub);
  installation.repositories = [];
  world.installations = world.installations.filter((other) => other !== installation);
  for (const [key, token] of world.tokens) {
    if (token.kind === 'installation' && token.installation === installation) world.tokens.delete(key);
  }
  emit(world, installation, { action: 'deleted', sender: by, more: { repositories } });
}

export type TokenRequest = {
  repositories?: readonly string[];
  repositoryIds?: readonly number[];
  permissions?: Permissions;
};

/** docs.github.com/rest/apps/apps#create-an-installation-access-token-for-an-app: no more than the installation has. */
export function mintToken(
  world: World,
  app: App,
  installationId: number,
  request: TokenRequest = {},
): Extract<Token, { kind: 'installation' }> {
  const installation = world.installations.find(
    ({ id, app: owner }) => id === installationId && owner === app,
  );
  if (!installation) throw new GitHubError(404, 'Not Found');
  if (installation.suspendedAt !== null) throw new GitHubError(403, 'This installation has been suspended');
  const permissions = request.permissions ?? installation.permissions;
  const excessive = Object.entries(permissions).find(
    ([name, level]) => !grants(installation.permissions, name, level),
  );
  if (excessive)
    throw new GitHubError(422, 'The permissions requested are not granted to this installation.');
  const token = `ghs_${randomBytes(18).toString('hex')}`;
  const minted = {
    kind: 'installation' as const,
    token,
    installation,
    permissions: {
      metadata: 'read' as const,
      ...permissions,
    },
    repositories: tokenRepositories(installation, request),
    expiresAt: new Date(world.now().getTime() + world.settings.tokenTtlMs),
  };
  world.tokens.set(token, minted);
  return minted;
}

function tokenRepositories(
  installation: Installation,
  { repositories, repositoryIds }: TokenRequest,
): Repository[] | null {
  if (!repositories && !repositoryIds) return null;
  const named = [...(repositories ?? []), ...(repositoryIds ?? [])];
  return named.map((wanted) => {
    const found = installation.repositories.find(({ id, name }) => id === wanted || name === wanted);
    if (found) return found;
    throw new GitHubError(
      422,
      'There is at least one repository that does not exist or is not accessible to the parent installation.',
    );
  });
}

/** A person's token; people act in tests through it. */
export function mintUserToken(world: World, user: User): string {
  const token = `ghp_${randomBytes(18).toString('hex')}`;
  world.tokens.set(token, { kind: 'user', token, user });
  return token;
}

export function actorOf(token: Token): Actor {
  if (token.kind === 'user') return { kind: 'user', user: token.user };
  const { installation, permissions, repositories } = token;
  return { kind: 'installation', user: installation.app.bot, installation, permissions, repositories };
}

function emit(
  world: World,
  installation: Installation,
  {
    action,
    sender,
    more,
    event = 'installation',
  }: { action: string; sender: User; more: Record<string, unknown>; event?: string },
): void {
  const fields = { installation: installationJson(world, installation), ...more };
  world.hooks.emit({ event, action, repository: null, sender, fields, only: installation });
}
