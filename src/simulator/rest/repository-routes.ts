import { archive } from '../git/archive.ts';
import { listSizedTree } from '../git/list-tree.ts';
import { objectType, readBlob, resolve } from '../git/read-objects.ts';
import { findUser } from '../ops/access/lookups.ts';
import {
  hasRole,
  legacyPermission,
  requireAccess,
  requireAnyAccess,
  requireNeed,
  roleOf,
} from '../ops/access/permit.ts';
import { createLabel, findLabel } from '../ops/conversation/change-labels.ts';
import { labelJson } from '../payloads/issue-json.ts';
import { repositoryJson } from '../payloads/repository-json.ts';
import { repositoryHtmlUrl, repositoryUrl } from '../payloads/urls.ts';
import { userJson } from '../payloads/user-json.ts';
import { GitHubError } from '../github-error.ts';
import type { Actor } from '../state/access.ts';
import type { User } from '../state/accounts.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';
import type { Answer } from '../http/http-answer.ts';
import { json } from '../http/http-answer.ts';
import { given } from '../http/given.ts';
import { listed } from '../http/paginate.ts';
import type { Route, TokenRequest } from './route.ts';
import { param, repositoryOf, textField, tokenRoute } from './route.ts';

export const repositoryRoutes: readonly Route[] = [
  tokenRoute('GET /repos/{owner}/{repo}', (request) => {
    const repository = repositoryOf(request);
    requireAccess(request.actor, repository, 'metadata', 'read');
    return json(fullRepositoryJson(request.world, request.actor, repository));
  }),
  tokenRoute('GET /repos/{owner}/{repo}/collaborators/{username}/permission', permission),
  tokenRoute('GET /repos/{owner}/{repo}/tarball/{ref}', tarball),
  tokenRoute('GET /repos/{owner}/{repo}/contents/{path}', contents),
  tokenRoute('GET /repos/{owner}/{repo}/labels', (request) => {
    const repository = repositoryOf(request);
    requireAnyAccess(request.actor, repository, ['issues', 'pull_requests'], 'read');
    return listed(repository.labels, request.url, (label) => labelJson(request.world, repository, label));
  }),
  tokenRoute('GET /repos/{owner}/{repo}/labels/{name}', (request) => {
    const repository = repositoryOf(request);
    requireAnyAccess(request.actor, repository, ['issues', 'pull_requests'], 'read');
    const label = findLabel(repository, param(request, 'name'));
    if (label === null) throw new GitHubError(404, 'Not Found');
    return json(labelJson(request.world, repository, label));
  }),
  tokenRoute('POST /repos/{owner}/{repo}/labels', (request) => {
    const { world, actor, body } = request;
    const repository = repositoryOf(request);
    const fields = given({ color: textField(body, 'color'), description: textField(body, 'description') });
    return json(
      labelJson(
        world,
        repository,
        createLabel(world, actor, repository, { name: textField(body, 'name') ?? '', ...fields }),
      ),
      201,
    );
  }),
];

/** docs.github.com/rest/repos/contents#get-repository-content: a file with its bytes, or a directory's entries. */
async function contents(request: TokenRequest): Promise<Answer> {
  const { world, url } = request;
  const repository = repositoryOf(request);
  requireAccess(request.actor, repository, 'contents', 'read');
  const { gitDir } = repository;
  const path = param(request, 'path').replace(/\/$/, '');
  const ref = url.searchParams.get('ref') ?? repository.defaultBranch;
  const oid = await resolve(gitDir, `${ref}:${path}`);
  if (oid === null) throw new GitHubError(404, 'Not Found');
  const entry = (type: string, at: string, sha: string, size: number): Record<string, unknown> => {
    const self = `${repositoryUrl(world, repository)}/contents/${at}?ref=${ref}`;
    const git = `${repositoryUrl(world, repository)}/git/${type === 'file' ? 'blobs' : 'trees'}/${sha}`;
    const html = `${repositoryHtmlUrl(world, repository)}/blob/${ref}/${at}`;
    return {
      type,
      size,
      name: at.split('/').at(-1) ?? '',
      path: at,
      sha,
      url: self,
      git_url: git,
      html_url: html,
      download_url: type === 'file' ? `${repositoryHtmlUrl(world, repository)}/raw/${ref}/${at}` : null,
      _links: {
        self,
        git,
        html,
      },
    };
  };
  if ((await objectType(gitDir, oid)) === 'tree') {
    const entries = await listSizedTree(gitDir, oid, 'flat');
    return json(
      entries.map((one) =>
        entry(
          one.type === 'tree' ? 'dir' : 'file',
          path === '' ? one.path : `${path}/${one.path}`,
          one.oid,
          one.size ?? 0,
        ),
      ),
    );
  }
  const bytes = await readBlob(gitDir, oid);
  if (request.accept.includes('raw')) {
    return {
      kind: 'bytes',
      status: 200,
      body: bytes,
      headers: { 'content-type': 'application/vnd.github.raw; charset=utf-8' },
    };
  }
  // GitHub breaks the base64 after 60 characters.
  const content = bytes.toString('base64').replaceAll(/.{60}/g, (line) => `${line}\n`);
  return json({ ...entry('file', path, oid, bytes.length), encoding: 'base64', content });
}

/** docs.github.com/rest/repos/contents#download-a-repository-archive-tar: a redirect to an archive of one commit. */
async function tarball(request: TokenRequest): Promise<Answer> {
  const repository = repositoryOf(request);
  requireAccess(request.actor, repository, 'contents', 'read');
  const { gitDir, owner, name } = repository;
  const commit = await resolve(gitDir, param(request, 'ref'));
  if (commit === null || (await objectType(gitDir, commit)) !== 'commit')
    throw new GitHubError(404, 'Not Found');
  const folder = `${owner.login}-${name}-${commit.slice(0, 7)}`;
  const bytes = await archive(gitDir, commit, `${folder}/`);
  return {
    kind: 'empty',
    status: 302,
    headers: { location: request.storage.put(bytes, 'application/x-gzip', `${folder}.tar.gz`) },
  };
}

/** docs.github.com/rest/collaborators/collaborators#get-repository-permissions-for-a-user */
function permission(request: TokenRequest): Answer {
  const { world, actor } = request;
  const repository = repositoryOf(request);
  requireNeed(actor, repository, { permissions: ['metadata'], level: 'read', role: 'write' });
  const user: User = findUser(world, param(request, 'username'));
  const role = roleOf(repository, user);
  return json({
    permission: legacyPermission(role),
    role_name: role,
    user: {
      ...userJson(world, user),
      permissions: permissionsJson({ kind: 'user', user }, repository),
      role_name: role,
    },
  });
}

/** What an asking person may do; an installation's token shows as what its contents permission allows. */
function permissionsJson(actor: Actor, repository: Repository): Record<string, boolean> {
  const may = (role: 'read' | 'triage' | 'write' | 'maintain' | 'admin'): boolean =>
    actor.kind === 'user'
      ? hasRole(repository, actor.user, role)
      : role === 'read' || (role === 'write' && actor.permissions['contents'] === 'write');
  return {
    admin: may('admin'),
    maintain: may('maintain'),
    push: may('write'),
    triage: may('triage'),
    pull: may('read'),
  };
}

function fullRepositoryJson(world: World, actor: Actor, repository: Repository): Record<string, unknown> {
  return {
    ...repositoryJson(world, repository),
    permissions: permissionsJson(actor, repository),
    allow_squash_merge: repository.squashMergeAllowed,
    allow_merge_commit: repository.mergeCommitAllowed,
    allow_rebase_merge: repository.rebaseMergeAllowed,
    allow_auto_merge: repository.autoMergeAllowed,
    delete_branch_on_merge: repository.deleteBranchOnMerge,
    network_count: 0,
    subscribers_count: 0,
  };
}
