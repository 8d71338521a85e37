/** How each mutation is written in GraphQL: its root field, its input, what is read of the payload. Pure. */
import type { Mutation } from '../../task/shapes/mutation.ts';
import type { RepoName } from '../../task/names.ts';
import type { MutationInputs } from './mutation-inputs.ts';

export type MutationField = {
  readonly name: keyof MutationInputs;
  readonly inputType: string;
  readonly input: object;
};

/** How a payload is read: the selection, with a place for the repository's fields where one can be reached. */
export type Payload = {
  readonly select: (repository: string) => string;
  readonly reaches: 'repository' | 'nothing';
};

const through = (before: string, after: string): Payload => ({
  select: (repository) => `${before} ${repository} ${after}`,
  reaches: 'repository',
});
const labelable = '... on Issue { id REPOSITORY } ... on PullRequest { id REPOSITORY }';
const either = (before: string, types: string): Payload => ({
  select: (repository) => `${before} { ${types.replaceAll('REPOSITORY', repository)} }`,
  reaches: 'repository',
});
const silent: Payload = { select: () => 'clientMutationId', reaches: 'nothing' };

export const payloads: Readonly<Record<keyof MutationInputs, Payload>> = {
  createRef: through('ref { id target { oid }', '}'),
  createCommitOnBranch: through('commit { oid } ref { id', '}'),
  createPullRequest: through('pullRequest { id number headRefOid', '}'),
  updatePullRequest: through('pullRequest { id number', '}'),
  closePullRequest: through('pullRequest { id number', '}'),
  createIssue: through('issue { id number', '}'),
  addComment: either('commentEdge { node { id } } subject', labelable),
  addPullRequestReviewThreadReply: through('comment { id', '}'),
  updateIssueComment: through('issueComment { id', '}'),
  deleteIssueComment: silent,
  createLabel: through('label { id', '}'),
  addLabelsToLabelable: either('labelable', labelable),
  removeLabelsFromLabelable: either('labelable', labelable),
  addReaction: either(
    'reaction { id } subject',
    `${labelable} ... on IssueComment { REPOSITORY } ... on PullRequestReviewComment { REPOSITORY }`,
  ),
  addPullRequestReview: through('pullRequestReview { id', '}'),
  submitPullRequestReview: through('pullRequestReview { id', '}'),
  createCheckRun: through('checkRun { id', '}'),
  closeIssue: through('issue { id number', '}'),
  updateRefs: silent,
};

const noCommit = '0'.repeat(40);

/** `repositoryId`: the node id of the repository. */
export function mutationField(mutation: Mutation, repo: RepoName, repositoryId: string): MutationField {
  switch (mutation.do) {
    case 'createBranch':
      return field('createRef', { repositoryId, name: `refs/heads/${mutation.branch}`, oid: mutation.sha });
    case 'commit':
      return field('createCommitOnBranch', {
        branch: { repositoryNameWithOwner: repo, branchName: mutation.branch },
        expectedHeadOid: mutation.expectedHeadSha,
        message: { headline: mutation.headline, body: mutation.body },
        fileChanges: {
          additions: mutation.additions.map(({ path, bytes }) => ({
            path,
            contents: Buffer.from(bytes).toString('base64'),
          })),
          deletions: mutation.deletions.map((path) => ({ path })),
        },
      });
    case 'createPull':
      return field('createPullRequest', {
        repositoryId,
        headRefName: mutation.branch,
        baseRefName: mutation.base,
        title: mutation.title,
        body: mutation.body,
      });
    case 'updatePull': {
      const { pullId, title, body } = mutation;
      const changed = { ...(title === undefined ? {} : { title }), ...(body === undefined ? {} : { body }) };
      return field('updatePullRequest', { pullRequestId: pullId, ...changed });
    }
    case 'closePull':
      return field('closePullRequest', { pullRequestId: mutation.pullId });
    case 'createIssue':
      return field('createIssue', { repositoryId, title: mutation.title, body: mutation.body });
    case 'addComment':
      return field('addComment', { subjectId: mutation.subjectId, body: mutation.body });
    case 'replyInThread':
      return field('addPullRequestReviewThreadReply', {
        pullRequestReviewThreadId: mutation.threadId,
        body: mutation.body,
      });
    case 'updateComment':
      return field('updateIssueComment', { id: mutation.id, body: mutation.body });
    case 'deleteComment':
      return field('deleteIssueComment', { id: mutation.id });
    case 'createLabel': {
      const { name, color, description } = mutation;
      return field('createLabel', { repositoryId, name, color, description });
    }
    case 'addLabels':
      return field('addLabelsToLabelable', {
        labelableId: mutation.subjectId,
        labelIds: mutation.labelIds,
      });
    case 'removeLabels':
      return field('removeLabelsFromLabelable', {
        labelableId: mutation.subjectId,
        labelIds: mutation.labelIds,
      });
    case 'react':
      return field('addReaction', { subjectId: mutation.subjectId, content: mutation.content });
    case 'addReview':
      // No event: it stays pending, ours alone to see, until it is submitted.
      return field('addPullRequestReview', {
        pullRequestId: mutation.pullId,
        commitOID: mutation.headSha,
        body: mutation.body,
        threads: mutation.threads.map(({ path, startLine, line, body }) => ({
          path,
          line,
          body,
          side: 'RIGHT' as const,
          ...(startLine === null ? {} : { startLine, startSide: 'RIGHT' as const }),
        })),
      });
    case 'submitReview':
      // An App may not approve or reject what it wrote: the verdict stands in the check run and the record.
      return field('submitPullRequestReview', {
        pullRequestId: mutation.pullId,
        event: 'COMMENT',
        body: mutation.body,
      });
    case 'createCheckRun':
      return field('createCheckRun', {
        repositoryId,
        name: mutation.name,
        headSha: mutation.headSha,
        externalId: mutation.externalId,
        status: 'COMPLETED',
        conclusion: conclusions[mutation.conclusion],
        output: {
          title: mutation.title,
          summary: mutation.summary,
        },
      });
    case 'closeIssue':
      return field('closeIssue', { issueId: mutation.id, stateReason: 'COMPLETED' });
    case 'deleteBranch':
      // deleteRef takes no expected commit; this compares and swaps.
      return field('updateRefs', {
        repositoryId,
        refUpdates: [
          { name: `refs/heads/${mutation.branch}`, beforeOid: mutation.expectedSha, afterOid: noCommit },
        ],
      });
    default: {
      const never: never = mutation;
      throw new Error(`unknown mutation ${JSON.stringify(never)}`);
    }
  }
}

const conclusions = { success: 'SUCCESS', failure: 'FAILURE', neutral: 'NEUTRAL' } as const;

function field<Name extends keyof MutationInputs>(name: Name, input: MutationInputs[Name]): MutationField {
  return { name, inputType: `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}Input!`, input };
}
