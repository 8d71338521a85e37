import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';

/** GitHub's times have whole seconds: events of one second cannot be told apart by time. */
export function isoTime(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}

export function isoTimeOrNull(at: Date | null): string | null {
  return at === null ? null : isoTime(at);
}

/** Root of the REST API, as on GitHub Enterprise Server. */
export function apiRoot(world: World): string {
  return `${world.url}/api/v3`;
}

export function fullName(repository: Repository): string {
  return `${repository.owner.login}/${repository.name}`;
}

export function repositoryUrl(world: World, repository: Repository): string {
  return `${apiRoot(world)}/repos/${fullName(repository)}`;
}

export function repositoryHtmlUrl(world: World, repository: Repository): string {
  return `${world.url}/${fullName(repository)}`;
}
