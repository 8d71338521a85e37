import { listRefs, readRef } from '../git/ref-store.ts';
import { gitNodeId } from '../ids.ts';
import { createRef, deleteRef, updateRef } from '../ops/code/refs.ts';
import { repositoryUrl } from '../payloads/urls.ts';
import { GitHubError } from '../github-error.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';
import type { Answer } from '../http/http-answer.ts';
import { empty, json } from '../http/http-answer.ts';
import { listed } from '../http/paginate.ts';
import { readable } from './find-object.ts';
import type { Route, TokenRequest } from './route.ts';
import { flagField, param, repositoryOf, textField, tokenRoute } from './route.ts';

const gitPath = '/repos/{owner}/{repo}/git';

export const refRoutes: readonly Route[] = [
  tokenRoute(`GET ${gitPath}/ref/{ref}`, getRef),
  tokenRoute(`GET ${gitPath}/matching-refs/{ref}`, matchingRefs),
  tokenRoute(`POST ${gitPath}/refs`, async (request) => {
    const repository = repositoryOf(request);
    const { world, actor, body } = request;
    const { ref, oid } = await createRef(world, actor, repository, {
      ref: textField(body, 'ref') ?? '',
      oid: textField(body, 'sha') ?? '',
    });
    return json(refJson(world, repository, ref, oid), 201);
  }),
  tokenRoute(`PATCH ${gitPath}/refs/{ref}`, async (request) => {
    const repository = repositoryOf(request);
    const { world, actor, body } = request;
    const force = flagField(body, 'force') === true ? 'force' : 'fast-forward';
    const { ref, oid } = await updateRef(world, actor, repository, {
      ref: `refs/${param(request, 'ref')}`,
      oid: textField(body, 'sha') ?? '',
      force,
    });
    return json(refJson(world, repository, ref, oid));
  }),
  tokenRoute(`DELETE ${gitPath}/refs/{ref}`, async (request) => {
    await deleteRef(request.world, request.actor, repositoryOf(request), `refs/${param(request, 'ref')}`);
    return empty();
  }),
];

function refJson(world: World, repository: Repository, name: string, oid: string): Record<string, unknown> {
  const root = `${repositoryUrl(world, repository)}/git`;
  return {
    ref: name,
    node_id: gitNodeId({ type: 'Ref', repositoryId: repository.id, name }),
    url: `${root}/${name}`,
    object: { sha: oid, type: 'commit', url: `${root}/commits/${oid}` },
  };
}

async function matchingRefs(request: TokenRequest): Promise<Answer> {
  const repository = readable(request);
  const refs = await listRefs(repository.gitDir, `refs/${param(request, 'ref')}`);
  return listed(refs, request.url, ({ ref, oid }) => refJson(request.world, repository, ref, oid));
}

/** docs.github.com/rest/git/refs#get-a-reference: `heads/<branch>`, whole names only. */
async function getRef(request: TokenRequest): Promise<Answer> {
  const repository = readable(request);
  const name = `refs/${param(request, 'ref')}`;
  const oid = await readRef(repository.gitDir, name);
  if (oid === null) throw new GitHubError(404, 'Not Found');
  return json(refJson(request.world, repository, name, oid));
}
