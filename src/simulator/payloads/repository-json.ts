import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';
import { fullName, isoTime, repositoryHtmlUrl, repositoryUrl } from './urls.ts';
import { userJson } from './user-json.ts';

/** Path templates of the many `…_url` fields, after the repository's own URL. */
const urlTemplates = {
  archive_url: '/{archive_format}{/ref}',
  assignees_url: '/assignees{/user}',
  blobs_url: '/git/blobs{/sha}',
  branches_url: '/branches{/branch}',
  collaborators_url: '/collaborators{/collaborator}',
  comments_url: '/comments{/number}',
  commits_url: '/commits{/sha}',
  compare_url: '/compare/{base}...{head}',
  contents_url: '/contents/{+path}',
  contributors_url: '/contributors',
  deployments_url: '/deployments',
  downloads_url: '/downloads',
  events_url: '/events',
  forks_url: '/forks',
  git_commits_url: '/git/commits{/sha}',
  git_refs_url: '/git/refs{/sha}',
  git_tags_url: '/git/tags{/sha}',
  hooks_url: '/hooks',
  issue_comment_url: '/issues/comments{/number}',
  issue_events_url: '/issues/events{/number}',
  issues_url: '/issues{/number}',
  keys_url: '/keys{/key_id}',
  labels_url: '/labels{/name}',
  languages_url: '/languages',
  merges_url: '/merges',
  milestones_url: '/milestones{/number}',
  notifications_url: '/notifications{?since,all,participating}',
  pulls_url: '/pulls{/number}',
  releases_url: '/releases{/id}',
  stargazers_url: '/stargazers',
  statuses_url: '/statuses/{sha}',
  subscribers_url: '/subscribers',
  subscription_url: '/subscription',
  tags_url: '/tags',
  teams_url: '/teams',
  trees_url: '/git/trees{/sha}',
} as const;

/** A repository as webhooks and REST show it (without the permissions of the asking token). */
export function repositoryJson(world: World, repository: Repository): Record<string, unknown> {
  const url = repositoryUrl(world, repository);
  const htmlUrl = repositoryHtmlUrl(world, repository);
  const openIssues = [...repository.conversations.values()].filter(({ state }) => state === 'open').length;
  const urls = Object.entries(urlTemplates).map(([name, template]) => [name, `${url}${template}`]);
  return {
    ...repositoryStub(repository),
    owner: userJson(world, repository.owner),
    html_url: htmlUrl,
    description: repository.description,
    fork: repository.parent !== null,
    url,
    ...Object.fromEntries(urls),
    created_at: isoTime(repository.createdAt),
    updated_at: isoTime(repository.updatedAt),
    pushed_at: isoTime(repository.pushedAt),
    git_url: `git://localhost/${fullName(repository)}.git`,
    ssh_url: `git@localhost:${fullName(repository)}.git`,
    clone_url: `${htmlUrl}.git`,
    svn_url: htmlUrl,
    homepage: null,
    size: 0,
    stargazers_count: 0,
    watchers_count: 0,
    language: null,
    has_issues: true,
    has_projects: true,
    has_downloads: true,
    has_wiki: true,
    has_pages: false,
    has_discussions: false,
    forks_count: 0,
    mirror_url: null,
    archived: repository.isArchived,
    disabled: false,
    open_issues_count: openIssues,
    license: null,
    allow_forking: true,
    is_template: false,
    web_commit_signoff_required: false,
    topics: [],
    visibility: repository.isPrivate ? 'private' : 'public',
    forks: 0,
    open_issues: openIssues,
    watchers: 0,
    default_branch: repository.defaultBranch,
  };
}

/** The short form of installation payloads. */
export function repositoryStub(repository: Repository): Record<string, unknown> {
  return {
    id: repository.id,
    node_id: repository.nodeId,
    name: repository.name,
    full_name: fullName(repository),
    private: repository.isPrivate,
  };
}
