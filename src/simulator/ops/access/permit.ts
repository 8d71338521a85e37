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

/** What an act asks for: of an app one of the permissions at that level, of a person the role. */
export type Need = {
  permissions: readonly string[];
  level: AccessLevel;
  role: Role;
};

/**
 * Throws 404 for what the actor cannot see and 403 "Resource not accessible by integration" for what its token
 * lacks. docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api
 */
export function requireNeed(actor: Actor, repository: Repository, need: Need): void {
  const { permissions, level, role } = need;
  if (actor.kind === 'installation') {
    if (!canSee(actor, repository)) {
      // A public repository outside the installation can be read, not written.
      if (repository.isPrivate || level !== 'read') throw notAccessible(repository.isPrivate);
      return;
    }
    const isGranted = permissions.some((permission) => grants(actor.permissions, permission, level));
    if (!isGranted) throw notAccessible(false);
  } else {
    if (!canSee(actor, repository)) throw new GitHubError(404, 'Not Found');
    if (!hasRole(repository, actor.user, role)) {
      throw new GitHubError(403, 'Must have push access to view or change this resource.');
    }
  }
  if (level !== 'read') requireUnarchived(repository);
}

/** As `requireNeed`, of a person the role that goes with the level. */
export function requireAccess(
  actor: Actor,
  repository: Repository,
  permission: string,
  level: AccessLevel,
): void {
  requireAnyAccess(actor, repository, [permission], level);
}

/** As `requireAccess` when any of the permissions will do (labels and comments of a pull request). */
export function requireAnyAccess(
  actor: Actor,
  repository: Repository,
  permissions: readonly string[],
  level: AccessLevel,
): void {
  requireNeed(actor, repository, { permissions, level, role: neededRole[level] });
}

function requireUnarchived(repository: Repository): void {
  if (repository.isArchived) throw new GitHubError(403, 'Repository was archived so is read-only.');
}

function notAccessible(hidden: boolean): GitHubError {
  return hidden
    ? new GitHubError(404, 'Not Found')
    : new GitHubError(403, 'Resource not accessible by integration');
}
