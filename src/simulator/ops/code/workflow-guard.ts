import { diffFiles } from '../../git/compare-commits.ts';
import { listTree } from '../../git/list-tree.ts';
import { resolve } from '../../git/read-objects.ts';
import { listRefs } from '../../git/ref-store.ts';
import { GitHubError } from '../../github-error.ts';
import type { Actor } from '../../state/access.ts';
import type { Repository } from '../../state/repository.ts';
import { grants } from '../access/permit.ts';

// docs.github.com/apps/creating-github-apps/registering-a-github-app/choosing-permissions-for-a-github-app: files
// under .github/workflows need the `workflows` permission beside `contents`.
const folder = '.github/workflows';

/** Refuses a change of these paths where one is a workflow. */
export function guardPaths(actor: Actor, paths: readonly string[]): void {
  const path = paths.find((candidate) => candidate.startsWith(`${folder}/`));
  if (path !== undefined && isBound(actor)) throw refusal(path);
}

function refusal(path: string): GitHubError {
  return new GitHubError(
    403,
    `refusing to allow a GitHub App to create or update workflow \`${path}\` without \`workflows\` permission`,
  );
}

function isBound(actor: Actor): boolean {
  return actor.kind === 'installation' && !grants(actor.permissions, 'workflows', 'write');
}

/** Refuses where the trees of two commits differ in a workflow: merges and branch updates. */
export async function guardChange(
  actor: Actor,
  repository: Repository,
  before: string,
  after: string,
): Promise<void> {
  if (!isBound(actor)) return;
  const files = await diffFiles(repository.gitDir, before, after);
  guardPaths(
    actor,
    files.flatMap(({ path, previousPath }) => (previousPath === null ? [path] : [previousPath, path])),
  );
}

/**
 * Refuses a ref at a commit whose workflows are on no branch's tip yet, such as a commit from before a workflow
 * changed. docs.github.com/apps/oauth-apps/building-oauth-apps/scopes-for-oauth-apps#available-scopes: a file may
 * be committed "if the same file (with both the same path and contents) exists on another branch".
 */
export async function guardRef(actor: Actor, repository: Repository, oid: string): Promise<void> {
  if (!isBound(actor)) return;
  const wanted = await workflowsAt(repository, oid);
  if (wanted.length === 0) return;
  const branches = await listRefs(repository.gitDir, 'refs/heads/');
  const tips = [...new Set(branches.map((branch) => branch.oid))];
  const known = new Set(
    (await Promise.all(tips.map((tip) => workflowsAt(repository, tip)))).flat().map(({ key }) => key),
  );
  const unknown = wanted.find(({ key }) => !known.has(key));
  if (unknown) throw refusal(unknown.path);
}

async function workflowsAt(repository: Repository, oid: string): Promise<{ path: string; key: string }[]> {
  const tree = await resolve(repository.gitDir, `${oid}:${folder}`);
  if (tree === null) return [];
  const entries = await listTree(repository.gitDir, tree, 'recursive');
  return entries
    .filter(({ type }) => type === 'blob')
    .map((entry) => ({ path: `${folder}/${entry.path}`, key: `${entry.path}\0${entry.oid}` }));
}
