import { listCommits, readCommit } from '../git/commits.ts';
import type { Signature } from '../git/commits.ts';
import { compare } from '../git/compare.ts';
import { listTree, objectType, readBlob, resolve } from '../git/objects.ts';
import { listRefs, readRef } from '../git/refs.ts';
import { gitNodeId } from '../ids.ts';
import { createBlob, createCommit, createTree } from '../ops/objects.ts';
import type { TreeInput } from '../ops/objects.ts';
import { requireAccess } from '../ops/permit.ts';
import { createRef, deleteRef, updateRef } from '../ops/refs.ts';
import { repositoryHtmlUrl, repositoryUrl } from '../payloads/urls.ts';
import { GitHubError } from '../state.ts';
import type { Repository, World } from '../state.ts';
import type { Answer } from '../http/answer.ts';
import { empty, json } from '../http/answer.ts';
import { given } from '../http/given.ts';
import { listed } from '../http/paginate.ts';
import { commitJson, gitCommitJson } from './commit-json.ts';
import type { Route, TokenRequest } from './route.ts';
import { flagField, listField, objectField, objectsField, param, repositoryOf, textField, tokenRoute } from './route.ts';

function readable(request: TokenRequest): Repository {
  const repository = repositoryOf(request);
  requireAccess(request.actor, repository, 'contents', 'read');
  return repository;
}

function refJson(world: World, repository: Repository, name: string, oid: string): Record<string, unknown> {
  const root = `${repositoryUrl(world, repository)}/git`;
  return {
    ref: name,
    node_id: gitNodeId({ type: 'Ref', repositoryId: repository.id, name }),
    url: `${root}/${name}`,
    object: { sha: oid, type: 'commit', url: `${root}/commits/${oid}` },
  };
}

/** docs.github.com/rest/git/refs#get-a-reference: `heads/<branch>`, whole names only. */
async function getRef(request: TokenRequest): Promise<Answer> {
  const repository = readable(request);
  const name = `refs/${param(request, 'ref')}`;
  const oid = await readRef(repository.gitDir, name);
  if (oid === undefined) throw new GitHubError(404, 'Not Found');
  return json(refJson(request.world, repository, name, oid));
}

async function matchingRefs(request: TokenRequest): Promise<Answer> {
  const repository = readable(request);
  const refs = await listRefs(repository.gitDir, `refs/${param(request, 'ref')}`);
  return listed(refs, request.url, ({ ref, oid }) => refJson(request.world, repository, ref, oid));
}

async function getObject(request: TokenRequest, name: string, type: 'blob' | 'tree' | 'commit'): Promise<{ repository: Repository; oid: string }> {
  const repository = readable(request);
  const oid = await resolve(repository.gitDir, param(request, name));
  const found = oid === undefined ? undefined : await objectType(repository.gitDir, oid);
  // A tree may be asked for by a commit or a branch too.
  const fits = found === type || (type === 'tree' && found === 'commit');
  if (oid === undefined || !fits) throw new GitHubError(404, 'Not Found');
  return { repository, oid };
}

async function blob(request: TokenRequest): Promise<Answer> {
  const { repository, oid } = await getObject(request, 'file_sha', 'blob');
  const bytes = await readBlob(repository.gitDir, oid);
  return json({
    sha: oid,
    node_id: gitNodeId({ type: 'Blob', repositoryId: repository.id, oid }),
    size: bytes.length,
    url: `${repositoryUrl(request.world, repository)}/git/blobs/${oid}`,
    content: bytes.toString('base64').replaceAll(/.{60}/g, (line) => `${line}\n`),
    encoding: 'base64',
  });
}

/** docs.github.com/rest/git/trees#get-a-tree: `truncated` beyond 100,000 entries. */
const TREE_LIMIT = 100_000;

async function treeJson(request: TokenRequest, repository: Repository, oid: string, depth: 'recursive' | 'flat'): Promise<Record<string, unknown>> {
  const root = `${repositoryUrl(request.world, repository)}/git`;
  const entries = await listTree(repository.gitDir, oid, depth);
  const tree = (await resolve(repository.gitDir, `${oid}:`)) ?? oid;
  return {
    sha: tree,
    url: `${root}/trees/${tree}`,
    truncated: entries.length > TREE_LIMIT,
    tree: entries.slice(0, TREE_LIMIT).map((one) => ({
      ...{ path: one.path, mode: one.mode, type: one.type, sha: one.oid },
      ...(one.size === null ? {} : { size: one.size }),
      ...(one.type === 'commit' ? {} : { url: `${root}/${one.type}s/${one.oid}` }),
    })),
  };
}

async function tree(request: TokenRequest): Promise<Answer> {
  const { repository, oid } = await getObject(request, 'tree_sha', 'tree');
  // docs: any value of `recursive`, even 0 or false, means recursive.
  const depth = request.url.searchParams.has('recursive') ? 'recursive' : 'flat';
  return json(await treeJson(request, repository, oid, depth));
}

async function newTree(request: TokenRequest): Promise<Answer> {
  const { actor, body } = request;
  const repository = repositoryOf(request);
  const entries = (objectsField(body, 'tree') ?? []).map((entry): TreeInput => {
    const content = textField(entry, 'content');
    const target = content === undefined ? { oid: textField(entry, 'sha') ?? null } : { content };
    return { path: textField(entry, 'path') ?? '', mode: textField(entry, 'mode') ?? '100644', target };
  });
  const oid = await createTree(actor, repository, textField(body, 'base_tree') ?? null, entries);
  return json(await treeJson(request, repository, oid, 'flat'), 201);
}

function signatureOf(request: TokenRequest, name: string): Signature | undefined {
  const fields = objectField(request.body, name);
  if (fields === undefined) return undefined;
  const date = textField(fields, 'date');
  return {
    name: textField(fields, 'name') ?? '',
    email: textField(fields, 'email') ?? '',
    at: date === undefined ? request.world.now() : new Date(date),
  };
}

async function newCommit(request: TokenRequest): Promise<Answer> {
  const { world, actor, body } = request;
  const repository = repositoryOf(request);
  const oid = await createCommit(world, actor, repository, {
    message: textField(body, 'message') ?? '',
    tree: textField(body, 'tree') ?? '',
    parents: (listField(body, 'parents') ?? []).filter((one) => typeof one === 'string'),
    ...given({ author: signatureOf(request, 'author'), committer: signatureOf(request, 'committer') }),
  });
  return json(gitCommitJson(world, repository, await readCommit(repository.gitDir, oid)), 201);
}

async function newBlob(request: TokenRequest): Promise<Answer> {
  const repository = repositoryOf(request);
  const encoding = textField(request.body, 'encoding') === 'base64' ? 'base64' : 'utf8';
  const oid = await createBlob(request.actor, repository, Buffer.from(textField(request.body, 'content') ?? '', encoding));
  return json({ sha: oid, url: `${repositoryUrl(request.world, repository)}/git/blobs/${oid}` }, 201);
}

/** docs.github.com/rest/commits/commits#compare-two-commits: `base...head`. */
async function comparison(request: TokenRequest): Promise<Answer> {
  const repository = readable(request);
  const [from = '', to = ''] = param(request, 'basehead').split('...');
  const [base, head] = await Promise.all([resolve(repository.gitDir, from), resolve(repository.gitDir, to)]);
  if (base === undefined || head === undefined) throw new GitHubError(404, 'Not Found');
  const { ahead, behind, mergeBase } = await compare(repository.gitDir, base, head);
  const show = async (oid: string): Promise<Record<string, unknown>> =>
    commitJson(request.world, repository, await readCommit(repository.gitDir, oid));
  const oids = await listCommits(repository.gitDir, [base], head);
  const html = `${repositoryHtmlUrl(request.world, repository)}/compare/${from}...${to}`;
  const api = `${repositoryUrl(request.world, repository)}/compare/${from}...${to}`;
  const diverged = ahead > 0 ? 'diverged' : 'behind';
  return json({
    ...{ url: api, html_url: html, permalink_url: html, diff_url: `${html}.diff`, patch_url: `${html}.patch` },
    base_commit: await show(base),
    merge_base_commit: await show(mergeBase ?? base),
    status: behind > 0 ? diverged : ahead > 0 ? 'ahead' : 'identical',
    ...{ ahead_by: ahead, behind_by: behind, total_commits: ahead },
    commits: await Promise.all(oids.slice(0, 250).map(show)),
  });
}

const GIT = '/repos/{owner}/{repo}/git';

export const gitRoutes: readonly Route[] = [
  tokenRoute(`GET ${GIT}/ref/{ref}`, getRef),
  tokenRoute(`GET ${GIT}/matching-refs/{ref}`, matchingRefs),
  tokenRoute(`POST ${GIT}/refs`, async (request) => {
    const repository = repositoryOf(request);
    const { world, actor, body } = request;
    const { ref, oid } = await createRef(world, actor, repository, textField(body, 'ref') ?? '', textField(body, 'sha') ?? '');
    return json(refJson(world, repository, ref, oid), 201);
  }),
  tokenRoute(`PATCH ${GIT}/refs/{ref}`, async (request) => {
    const repository = repositoryOf(request);
    const { world, actor, body } = request;
    const force = flagField(body, 'force') === true ? 'force' : 'fast-forward';
    const { ref, oid } = await updateRef(world, actor, repository, `refs/${param(request, 'ref')}`, textField(body, 'sha') ?? '', force);
    return json(refJson(world, repository, ref, oid));
  }),
  tokenRoute(`DELETE ${GIT}/refs/{ref}`, async (request) => {
    await deleteRef(request.world, request.actor, repositoryOf(request), `refs/${param(request, 'ref')}`);
    return empty();
  }),
  tokenRoute(`GET ${GIT}/blobs/{file_sha}`, blob),
  tokenRoute(`POST ${GIT}/blobs`, newBlob),
  tokenRoute(`GET ${GIT}/trees/{tree_sha}`, tree),
  tokenRoute(`POST ${GIT}/trees`, newTree),
  tokenRoute(`GET ${GIT}/commits/{commit_sha}`, async (request) => {
    const { repository, oid } = await getObject(request, 'commit_sha', 'commit');
    return json(gitCommitJson(request.world, repository, await readCommit(repository.gitDir, oid)));
  }),
  tokenRoute(`POST ${GIT}/commits`, newCommit),
  tokenRoute('GET /repos/{owner}/{repo}/commits/{ref}', async (request) => {
    const { repository, oid } = await getObject(request, 'ref', 'commit');
    return json(commitJson(request.world, repository, await readCommit(repository.gitDir, oid)));
  }),
  tokenRoute('GET /repos/{owner}/{repo}/compare/{basehead}', comparison),
];
