import type { Installation } from '../state/access.ts';
import type { App, User } from '../state/accounts.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';
import { apiRoot, isoTime, isoTimeOrNull } from './urls.ts';

/** A simple user, as in every payload and answer. */
export function userJson(world: World, user: User): Record<string, unknown> {
  const url = `${apiRoot(world)}/users/${encodeURIComponent(user.login)}`;
  return {
    login: user.login,
    id: user.id,
    node_id: user.nodeId,
    avatar_url: `${world.url}/avatars/u/${user.id}`,
    gravatar_id: '',
    url,
    html_url: `${world.url}/${user.type === 'Bot' ? `apps/${user.login.replace(/\[bot\]$/, '')}` : user.login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: user.type,
    user_view_type: 'public',
    site_admin: false,
  };
}

/** A deleted account shows as null. */
export function userOrNull(world: World, user: User | null): Record<string, unknown> | null {
  return user === null ? null : userJson(world, user);
}

export function appJson(world: World, app: App): Record<string, unknown> {
  return {
    id: app.id,
    client_id: `Iv1.${app.id}`,
    slug: app.slug,
    node_id: app.nodeId,
    owner: userJson(world, app.owner),
    name: app.name,
    description: '',
    external_url: `${world.url}/apps/${app.slug}`,
    html_url: `${world.url}/apps/${app.slug}`,
    created_at: isoTime(app.createdAt),
    updated_at: isoTime(app.createdAt),
    permissions: app.permissions,
    events: app.events,
  };
}

export function installationJson(world: World, installation: Installation): Record<string, unknown> {
  const url = `${apiRoot(world)}/app/installations/${installation.id}`;
  return {
    id: installation.id,
    client_id: `Iv1.${installation.app.id}`,
    account: userJson(world, installation.account),
    repository_selection: installation.selection,
    access_tokens_url: `${url}/access_tokens`,
    repositories_url: `${apiRoot(world)}/installation/repositories`,
    html_url: `${world.url}/settings/installations/${installation.id}`,
    app_id: installation.app.id,
    app_slug: installation.app.slug,
    target_id: installation.account.id,
    target_type: installation.account.type,
    permissions: installation.permissions,
    events: installation.events,
    created_at: isoTime(installation.createdAt),
    updated_at: isoTime(installation.updatedAt),
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: installation.suspendedAt === null ? null : userJson(world, installation.account),
    suspended_at: isoTimeOrNull(installation.suspendedAt),
  };
}

/** `author_association`: how somebody stands to the repository. It is no right. */
export function associationOf(repository: Repository, user: User | null): 'OWNER' | 'COLLABORATOR' | 'NONE' {
  if (user === repository.owner) return 'OWNER';
  const isCollaborator = user !== null && repository.collaborators.has(user.login.toLowerCase());
  return isCollaborator ? 'COLLABORATOR' : 'NONE';
}
