import type { Commit, Signature } from '../git/commit-object.ts';
import { gitNodeId } from '../ids.ts';
import { isoTime, repositoryHtmlUrl, repositoryUrl } from '../payloads/urls.ts';
import { userJson } from '../payloads/user-json.ts';
import type { User } from '../state/accounts.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';

const unsigned = { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null };

/** A git commit: docs.github.com/rest/git/commits#get-a-commit-object */
export function gitCommitJson(world: World, repository: Repository, commit: Commit): Record<string, unknown> {
  const root = `${repositoryUrl(world, repository)}/git`;
  const html = `${repositoryHtmlUrl(world, repository)}/commit`;
  return {
    sha: commit.oid,
    node_id: gitNodeId({ type: 'Commit', repositoryId: repository.id, oid: commit.oid }),
    url: `${root}/commits/${commit.oid}`,
    html_url: `${html}/${commit.oid}`,
    author: signatureJson(commit.author),
    committer: signatureJson(commit.committer),
    message: commit.message,
    tree: { sha: commit.tree, url: `${root}/trees/${commit.tree}` },
    parents: commit.parents.map((oid) => ({
      sha: oid,
      url: `${root}/commits/${oid}`,
      html_url: `${html}/${oid}`,
    })),
    verification: unsigned,
  };
}

function signatureJson({ name, email, at }: Signature): Record<string, unknown> {
  return { name, email, date: isoTime(at) };
}

/** A commit with its accounts: docs.github.com/rest/commits/commits#get-a-commit */
export function commitJson(world: World, repository: Repository, commit: Commit): Record<string, unknown> {
  const url = `${repositoryUrl(world, repository)}/commits`;
  const html = `${repositoryHtmlUrl(world, repository)}/commit`;
  const author = accountOf(world, commit.author);
  const committer = accountOf(world, commit.committer);
  return {
    sha: commit.oid,
    node_id: gitNodeId({ type: 'Commit', repositoryId: repository.id, oid: commit.oid }),
    url: `${url}/${commit.oid}`,
    html_url: `${html}/${commit.oid}`,
    comments_url: `${url}/${commit.oid}/comments`,
    commit: {
      url: `${repositoryUrl(world, repository)}/git/commits/${commit.oid}`,
      author: signatureJson(commit.author),
      committer: signatureJson(commit.committer),
      message: commit.message,
      tree: { sha: commit.tree, url: `${repositoryUrl(world, repository)}/git/trees/${commit.tree}` },
      comment_count: 0,
      verification: unsigned,
    },
    author: author === null ? null : userJson(world, author),
    committer: committer === null ? null : userJson(world, committer),
    parents: commit.parents.map((oid) => ({ sha: oid, url: `${url}/${oid}`, html_url: `${html}/${oid}` })),
  };
}

/** GitHub knows its accounts by `<id>+<login>@users.noreply…`. */
function accountOf(world: World, { email }: Signature): User | null {
  const id = Number(/^(\d+)\+/.exec(email)?.[1]);
  return [...world.users.values()].find((user) => user.id === id) ?? null;
}
