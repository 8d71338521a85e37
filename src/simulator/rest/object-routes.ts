import { readCommit } from '../git/commit-object.ts';
import type { Signature } from '../git/commit-object.ts';
import { listSizedTree } from '../git/list-tree.ts';
import type { SizedEntry } from '../git/list-tree.ts';
import { readBlob, resolve } from '../git/read-objects.ts';
import { gitNodeId } from '../ids.ts';
import { createBlob, createCommit, createTree } from '../ops/code/create-objects.ts';
import type { TreeInput } from '../ops/code/create-objects.ts';
import { repositoryUrl } from '../payloads/urls.ts';
import type { Repository } from '../state/repository.ts';
import type { Answer } from '../http/http-answer.ts';
import { json } from '../http/http-answer.ts';
import { given } from '../http/given.ts';
import { gitCommitJson } from './commit-json.ts';
import { getObject } from './find-object.ts';
import type { Route, TokenRequest } from './route.ts';
import { listField, objectField, objectsField, repositoryOf, textField, tokenRoute } from './route.ts';

/** docs.github.com/rest/git/trees#get-a-tree: `truncated` beyond 100,000 entries. */
const maxTreeEntries = 100_000;

async function treeJson(
  request: TokenRequest,
  repository: Repository,
  oid: string,
  depth: 'recursive' | 'flat',
): Promise<Record<string, unknown>> {
  const root = `${repositoryUrl(request.world, repository)}/git`;
  const entries = await listSizedTree(repository.gitDir, oid, depth);
  // A commit was asked for by its id or name: the tree is its root.
  const sha = (await resolve(repository.gitDir, `${oid}:`)) ?? oid;
  return {
    sha,
    url: `${root}/trees/${sha}`,
    truncated: entries.length > maxTreeEntries,
    tree: entries.slice(0, maxTreeEntries).map((one) => entryJson(root, one)),
  };
}

async function tree(request: TokenRequest): Promise<Answer> {
  const { repository, oid } = await getObject(request, 'tree_sha', 'tree');
  // docs: any value of `recursive`, even 0 or false, means recursive.
  const depth = request.url.searchParams.has('recursive') ? 'recursive' : 'flat';
  return json(await treeJson(request, repository, oid, depth));
}

/** A submodule has no address here, a directory no size. */
function entryJson(root: string, { path, mode, type, oid, size }: SizedEntry): Record<string, unknown> {
  return {
    path,
    mode,
    type,
    sha: oid,
    ...(size === null ? {} : { size }),
    ...(type === 'commit' ? {} : { url: `${root}/${type}s/${oid}` }),
  };
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
  const oid = await createBlob(
    request.actor,
    repository,
    Buffer.from(textField(request.body, 'content') ?? '', encoding),
  );
  return json({ sha: oid, url: `${repositoryUrl(request.world, repository)}/git/blobs/${oid}` }, 201);
}

const gitPath = '/repos/{owner}/{repo}/git';

export const objectRoutes: readonly Route[] = [
  tokenRoute(`GET ${gitPath}/blobs/{file_sha}`, blob),
  tokenRoute(`POST ${gitPath}/blobs`, newBlob),
  tokenRoute(`GET ${gitPath}/trees/{tree_sha}`, tree),
  tokenRoute(`POST ${gitPath}/trees`, newTree),
  tokenRoute(`GET ${gitPath}/commits/{commit_sha}`, async (request) => {
    const { repository, oid } = await getObject(request, 'commit_sha', 'commit');
    return json(gitCommitJson(request.world, repository, await readCommit(repository.gitDir, oid)));
  }),
  tokenRoute(`POST ${gitPath}/commits`, newCommit),
];

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
