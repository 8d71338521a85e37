import { objectType, resolve } from '../git/read-objects.ts';
import { requireAccess } from '../ops/access/permit.ts';
import { GitHubError } from '../github-error.ts';
import type { Repository } from '../state/repository.ts';
import type { TokenRequest } from './route.ts';
import { param, repositoryOf } from './route.ts';

/** The repository, if its contents may be read. */
export function readable(request: TokenRequest): Repository {
  const repository = repositoryOf(request);
  requireAccess(request.actor, repository, 'contents', 'read');
  return repository;
}

/** The git object that a parameter names, if it is of that type. */
export async function getObject(
  request: TokenRequest,
  name: string,
  type: 'blob' | 'tree' | 'commit',
): Promise<{ repository: Repository; oid: string }> {
  const repository = readable(request);
  const oid = await resolve(repository.gitDir, param(request, name));
  const found = oid === null ? null : await objectType(repository.gitDir, oid);
  // A tree may be asked for by a commit or a branch too.
  const fits = found === type || (type === 'tree' && found === 'commit');
  if (oid === null || !fits) throw new GitHubError(404, 'Not Found');
  return { repository, oid };
}
