/**
 * What we send as the input of each mutation, by the mutation's name (docs.github.com/graphql/reference/input-objects).
 * GitHub takes more fields; these are the ones that we use.
 */
export type MutationInputs = {
  readonly createRef: { readonly repositoryId: string; readonly name: string; readonly oid: string };
  readonly createCommitOnBranch: {
    readonly branch: { readonly repositoryNameWithOwner: string; readonly branchName: string };
    readonly expectedHeadOid: string;
    readonly message: { readonly headline: string; readonly body: string };
    readonly fileChanges: {
      /** `contents`: base64. */
      readonly additions: readonly { readonly path: string; readonly contents: string }[];
      readonly deletions: readonly { readonly path: string }[];
    };
  };
  readonly createPullRequest: {
    readonly repositoryId: string;
    readonly headRefName: string;
    readonly baseRefName: string;
    readonly title: string;
    readonly body: string;
  };
  readonly updatePullRequest: {
    readonly pullRequestId: string;
    readonly title?: string;
    readonly body?: string;
  };
  readonly closePullRequest: { readonly pullRequestId: string };
  readonly createIssue: { readonly repositoryId: string; readonly title: string; readonly body: string };
  readonly addComment: { readonly subjectId: string; readonly body: string };
  readonly addPullRequestReviewThreadReply: {
    readonly pullRequestReviewThreadId: string;
    readonly body: string;
  };
  readonly updateIssueComment: { readonly id: string; readonly body: string };
  readonly deleteIssueComment: { readonly id: string };
  readonly createLabel: {
    readonly repositoryId: string;
    readonly name: string;
    readonly color: string;
    readonly description: string;
  };
  readonly addLabelsToLabelable: Labels;
  readonly removeLabelsFromLabelable: Labels;
  readonly addReaction: {
    readonly subjectId: string;
    readonly content: 'EYES' | 'ROCKET' | 'CONFUSED';
  };
  readonly addPullRequestReview: {
    readonly pullRequestId: string;
    readonly commitOID: string;
    readonly body: string;
    readonly threads: readonly Thread[];
  };
  readonly submitPullRequestReview: {
    readonly pullRequestId: string;
    readonly event: 'COMMENT';
    readonly body: string;
  };
  readonly createCheckRun: {
    readonly repositoryId: string;
    readonly name: string;
    readonly headSha: string;
    readonly externalId: string;
    readonly status: 'COMPLETED';
    readonly conclusion: 'SUCCESS' | 'FAILURE' | 'NEUTRAL';
    readonly output: {
      readonly title: string;
      readonly summary: string;
    };
  };
  readonly closeIssue: { readonly issueId: string; readonly stateReason: 'COMPLETED' };
  readonly updateRefs: {
    readonly repositoryId: string;
    readonly refUpdates: readonly {
      readonly name: string;
      readonly beforeOid: string;
      readonly afterOid: string;
    }[];
  };
};

type Labels = { readonly labelableId: string; readonly labelIds: readonly string[] };

type Thread = {
  readonly path: string;
  readonly line: number;
  readonly body: string;
  readonly side: 'RIGHT';
  readonly startLine?: number;
  readonly startSide?: 'RIGHT';
};
