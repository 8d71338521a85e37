import { listRefs } from '../../git/ref-store.ts';
import { requireAccess, requireAnyAccess, requireNeed, roleOf } from '../../ops/access/permit.ts';
import type { Role, User } from '../../state/accounts.ts';
import type { Label } from '../../state/conversation-parts.ts';
import type { Issue, Pull, Repository } from '../../state/repository.ts';
import { connection } from '../connection.ts';
import type { Args, Fields, GraphqlContext } from '../source.ts';
import { as, int, need, notFound, record, text, texts, time } from '../source.ts';
import { repositoryPath, webUrl } from '../web-url.ts';
import { conversationFields } from './conversation-types.ts';
import { gitObject } from './git-types.ts';
import { pullState } from './pull-types.ts';
import { reactableFields } from './reaction-types.ts';
import { refNamed } from './ref-named.ts';

export const repositoryTypes = {
  Repository: {
    id: (repository) => repository.nodeId,
    databaseId: (repository) => repository.id,
    name: (repository) => repository.name,
    nameWithOwner: (repository) => `${repository.owner.login}/${repository.name}`,
    owner: (repository) => as(repository.owner.type, repository.owner),
    description: (repository) => repository.description,
    isArchived: (repository) => repository.isArchived,
    isDisabled: () => false,
    isLocked: () => false,
    isPrivate: (repository) => repository.isPrivate,
    isFork: (repository) => repository.parent !== null,
    parent: (repository) => repository.parent,
    visibility: (repository) => (repository.isPrivate ? 'PRIVATE' : 'PUBLIC'),
    hasIssuesEnabled: () => true,
    createdAt: (repository) => time(repository.createdAt),
    updatedAt: (repository) => time(repository.updatedAt),
    pushedAt: (repository) => time(repository.pushedAt),
    squashMergeAllowed: (repository) => repository.squashMergeAllowed,
    mergeCommitAllowed: (repository) => repository.mergeCommitAllowed,
    rebaseMergeAllowed: (repository) => repository.rebaseMergeAllowed,
    autoMergeAllowed: (repository) => repository.autoMergeAllowed,
    deleteBranchOnMerge: (repository) => repository.deleteBranchOnMerge,
    resourcePath: repositoryPath,
    url: (repository, _args, { world }) => webUrl(world, repositoryPath(repository)),
    // docs.github.com/graphql/reference/objects#repository: "will return null for organizations or apps".
    viewerPermission: (repository, _args, { actor }) => {
      const role = actor.kind === 'user' ? roleOf(repository, actor.user) : 'none';
      return role === 'none' ? null : role.toUpperCase();
    },
    defaultBranchRef: (repository, _args, { actor }) => {
      requireAccess(actor, repository, 'contents', 'read');
      return refNamed(repository, `refs/heads/${repository.defaultBranch}`);
    },
    ref: (repository, args, { actor }) => {
      requireAccess(actor, repository, 'contents', 'read');
      return refNamed(repository, refPath(need(args, 'qualifiedName')));
    },
    refs: async (repository, args, { actor }) => {
      requireAccess(actor, repository, 'contents', 'read');
      const query = text(args, 'query') ?? '';
      const prefix = need(args, 'refPrefix');
      const refs = await listRefs(repository.gitDir, prefix);
      const found = refs.filter(({ ref }) => ref.slice(prefix.length).includes(query));
      return connection(
        'refs',
        found.map(({ ref, oid }) => ({ repository, name: ref, oid })),
        args,
      );
    },
    object: (repository, args, { actor }) => {
      requireAccess(actor, repository, 'contents', 'read');
      return gitObject(repository, text(args, 'expression') ?? need(args, 'oid'));
    },
    issue: (repository, args, context) => find(repository, args, context, 'issue'),
    pullRequest: (repository, args, context) => find(repository, args, context, 'pull'),
    issueOrPullRequest: (repository, args, context) => {
      const found = find(repository, args, context, 'any');
      return as(found.kind === 'pull' ? 'PullRequest' : 'Issue', found);
    },
    issues: (repository, args, { actor }) => {
      requireAccess(actor, repository, 'issues', 'read');
      const filter = record(args, 'filterBy') ?? {};
      const states = texts(args, 'states') ?? texts(filter, 'states');
      const labels = texts(args, 'labels') ?? texts(filter, 'labels');
      const since = text(filter, 'since');
      const found = conversations(repository, 'issue').filter(
        (one) =>
          (states === undefined || states.includes(one.state.toUpperCase())) &&
          (since === undefined || one.updatedAt >= new Date(since)) &&
          hasLabels(one, labels),
      );
      return connection('issues', inOrder(found, args), args);
    },
    pullRequests: (repository, args, { actor }) => {
      requireAccess(actor, repository, 'pull_requests', 'read');
      const states = texts(args, 'states');
      const head = text(args, 'headRefName');
      const base = text(args, 'baseRefName');
      const found = conversations(repository, 'pull').filter(
        (one) =>
          (states === undefined || states.includes(pullState(one))) &&
          (head === undefined || one.head.ref === head) &&
          (base === undefined || one.base.ref === base) &&
          hasLabels(one, texts(args, 'labels')),
      );
      return connection('pullRequests', inOrder(found, args), args);
    },
    label: (repository, args, { actor }) => {
      requireAnyAccess(actor, repository, ['issues', 'pull_requests'], 'read');
      const name = need(args, 'name').toLowerCase();
      return repository.labels.find((label) => label.name.toLowerCase() === name) ?? null;
    },
    labels: (repository, args, { actor }) => {
      requireAnyAccess(actor, repository, ['issues', 'pull_requests'], 'read');
      const query = text(args, 'query')?.toLowerCase() ?? '';
      return connection(
        'labels',
        repository.labels.filter(({ name }) => name.toLowerCase().includes(query)),
        args,
      );
    },
    collaborators: (repository, args, { actor }) => {
      requireNeed(actor, repository, { permissions: ['metadata'], level: 'read', role: 'write' });
      const found = collaboratorsOf(repository, args);
      const page = connection('collaborators', found, args);
      const edges = page.edges.map(({ cursor, node }) => ({
        cursor,
        node: node.user,
        permission: node.role.toUpperCase(),
      }));
      return { ...page, edges, nodes: page.nodes.map(({ user }) => user) };
    },
  } satisfies Fields<Repository>,
  Label: {
    id: (label) => label.nodeId,
    name: (label) => label.name,
    color: (label) => label.color,
    description: (label) => label.description,
    isDefault: (label) => label.isDefault,
    repository: (label, _args, { world }) => world.repositories.find(({ labels }) => labels.includes(label)),
  } satisfies Fields<Label>,
  Issue: {
    ...conversationFields<Issue>(),
    ...reactableFields<Issue>(),
    state: (issue) => issue.state.toUpperCase(),
    stateReason: (issue) => issue.stateReason?.toUpperCase() ?? null,
    parent: () => null,
    closedByPullRequestsReferences: (issue, args) => {
      const linked = conversations(issue.repository, 'pull').filter((pull) =>
        pull.closingIssues.includes(issue.number),
      );
      const found =
        args['includeClosedPrs'] === true ? linked : linked.filter(({ state }) => state === 'open');
      return connection('closedByPullRequestsReferences', found, args);
    },
    blockedBy: (issue, args) => connection('blockedBy', issue.blockedBy, args),
    blocking: (issue, args) =>
      connection(
        'blocking',
        conversations(issue.repository, 'issue').filter((one) => one.blockedBy.includes(issue)),
        args,
      ),
  } satisfies Fields<Issue>,
};

function refPath(name: string): string {
  return name.startsWith('refs/') ? name : `refs/heads/${name}`;
}

function collaboratorsOf(repository: Repository, args: Args): { user: User; role: Role }[] {
  const query = text(args, 'query')?.toLowerCase();
  const login = text(args, 'login')?.toLowerCase();
  const owner: { user: User; role: Role }[] =
    repository.owner.type === 'User' ? [{ user: repository.owner, role: 'admin' }] : [];
  return [...owner, ...repository.collaborators.values()].filter(
    ({ user }) =>
      (query === undefined || user.login.toLowerCase().includes(query)) &&
      (login === undefined || user.login.toLowerCase() === login),
  );
}

function conversations<K extends 'issue' | 'pull'>(
  repository: Repository,
  kind: K,
): Extract<Issue | Pull, { kind: K }>[] {
  const is = (one: Issue | Pull): one is Extract<Issue | Pull, { kind: K }> => one.kind === kind;
  return [...repository.conversations.values()].filter(is);
}

function find(
  repository: Repository,
  args: Args,
  { actor }: GraphqlContext,
  kind: 'issue' | 'pull' | 'any',
): Issue | Pull {
  const number = int(args, 'number') ?? 0;
  const found = repository.conversations.get(number);
  if (found === undefined || (kind !== 'any' && found.kind !== kind)) {
    const what =
      kind === 'pull' ? 'a PullRequest' : kind === 'issue' ? 'an Issue' : 'an issue or pull request';
    throw notFound(`Could not resolve to ${what} with the number of ${number}.`);
  }
  requireAccess(actor, repository, found.kind === 'pull' ? 'pull_requests' : 'issues', 'read');
  return found;
}

function hasLabels(one: Issue | Pull, names: readonly string[] | undefined): boolean {
  return names === undefined || one.labels.some((label) => names.includes(label.name));
}

/** docs.github.com/graphql/reference/input-objects#issueorder */
function inOrder<T extends Issue | Pull>(items: T[], args: Args): T[] {
  const order = record(args, 'orderBy');
  if (order === undefined) return items;
  const key = (one: T): number => {
    if (order['field'] === 'COMMENTS') return one.comments.length;
    return (order['field'] === 'UPDATED_AT' ? one.updatedAt : one.createdAt).getTime();
  };
  const ascending = items.toSorted((a, b) => key(a) - key(b) || a.number - b.number);
  return order['direction'] === 'DESC' ? ascending.toReversed() : ascending;
}
