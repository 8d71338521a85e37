import {
  pageState,
  type IssueState,
  type PageState,
  type PullState,
  type Who,
} from '../../../../src/cli/story/page/page-state.ts';

const alice: Who = { __typename: 'User', login: 'alice' };
const bot: Who = { __typename: 'Bot', login: 'cadence' };
const at = (second: number): string => `2026-03-01T12:00:${String(second).padStart(2, '0')}Z`;

const issue: IssueState = {
  number: 1,
  title: 'add() returns the wrong sum',
  body: 'It returns `4`.',
  createdAt: at(0),
  author: alice,
  state: 'CLOSED',
  stateReason: 'COMPLETED',
  labels: { nodes: [{ name: 'cadence:done', color: '0e8a16' }] },
  timelineItems: {
    nodes: [
      {
        __typename: 'ClosedEvent',
        createdAt: at(9),
        actor: bot,
        stateReason: null,
        closer: { __typename: 'PullRequest', number: 2 },
      },
      {
        __typename: 'LabeledEvent',
        createdAt: at(1),
        actor: alice,
        label: { name: 'cadence', color: 'ededed' },
      },
      { __typename: 'RenamedTitleEvent' },
      { __typename: 'IssueComment', body: '### Merged', createdAt: at(2), lastEditedAt: at(9), author: bot },
    ],
  },
};

const pull: PullState = {
  ...issue,
  number: 2,
  title: '[Cadence] #1 add() returns the wrong sum',
  state: 'MERGED',
  isDraft: false,
  additions: 4,
  deletions: 1,
  changedFiles: 2,
  headRefName: 'cadence/1-add',
  baseRefName: 'main',
  labels: { nodes: [] },
  commits: {
    nodes: [
      {
        commit: {
          oid: 'a'.repeat(40),
          messageHeadline: 'tests: add()',
          committedDate: at(3),
          author: { name: 'cadence' },
          checkSuites: {
            nodes: [
              {
                workflowRun: { databaseId: 41, workflow: { name: 'Cadence pytest' } },
                checkRuns: {
                  nodes: [
                    {
                      databaseId: 1,
                      name: 'pytest',
                      status: 'COMPLETED',
                      conclusion: 'FAILURE',
                      title: null,
                      summary: null,
                      annotations: {
                        nodes: [
                          {
                            path: 'utils/add.py',
                            message: 'It failed.',
                            title: 'A finding',
                            annotationLevel: 'FAILURE',
                            location: { start: { line: 3 } },
                          },
                        ],
                      },
                    },
                  ],
                },
              },
            ],
          },
        },
      },
    ],
  },
  timelineItems: {
    nodes: [
      {
        __typename: 'PullRequestReview',
        id: 'R1',
        body: 'One finding.',
        state: 'COMMENTED',
        createdAt: at(5),
        author: bot,
      },
      {
        __typename: 'MergedEvent',
        createdAt: at(8),
        actor: bot,
        commit: { oid: 'b'.repeat(40) },
        mergeRefName: 'main',
      },
    ],
  },
  reviewThreads: {
    nodes: [
      {
        path: 'utils/add.py',
        line: null,
        originalLine: 3,
        isResolved: false,
        isOutdated: true,
        comments: {
          nodes: [
            {
              body: 'Like this:\n\n```suggestion\n    return x + y\n```',
              createdAt: at(5),
              diffHunk: '@@ -1,2 +1,2 @@\n def add(x, y):\n-    return x\n+    return x - y',
              author: bot,
              pullRequestReview: { id: 'R1' },
            },
          ],
        },
      },
    ],
  },
};

export const state: PageState = {
  nameWithOwner: 'octo/demo',
  issues: { nodes: [issue] },
  pullRequests: { nodes: [pull] },
};

/** The same with somebody's words wherever somebody can write some. */
export function withWords(words: string): PageState {
  const hostile = JSON.stringify(state, (key, value: unknown) =>
    typeof value === 'string' &&
    !/^(?:__typename|createdAt|committedDate|lastEditedAt|conclusion|status|state|id)$/.test(key)
      ? words
      : value,
  );
  return pageStateOf(hostile);
}

function pageStateOf(text: string): PageState {
  return pageState.parse(JSON.parse(text));
}
