import { listCommits, readCommit } from '../git/commit-object.ts';
import { compare } from '../git/compare-commits.ts';
import { resolve } from '../git/read-objects.ts';
import { repositoryHtmlUrl, repositoryUrl } from '../payloads/urls.ts';
import { GitHubError } from '../github-error.ts';
import type { Answer } from '../http/http-answer.ts';
import { json } from '../http/http-answer.ts';
import { commitJson } from './commit-json.ts';
import { getObject, readable } from './find-object.ts';
import type { Route, TokenRequest } from './route.ts';
import { param, tokenRoute } from './route.ts';

export const commitRoutes: readonly Route[] = [
  tokenRoute('GET /repos/{owner}/{repo}/commits/{ref}', async (request) => {
    const { repository, oid } = await getObject(request, 'ref', 'commit');
    return json(commitJson(request.world, repository, await readCommit(repository.gitDir, oid)));
  }),
  tokenRoute('GET /repos/{owner}/{repo}/compare/{basehead}', comparison),
];

/** docs.github.com/rest/commits/commits#compare-two-commits: `base...head`. */
async function comparison(request: TokenRequest): Promise<Answer> {
  const repository = readable(request);
  const [from = '', to = ''] = param(request, 'basehead').split('...');
  const [base, head] = await Promise.all([resolve(repository.gitDir, from), resolve(repository.gitDir, to)]);
  if (base === null || head === null) throw new GitHubError(404, 'Not Found');
  const { ahead, behind, mergeBase } = await compare(repository.gitDir, base, head);
  const show = async (oid: string): Promise<Record<string, unknown>> =>
    commitJson(request.world, repository, await readCommit(repository.gitDir, oid));
  const oids = await listCommits(repository.gitDir, [base], head);
  const html = `${repositoryHtmlUrl(request.world, repository)}/compare/${from}...${to}`;
  const api = `${repositoryUrl(request.world, repository)}/compare/${from}...${to}`;
  const diverged = ahead > 0 ? 'diverged' : 'behind';
  return json({
    url: api,
    html_url: html,
    permalink_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    base_commit: await show(base),
    merge_base_commit: await show(mergeBase ?? base),
    status: behind > 0 ? diverged : ahead > 0 ? 'ahead' : 'identical',
    ahead_by: ahead,
    behind_by: behind,
    total_commits: ahead,
    commits: await Promise.all(oids.slice(0, 250).map(show)),
  });
}
