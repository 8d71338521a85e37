import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIssue } from '../../../src/simulator/ops/conversation/issues.ts';
import { addLabels } from '../../../src/simulator/ops/conversation/change-labels.ts';
import type { Issue } from '../../../src/simulator/state/repository.ts';
import { openPull, pick, query } from './graphql-support.ts';
import type { Harness } from './harness.ts';
import { startHarness } from './harness.ts';

let github: Harness;
let issue: Issue;

beforeAll(async () => {
  github = await startHarness();
  const { world, repository, people } = github;
  issue = createIssue(world, { kind: 'user', user: people.rita }, repository, {
    title: 'Wrong sum',
    body: 'add subtracts',
  });
  addLabels(world, { kind: 'user', user: people.tess }, issue, repository.labels.slice(0, 1));
});
afterAll(() => github.close());

describe('a document of several mutations', () => {
  it('is done in its order, each answer showing the world after that mutation', async () => {
    const pull = await openPull(github, 'live', 'return a + b');
    const text = `mutation ($pull: ID!, $issue: ID!, $label: ID!) {
      drop: removeLabelsFromLabelable(input: {labelableId: $issue, labelIds: [$label], clientMutationId: "m1"}) {
        clientMutationId labelable { ... on Issue { labels(first: 5) { nodes { name } } } } }
      review: addPullRequestReview(input: {pullRequestId: $pull, body: "Good", threads: [{path: "src/add.py", line: 2, body: "Yes"}]}) {
        pullRequestReview { state comments(first: 5) { nodes { path line } } } }
      submit: submitPullRequestReview(input: {pullRequestId: $pull, event: COMMENT}) {
        pullRequestReview { state pullRequest { reviews(last: 5) { nodes { state } }
          repository { issue(number: 1) { state labels(first: 5) { nodes { name } } } } } } }
      add: addLabelsToLabelable(input: {labelableId: $issue, labelIds: [$label]}) {
        labelable { ... on Issue { labels(first: 5) { nodes { name } } } } }
    }`;
    const label = github.repository.labels[0]?.nodeId;
    expect(await query(github, text, { pull: pull.id, issue: issue.nodeId, label })).toEqual({
      drop: { clientMutationId: 'm1', labelable: { labels: { nodes: [] } } },
      review: {
        pullRequestReview: { state: 'PENDING', comments: { nodes: [{ path: 'src/add.py', line: 2 }] } },
      },
      submit: {
        pullRequestReview: {
          state: 'COMMENTED',
          pullRequest: {
            reviews: { nodes: [{ state: 'COMMENTED' }] },
            repository: { issue: { state: 'OPEN', labels: { nodes: [] } } },
          },
        },
      },
      add: { labelable: { labels: { nodes: [{ name: 'ready' }] } } },
    });
  });

  it('goes on after one of them fails, with status 200', async () => {
    const pull = await openPull(github, 'partial', 'return b + a');
    const { repository } = github;
    const text = `mutation ($pull: ID!, $repo: ID!, $head: GitObjectID!, $base: GitObjectID!) {
      merge: mergePullRequest(input: {pullRequestId: $pull, expectedHeadOid: $base, mergeMethod: SQUASH}) { pullRequest { merged } }
      sweep: updateRefs(input: {repositoryId: $repo, refUpdates: [
        {name: "refs/heads/partial", beforeOid: $head, afterOid: "0000000000000000000000000000000000000000"}]}) { clientMutationId }
    }`;
    const answer = await github.graphql(text, {
      pull: pull.id,
      repo: repository.nodeId,
      head: pull.head,
      base: pull.base,
    });
    expect(answer.status).toBe(200);
    expect(answer.data).toEqual({ merge: null, sweep: { clientMutationId: null } });
    expect(answer.errors).toMatchObject([{ type: 'UNPROCESSABLE', path: ['merge'] }]);
    const after = await query(
      github,
      '{ repository(owner: "octo", name: "demo") { ref(qualifiedName: "refs/heads/partial") { name } } }',
    );
    expect(after).toEqual({ repository: { ref: null } });
  });

  it('refuses a commit when the branch is no longer where the caller saw it', async () => {
    const pull = await openPull(github, 'stale', 'return sum([a, b])');
    const text = `mutation ($oid: GitObjectID!) { createCommitOnBranch(input: {
      branch: {repositoryNameWithOwner: "octo/demo", branchName: "stale"}, expectedHeadOid: $oid,
      message: {headline: "Late"}, fileChanges: {deletions: [{path: "README.md"}]} }) { commit { oid } } }`;
    expect((await github.graphql(text, { oid: pull.base })).errors).toMatchObject([
      { type: 'STALE_DATA', path: ['createCommitOnBranch'] },
    ]);
    expect((await github.graphql(text, { oid: pull.head })).errors).toEqual([]);
  });
});

describe('a pull request by GraphQL', () => {
  it('shows its commits, files, test merge and checks', async () => {
    const pull = await openPull(github, 'shown', 'return  a + b');
    await github.world.later.idle();
    await query(
      github,
      `mutation ($repo: ID!, $head: GitObjectID!) { createCheckRun(input: {repositoryId: $repo, headSha: $head, name: "gate", externalId: "x", status: COMPLETED, conclusion: SUCCESS}) { checkRun { id } } }`,
      { repo: github.repository.nodeId, head: pull.head },
    );
    const data = await query(
      github,
      `{ repository(owner: "octo", name: "demo") {
      main: ref(qualifiedName: "main") { compare(headRef: "shown") { aheadBy behindBy status } }
      pullRequests(headRefName: "shown", states: [OPEN], first: 5, orderBy: {field: CREATED_AT, direction: DESC}) { totalCount nodes {
        number mergeable headRefOid isCrossRepository potentialMergeCommit { oid parents(first: 2) { nodes { oid } } }
        files(first: 10) { nodes { path additions deletions changeType } }
        commits(last: 1) { totalCount nodes { commit { oid message author { user { login } } checkSuites(last: 5) { nodes {
          app { slug } status conclusion workflowRun { databaseId }
          checkRuns(first: 5, filterBy: {checkType: LATEST}) { nodes { name externalId status conclusion } } } } } } }
      } }
      issue(number: 1) { closedByPullRequestsReferences(first: 5) { nodes { number } } }
    } }`,
    );
    expect(pick(data, 'repository', 'main', 'compare')).toEqual({ aheadBy: 1, behindBy: 0, status: 'AHEAD' });
    expect(pick(data, 'repository', 'pullRequests')).toMatchObject({
      totalCount: 1,
      nodes: [
        {
          number: pull.number,
          mergeable: 'MERGEABLE',
          headRefOid: pull.head,
          isCrossRepository: false,
          potentialMergeCommit: { parents: { nodes: [{ oid: pull.base }, { oid: pull.head }] } },
          files: { nodes: [{ path: 'src/add.py', additions: 1, deletions: 1, changeType: 'MODIFIED' }] },
          commits: {
            totalCount: 1,
            nodes: [
              {
                commit: {
                  oid: pull.head,
                  message: 'Fix\n\nof the sum',
                  checkSuites: {
                    nodes: [
                      {
                        app: { slug: 'helper' },
                        status: 'COMPLETED',
                        conclusion: 'SUCCESS',
                        workflowRun: null,
                        checkRuns: {
                          nodes: [
                            { name: 'gate', externalId: 'x', status: 'COMPLETED', conclusion: 'SUCCESS' },
                          ],
                        },
                      },
                    ],
                  },
                },
              },
            ],
          },
        },
      ],
    });
    expect(pick(data, 'repository', 'issue', 'closedByPullRequestsReferences', 'nodes')).toContainEqual({
      number: pull.number,
    });
  });

  it('is drafted, made ready, closed, opened again and merged', async () => {
    const pull = await openPull(github, 'whole', 'return (a + b)');
    await github.world.later.idle();
    const steps = [
      'convertPullRequestToDraft',
      'markPullRequestReadyForReview',
      'closePullRequest',
      'reopenPullRequest',
      'mergePullRequest',
    ];
    const seen: unknown[] = [];
    for (const step of steps) {
      const data = await query(
        github,
        `mutation ($id: ID!) { ${step}(input: {pullRequestId: $id}) { pullRequest { state isDraft } } }`,
        { id: pull.id },
      );
      seen.push(pick(data, step, 'pullRequest'));
      await github.world.later.idle();
    }
    expect(seen).toEqual([
      { state: 'OPEN', isDraft: true },
      { state: 'OPEN', isDraft: false },
      { state: 'CLOSED', isDraft: false },
      { state: 'OPEN', isDraft: false },
      { state: 'MERGED', isDraft: false },
    ]);
  });

  it('closes the issue it names a moment after, and says by which', async () => {
    await github.world.later.idle();
    const data = await query(
      github,
      '{ repository(owner: "octo", name: "demo") { issue(number: 1) { state timelineItems(last: 1, itemTypes: [CLOSED_EVENT]) { nodes { ... on ClosedEvent { closer { __typename } stateReason } } } } } }',
    );
    expect(pick(data, 'repository', 'issue')).toEqual({
      state: 'CLOSED',
      timelineItems: { nodes: [{ closer: { __typename: 'PullRequest' }, stateReason: 'COMPLETED' }] },
    });
  });
});

it('has sent nothing that does not fit the descriptions', () => {
  expect(github.world.mismatches).toEqual([]);
});
