/**
 * The one question that is asked of GitHub about a task. It is a selection on `Repository`, so that it can be a query
 * of its own or hang on the payload of a mutation. People's words go into variables only, never into the text.
 */
import type { ObserveRequest } from '../../task/shapes/mutation.ts';
import { splitRepo } from '../../task/names.ts';
import { baseScript } from '../../task/results/base/base-report.ts';

/** Files of the base branch that the policy names. They are not known before the policy is, so they are guessed. */
export type PolicyPaths = { readonly ruleset: string; readonly workflow: string };

export type Selection = {
  /** Fields of `Repository`. */
  readonly fields: string;
  readonly fragments: string;
  /** `$name: Type`, without the parentheses. */
  readonly declarations: readonly string[];
  readonly variables: Readonly<Record<string, unknown>>;
};

export const commentFields = `id url body createdAt lastEditedAt includesCreatedEdit viewerDidAuthor author { ...Who }
  reactionGroups { content viewerHasReacted }`;

/** The script of the workflow's second job has a name of its own, whatever the workflow is called. */
export const scriptField = `script: object(expression: "HEAD:${baseScript}") { oid }`;

export const whoFragment = 'fragment Who on Actor { __typename login }';

/** Thirty by thirty: GitHub counts the nodes that nested lists may hold. */
const fragments = `
${whoFragment}
fragment Comments on IssueCommentConnection { pageInfo { hasPreviousPage startCursor } nodes { ${commentFields} } }
fragment Suite on CheckSuite {
  app { slug } status conclusion
  workflowRun { databaseId event updatedAt file { path } }
  checkRuns(first: 30, filterBy: { checkType: LATEST }) {
    totalCount nodes { id name status conclusion startedAt completedAt externalId title }
  }
}
fragment Thread on PullRequestReviewThread {
  id isResolved resolvedBy { login } path diffSide line originalLine
  comments(first: 30) { totalCount nodes { ${commentFields} diffHunk } }
}
fragment Pull on PullRequest {
  id number state body isDraft mergeable headRefName headRefOid baseRefName isCrossRepository
  author { ...Who } mergedBy { ...Who }
  mergeCommit { oid tree { oid } parents(first: 5) { nodes { oid } } }
  reviews(last: 30) { nodes { id state body viewerDidAuthor commit { oid } } }
  comments(last: 30) { ...Comments }
  reviewThreads(last: 30) { totalCount nodes { ...Thread } }
  commits(last: 1) { nodes { commit {
    oid message tree { oid } parents(first: 5) { nodes { oid } }
    checkSuites(last: 30) { totalCount nodes { ...Suite } }
  } } }
}`;

const labelled = `pageInfo { hasPreviousPage startCursor }
  nodes { __typename ... on LabeledEvent { createdAt actor { ...Who } label { name } } }`;

const issue = `
  id number repository { id } title body state createdAt lastEditedAt closedAt author { ...Who } editor { ...Who }
  userContentEdits(first: 20) { nodes { editedAt editor { ...Who } } }
  labels(first: 100) { nodes { name } }
  labelled: timelineItems(last: 50, itemTypes: [LABELED_EVENT]) { ${labelled} }
  renamed: timelineItems(last: 20, itemTypes: [RENAMED_TITLE_EVENT]) {
    nodes { __typename ... on RenamedTitleEvent { createdAt actor { ...Who } } }
  }
  closing: timelineItems(last: 1, itemTypes: [CLOSED_EVENT]) {
    nodes { __typename ... on ClosedEvent { createdAt actor { ...Who } } }
  }
  comments(last: 30) { ...Comments }`;

const base = `
  id nameWithOwner isArchived isPrivate squashMergeAllowed mergeCommitAllowed
  labels(first: 100, query: "cadence") { nodes { id name } }
  collaborators(first: 100) { pageInfo { hasNextPage } edges { permission node { login } } }
  policy: object(expression: "HEAD:.github/cadence.yml") { oid ... on Blob { text isTruncated } }
  ruleset: object(expression: $rulesetAt) { oid ... on Blob { text isTruncated } }
  workflow: object(expression: $workflowAt) { oid }
  ${scriptField}`;

/** A hundred newer issues within the settling time of an intent would be somebody's play. */
const opened = `opened: issues(first: 100, orderBy: { field: CREATED_AT, direction: DESC }, filterBy: { since: $openedSince }) {
  nodes { number body viewerDidAuthor } }`;

/** Both ends are asked for too: the answer is about these two commits and no others. */
export const comparison = `compare(headRef: $branch) { behindBy baseTarget { oid } headTarget { oid } }`;

export function situationSelection(look: ObserveRequest, paths: PolicyPaths): Selection {
  const { branch, pull } = look;
  const variables: Record<string, unknown> = {
    issue: look.issue,
    rulesetAt: `HEAD:${paths.ruleset}`,
    workflowAt: `HEAD:${paths.workflow}`,
  };
  const declarations = ['$issue: Int!', '$rulesetAt: String!', '$workflowAt: String!'];
  const fields = [base];
  const candidates =
    look.closes === 'look'
      ? 'closers: closedByPullRequestsReferences(first: 30) { nodes { number author { ...Who } } }'
      : '';
  fields.push(`issue(number: $issue) { ${issue} ${candidates} }`);
  if (look.openedSince !== null) {
    variables['openedSince'] = new Date(look.openedSince).toISOString();
    declarations.push('$openedSince: DateTime!');
    fields.push(opened);
  }
  const runs = branch === null ? '' : '... on Commit { checkSuites(last: 30) { nodes { ...Suite } } }';
  fields.push(`defaultBranchRef { name target { oid ${runs} } ${branch === null ? '' : comparison} }`);
  if (pull !== null) {
    Object.assign(variables, { pull });
    declarations.push('$pull: Int!');
    fields.push('pull: pullRequest(number: $pull) { ...Pull }');
  }
  if (branch !== null) {
    Object.assign(variables, {
      branch,
      branchRef: `refs/heads/${branch}`,
      headWorkflowAt: `${branch}:${paths.workflow}`,
      headScriptAt: `${branch}:${baseScript}`,
    });
    declarations.push(
      '$branch: String!',
      '$branchRef: String!',
      '$headWorkflowAt: String!',
      '$headScriptAt: String!',
    );
    // By the ref, not by its name: a fork may have a branch of the same name.
    const pulls =
      pull === null
        ? 'associatedPullRequests(first: 3, orderBy: { field: CREATED_AT, direction: DESC }) { nodes { ...Pull } }'
        : '';
    fields.push(
      `branch: ref(qualifiedName: $branchRef) { target { oid ... on Commit { message } } ${pulls} }`,
    );
    fields.push('headWorkflow: object(expression: $headWorkflowAt) { oid }');
    fields.push('headScript: object(expression: $headScriptAt) { oid }');
    for (const [index, path] of look.blobs.entries()) {
      variables[`blob${index}`] = `${branch}:${path}`;
      declarations.push(`$blob${index}: String!`);
      fields.push(`blob${index}: object(expression: $blob${index}) { oid }`);
    }
  }
  const used = pull === null && branch === null ? withoutPulls : fragments;
  return { fields: fields.join('\n'), fragments: used, declarations, variables };
}

/** GraphQL refuses fragments that nothing uses. */
const withoutPulls = fragments.replace(/fragment Suite[\s\S]*$/, '');

/** The selection as a query of its own. */
export function situationQuery(
  look: ObserveRequest,
  paths: PolicyPaths,
): { text: string; variables: Record<string, unknown> } {
  const { owner, name } = splitRepo(look.repo);
  const { fields, fragments: used, declarations, variables } = situationSelection(look, paths);
  const all = ['$owner: String!', '$name: String!', ...declarations].join(', ');
  const text = `query Situation(${all}) { viewer { login } repository(owner: $owner, name: $name) { ${fields} } }${used}`;
  return { text, variables: { owner, name, ...variables } };
}
