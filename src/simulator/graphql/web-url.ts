import { fullName } from '../payloads/urls.ts';
import type { Issue, Pull, Repository } from '../state/repository.ts';
import type { World } from '../world.ts';

/** Paths of the pages people see; `url` fields put the server before them. */
export function repositoryPath(repository: Repository): string {
  return `/${fullName(repository)}`;
}

export function conversationPath(conversation: Issue | Pull): string {
  const kind = conversation.kind === 'pull' ? 'pull' : 'issues';
  return `${repositoryPath(conversation.repository)}/${kind}/${conversation.number}`;
}

export function webUrl(world: World, path: string): string {
  return `${world.url}${path}`;
}
