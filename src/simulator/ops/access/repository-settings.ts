import { userJson } from '../../payloads/user-json.ts';
import type { Role, User } from '../../state/accounts.ts';
import type { Repository } from '../../state/repository.ts';
import type { World } from '../../world.ts';

/** docs.github.com/rest/repos/repos#update-a-repository: the old name stops answering (no redirect is simulated). */
export function renameRepository(world: World, repository: Repository, name: string, by: User): void {
  const changes = { repository: { name: { from: repository.name } } };
  repository.name = name;
  emit(world, repository, { action: 'renamed', sender: by, fields: { changes } });
}

export function transferRepository(world: World, repository: Repository, owner: User, by: User): void {
  const kind = repository.owner.type === 'Organization' ? 'organization' : 'user';
  const changes = { owner: { from: { [kind]: userJson(world, repository.owner) } } };
  repository.owner = owner;
  emit(world, repository, { action: 'transferred', sender: by, fields: { changes } });
}

export function setArchived(
  world: World,
  repository: Repository,
  state: 'archived' | 'active',
  by: User,
): void {
  repository.isArchived = state === 'archived';
  emit(world, repository, {
    action: state === 'archived' ? 'archived' : 'unarchived',
    sender: by,
    fields: {},
  });
}

/** Gives, changes or (null) takes a role. No event that the app could hear is sent. */
export function setRole(repository: Repository, user: User, role: Role | null): void {
  const key = user.login.toLowerCase();
  if (role === null) repository.collaborators.delete(key);
  else repository.collaborators.set(key, { user, role });
}

function emit(
  world: World,
  repository: Repository,
  { action, sender, fields }: { action: string; sender: User; fields: Record<string, unknown> },
): void {
  repository.updatedAt = world.now();
  world.hooks.emit({ event: 'repository', action, repository, sender, fields });
}
