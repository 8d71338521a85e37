import { GitHubError } from '../../github-error.ts';
import type { Actor } from '../../state/access.ts';
import type { AccessLevel, Permissions, Role, User } from '../../state/accounts.ts';
import type { Repository } from '../../state/repository.ts';

const levels: Record<AccessLevel, number> = { read: 1, write: 2, admin: 3 };
const roles: Record<Role, number> = { read: 1, triage: 2, write: 3, maintain: 4, admin: 5 };

/** What a person needs, in role terms, for what an app needs a permission for. */
const neededRole: Record<AccessLevel, Role> = { read: 'read', write: 'write', admin: 'admin' };

/** The role of a user in a repository; a public one is readable by everybody. */
export function roleOf(repository: Repository, user: User): Role | 'none' {
  if (user === repository.owner) return 'admin';
  const role = repository.collaborators.get(user.login.toLowerCase())?.role;
  return role ?? (repository.isPrivate ? 'none' : 'read');
}

export function hasRole(repository: Repository, user: User, least: Role): boolean {
  const role = roleOf(repository, user);
  return role !== 'none' && roles[role] >= roles[least];
}

/**
 * docs.github.com/rest/collaborators/collaborators#get-repository-permissions-for-a-user: `triage` reads as
 * `read`, `maintain` as `write`; `role_name` tells them apart.
 */
export function legacyPermission(role: Role | 'none'): 'admin' | 'write' | 'read' | 'none' {
  if (role === 'triage') return 'read';
  return role === 'maintain' ? 'write' : role;
}

/** Whether a permission set grants a level; `metadata: read` comes with every installation. */
export function grants(permissions: Permissions, permission: string, level: AccessLevel): boolean {
  const held = permission === 'metadata' ? (permissions['metadata'] ?? 'read') : permissions[permission];
  return held !== undefined && levels[held] >= levels[level];
}

/** Whether the actor can see that the repository exists; where not, GitHub answers 404. */
export function canSee(actor: Actor, repository: Repository): boolean {
  if (actor.kind === 'user') return roleOf(repository, actor.user) !== 'none';
  const list = actor.repositories ?? actor.installation.repositories;
  return list.includes(repository) && actor.installation.repositories.includes(repository);
}

/**
 * Throws 404 for what the actor cannot see and 403 "Resource not accessible by integration" for what its token
 * lacks. docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api
 */
export function requireAccess(
  actor: Actor,
  repository: Repository,
  permission: string,
  level: AccessLevel,
  person: Role = neededRole[level],
): void {
  if (actor.kind === 'installation') {
    if (!canSee(actor, repository)) {
      // A public repository outside the installation can be read, not written.
      if (repository.isPrivate || level !== 'read') throw notAccessible(repository.isPrivate);
      return;
    }
    if (!grants(actor.permissions, permission, level)) throw notAccessible(false);
    if (level !== 'read') requireUnarchived(repository);
    return;
  }
  if (!canSee(actor, repository)) throw new GitHubError(404, 'Not Found');
  if (!hasRole(repository, actor.user, person)) {
    throw new GitHubError(403, 'Must have push access to view or change this resource.');
  }
  if (level !== 'read') requireUnarchived(repository);
}

/** As `requireAccess` when any of the permissions will do (labels and comments of a pull request). */
export function requireAnyAccess(
  actor: Actor,
  repository: Repository,
  permissions: readonly string[],
  level: AccessLevel,
  person: Role = neededRole[level],
): void {
  const held = actor.kind === 'installation' ? actor.permissions : {};
  const found =
    permissions.find((permission) => grants(held, permission, level)) ?? permissions[0] ?? 'metadata';
  requireAccess(actor, repository, found, level, person);
}

function requireUnarchived(repository: Repository): void {
  if (repository.isArchived) throw new GitHubError(403, 'Repository was archived so is read-only.');
}

function notAccessible(hidden: boolean): GitHubError {
  return hidden
    ? new GitHubError(404, 'Not Found')
    : new GitHubError(403, 'Resource not accessible by integration');
}
