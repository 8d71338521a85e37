import { GitHubError } from '../../github-error.ts';
import type { User } from '../../state/accounts.ts';
import type { Issue, Pull, Repository } from '../../state/repository.ts';
import type { World } from '../../world.ts';

/** Names are case-insensitive, as on GitHub. Throws 404. */
export function findRepository(world: World, owner: string, name: string): Repository {
  const found = world.repositories.find(
    (repository) =>
      repository.owner.login.toLowerCase() === owner.toLowerCase() &&
      repository.name.toLowerCase() === name.toLowerCase(),
  );
  if (!found) {
    const graphqlMessage = `Could not resolve to a Repository with the name '${owner}/${name}'.`;
    throw new GitHubError(404, 'Not Found', { graphqlMessage });
  }
  return found;
}

/** An issue or a pull request; throws 404. */
export function findConversation(repository: Repository, number: number): Issue | Pull {
  const found = repository.conversations.get(number);
  if (!found) {
    const graphqlMessage = `Could not resolve to an issue or pull request with the number of ${number}.`;
    throw new GitHubError(404, 'Not Found', { graphqlMessage });
  }
  return found;
}

export function findIssue(repository: Repository, number: number): Issue {
  const found = repository.conversations.get(number);
  if (found?.kind !== 'issue') {
    const graphqlMessage = `Could not resolve to an Issue with the number of ${number}.`;
    throw new GitHubError(404, 'Not Found', { graphqlMessage });
  }
  return found;
}

export function findPull(repository: Repository, number: number): Pull {
  const found = repository.conversations.get(number);
  if (found?.kind !== 'pull') {
    const graphqlMessage = `Could not resolve to a PullRequest with the number of ${number}.`;
    throw new GitHubError(404, 'Not Found', { graphqlMessage });
  }
  return found;
}

export function findUser(world: World, login: string): User {
  const found = world.users.get(login.toLowerCase());
  if (!found) {
    throw new GitHubError(404, 'Not Found', {
      graphqlMessage: `Could not resolve to a User with the login of '${login}'.`,
    });
  }
  return found;
}
