import { readCommit } from '../git/commit-object.ts';
import { compare, filePatch } from '../git/compare-commits.ts';
import type { FileDiff } from '../git/compare-commits.ts';
import { pullCommits, pullFiles } from '../graphql/types/pull-types.ts';
import { findPull } from '../ops/access/lookups.ts';
import { mergePull } from '../ops/pulls/merge-pull.ts';
import { requireAccess } from '../ops/access/permit.ts';
import { createPull, updatePull } from '../ops/pulls/pulls.ts';
import { updatePullBranch } from '../ops/pulls/update-pull-branch.ts';
import { pullJson } from '../payloads/pull-json.ts';
import { repositoryHtmlUrl, repositoryUrl } from '../payloads/urls.ts';
import type { Pull } from '../state/repository.ts';
import type { World } from '../world.ts';
import type { Answer } from '../http/http-answer.ts';
import { json } from '../http/http-answer.ts';
import { given } from '../http/given.ts';
import { listed, paginate } from '../http/paginate.ts';
import { commitJson } from './commit-json.ts';
import type { Route, TokenRequest } from './route.ts';
import { flagField, missingField, numberParam, repositoryOf, textField, tokenRoute } from './route.ts';

export function readablePull(request: TokenRequest): Pull {
  const repository = repositoryOf(request);
  requireAccess(request.actor, repository, 'pull_requests', 'read');
  return findPull(repository, numberParam(request, 'pull_number'));
}

/** For writing: the operation itself asks for the permission. */
export function namedPull(request: TokenRequest): Pull {
  return findPull(repositoryOf(request), numberParam(request, 'pull_number'));
}

const maxPatchChars = 20_000;

const pullPath = '/repos/{owner}/{repo}/pulls/{pull_number}';

export const pullRoutes: readonly Route[] = [
  tokenRoute('GET /repos/{owner}/{repo}/pulls', list),
  tokenRoute('POST /repos/{owner}/{repo}/pulls', create),
  tokenRoute(`GET ${pullPath}`, (request) => json(pullJson(request.world, readablePull(request)))),
  tokenRoute(`PATCH ${pullPath}`, update),
  tokenRoute(`PUT ${pullPath}/merge`, merge),
  tokenRoute(`PUT ${pullPath}/update-branch`, updateBranch),
  tokenRoute(`GET ${pullPath}/files`, files),
  tokenRoute(`GET ${pullPath}/commits`, commits),
];

/** docs.github.com/rest/pulls/pulls#list-commits-on-a-pull-request: at most 250. */
async function commits(request: TokenRequest): Promise<Answer> {
  const pull = readablePull(request);
  const { page, headers } = paginate((await pullCommits(pull)).slice(0, 250), request.url);
  const { world } = request;
  const read = await Promise.all(page.map((oid) => readCommit(pull.repository.gitDir, oid)));
  return json(
    read.map((commit) => commitJson(world, pull.repository, commit)),
    200,
    headers,
  );
}

/** docs.github.com/rest/pulls/pulls#list-pull-requests-files: at most 3,000. */
async function files(request: TokenRequest): Promise<Answer> {
  const pull = readablePull(request);
  const { mergeBase } = await compare(pull.repository.gitDir, pull.base.oid, pull.head.oid);
  const { page, headers } = paginate((await pullFiles(pull)).slice(0, 3000), request.url);
  const shown = await Promise.all(
    page.map((file) => fileJson(request.world, pull, mergeBase ?? pull.base.oid, file)),
  );
  return json(shown, 200, headers);
}

async function fileJson(
  world: World,
  pull: Pull,
  base: string,
  file: FileDiff,
): Promise<Record<string, unknown>> {
  const { gitDir } = pull.repository;
  const patch = await filePatch(gitDir, base, pull.head.oid, file);
  const at = `${pull.head.oid}/${file.path}`;
  const html = repositoryHtmlUrl(world, pull.repository);
  return {
    sha: file.oid,
    filename: file.path,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: `${html}/blob/${at}`,
    raw_url: `${html}/raw/${at}`,
    contents_url: `${repositoryUrl(world, pull.repository)}/contents/${file.path}?ref=${pull.head.oid}`,
    ...(file.previousPath === null ? {} : { previous_filename: file.previousPath }),
    // A binary or too large file has none.
    ...(patch === '' || patch.length > maxPatchChars ? {} : { patch }),
  };
}

/** docs.github.com/rest/pulls/pulls#update-a-pull-request-branch: accepted now, done later. */
async function updateBranch(request: TokenRequest): Promise<Answer> {
  const { world, actor, body } = request;
  const pull = namedPull(request);
  await updatePullBranch(world, actor, pull, textField(body, 'expected_head_sha') ?? null);
  const url = `${repositoryUrl(world, pull.repository)}/pulls/${pull.number}`;
  return json({ message: 'Updating pull request branch.', url }, 202);
}

/** docs.github.com/rest/pulls/pulls#merge-a-pull-request */
async function merge(request: TokenRequest): Promise<Answer> {
  const { world, actor, body } = request;
  const method = textField(body, 'merge_method');
  const { oid } = await mergePull(world, actor, namedPull(request), {
    ...given({
      method: method === 'merge' || method === 'squash' || method === 'rebase' ? method : undefined,
      sha: textField(body, 'sha'),
      headline: textField(body, 'commit_title'),
      body: textField(body, 'commit_message'),
    }),
  });
  return json({ sha: oid, merged: true, message: 'Pull Request successfully merged' });
}

async function update(request: TokenRequest): Promise<Answer> {
  const { world, actor, body } = request;
  const pull = namedPull(request);
  const state = textField(body, 'state');
  const change = given({
    title: textField(body, 'title'),
    body: body['body'] === null ? '' : textField(body, 'body'),
    base: textField(body, 'base'),
    state: state === 'open' || state === 'closed' ? state : undefined,
    maintainerCanModify: flagField(body, 'maintainer_can_modify'),
  });
  await updatePull(world, actor, pull, change);
  return json(pullJson(world, pull));
}

async function create(request: TokenRequest): Promise<Answer> {
  const { world, actor, body } = request;
  const repository = repositoryOf(request);
  const [title, head, base] = ['title', 'head', 'base'].map((name) => textField(body, name));
  if (head === undefined) throw missingField('PullRequest', 'head');
  if (base === undefined) throw missingField('PullRequest', 'base');
  const fields = given({
    body: textField(body, 'body'),
    isDraft: flagField(body, 'draft'),
    maintainerCanModify: flagField(body, 'maintainer_can_modify'),
  });
  const pull = await createPull(world, actor, repository, { title: title ?? '', head, base, ...fields });
  return json(pullJson(world, pull), 201);
}

/** docs.github.com/rest/pulls/pulls#list-pull-requests: open ones, newest first; `head` is `owner:branch`. */
function list(request: TokenRequest): Answer {
  const repository = repositoryOf(request);
  requireAccess(request.actor, repository, 'pull_requests', 'read');
  const query = request.url.searchParams;
  const state = query.get('state') ?? 'open';
  const head = query.get('head');
  const base = query.get('base');
  const key = query.get('sort') === 'updated' ? 'updatedAt' : 'createdAt';
  const found = [...repository.conversations.values()]
    .filter((one) => one.kind === 'pull')
    .filter((one) => state === 'all' || one.state === state)
    .filter((one) => head === null || `${one.head.repository?.owner.login ?? ''}:${one.head.ref}` === head)
    .filter((one) => base === null || one.base.ref === base)
    .toSorted((a, b) => a[key].getTime() - b[key].getTime() || a.number - b.number);
  // docs: ascending unless sorted by creation (or not at all).
  const direction = query.get('direction') ?? (key === 'createdAt' ? 'desc' : 'asc');
  return listed(direction === 'asc' ? found : found.toReversed(), request.url, (one) =>
    pullJson(request.world, one),
  );
}
