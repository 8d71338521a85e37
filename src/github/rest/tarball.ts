/** A commit's tree as an archive. */
import type { Failure } from '../../task/shapes/mutation.ts';
import { splitRepo } from '../../task/names.ts';
import type { Bytes } from '../../task/shapes/run-files.ts';
import { download } from '../transport/download.ts';
import type { RestDeps } from './rest-deps.ts';

const maxBytes = 256 * 1_048_576;

export function tarball(deps: RestDeps, sha: string): Promise<Bytes | Failure> {
  const { owner, name } = splitRepo(deps.repo);
  return download(
    deps,
    (request) =>
      request('GET /repos/{owner}/{repo}/tarball/{ref}', {
        owner,
        repo: name,
        ref: sha,
        request: { redirect: 'manual' },
      }),
    maxBytes,
  );
}
