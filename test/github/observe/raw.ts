/** Answers of GitHub to the situation's question, as small as they may be, to vary in tests. */
import type { GraphqlClient, GraphqlReply, Document } from '../../../src/github/transport/graphql.ts';
import type { GraphqlError } from '../../../src/github/transport/graphql-refusal.ts';
import { createMemory, type Memory } from '../../../src/github/observe/memory.ts';
import { observe, type ObserveDeps } from '../../../src/github/observe/observe.ts';
import type { Failure, ObserveRequest } from '../../../src/task/shapes/mutation.ts';
import { repoName } from '../../../src/task/names.ts';
import type { Role, Situation } from '../../../src/task/situation.ts';

export const repo = repoName('octo/demo');
export const look: ObserveRequest = {
  repo,
  issue: 1,
  branch: 'cadence/1-add',
  pull: 2,
  closes: 'skip',
  openedSince: null,
  blobs: [],
  people: [],
};

/** A minute after midnight each. */
export const at = (minute: number): string => new Date(Date.UTC(2030, 0, 1, 0, minute)).toISOString();
export const user = (login: string): object => ({ __typename: 'User', login });
const noPage = { hasPreviousPage: false, startCursor: null };

type Fields = Readonly<Record<string, unknown>>;

export function rawComment(fields: Fields): Fields {
  return {
    id: 'IC_1',
    url: 'https://github.test/octo/demo/issues/1#issuecomment-1',
    body: '/cadence status',
    createdAt: at(10),
    lastEditedAt: null,
    includesCreatedEdit: false,
    viewerDidAuthor: false,
    author: user('alice'),
    reactionGroups: [{ content: 'EYES', viewerHasReacted: false }],
    ...fields,
  };
}

/** A thread on a line of the diff, with its comments. */
export function rawThread(fields: Fields, ...comments: readonly Fields[]): Fields {
  const nodes = comments.map((one) => rawComment({ diffHunk: '@@ -1 +1 @@\n+x', ...one }));
  return {
    id: 'PRRT_1',
    isResolved: false,
    resolvedBy: null,
    path: 'calc.py',
    diffSide: 'RIGHT',
    line: 3,
    originalLine: 3,
    comments: { totalCount: nodes.length, nodes },
    ...fields,
  };
}

export function rawList(...nodes: readonly unknown[]): Fields {
  return { pageInfo: noPage, nodes };
}

export function rawLabelled(login: string, minute: number, name = 'cadence'): Fields {
  return { createdAt: at(minute), actor: user(login), label: { name } };
}

export function rawIssue(fields: Fields = {}): Fields {
  return {
    id: 'I_1',
    repository: { id: 'R_1' },
    number: 1,
    title: 'add is wrong',
    body: 'It subtracts.',
    state: 'OPEN',
    createdAt: at(0),
    lastEditedAt: null,
    closedAt: null,
    author: user('alice'),
    editor: null,
    userContentEdits: { nodes: [] },
    labels: { nodes: [{ name: 'cadence' }] },
    labelled: rawList(rawLabelled('alice', 5)),
    renamed: { nodes: [] },
    closing: { nodes: [] },
    comments: rawList(),
    ...fields,
  };
}

export function rawSuite(fields: Fields = {}): Fields {
  return {
    app: { slug: 'github-actions' },
    status: 'COMPLETED',
    conclusion: 'SUCCESS',
    workflowRun: {
      databaseId: 77,
      event: 'pull_request',
      updatedAt: at(20),
      file: { path: '.github/workflows/cadence-pytest.yml' },
    },
    checkRuns: { totalCount: 1, nodes: [rawCheckRun({ name: 'pytest' })] },
    ...fields,
  };
}

export function rawCheckRun(fields: Fields): Fields {
  return {
    id: 'CR_1',
    name: 'pytest',
    status: 'COMPLETED',
    conclusion: 'SUCCESS',
    startedAt: at(18),
    completedAt: at(19),
    externalId: null,
    title: null,
    ...fields,
  };
}

export function rawPull(fields: Fields = {}, commit: Fields = {}): Fields {
  return {
    id: 'PR_2',
    number: 2,
    state: 'OPEN',
    isDraft: false,
    body: 'its text',
    mergeable: 'MERGEABLE',
    headRefName: 'cadence/1-add',
    headRefOid: 'head1',
    baseRefName: 'trunk',
    isCrossRepository: false,
    author: { __typename: 'Bot', login: 'cadence' },
    mergedBy: null,
    mergeCommit: null,
    reviews: { nodes: [] },
    comments: rawList(),
    reviewThreads: { totalCount: 0, nodes: [] },
    commits: {
      nodes: [
        {
          commit: {
            oid: 'head1',
            message: 'one\n\ntwo',
            tree: { oid: 'tree1' },
            parents: { nodes: [{ oid: 'base1' }] },
            checkSuites: { totalCount: 1, nodes: [rawSuite()] },
            ...commit,
          },
        },
      ],
    },
    ...fields,
  };
}

export function rawRepository(fields: Fields = {}): Fields {
  return {
    id: 'R_1',
    nameWithOwner: 'octo/demo',
    isArchived: false,
    isPrivate: true,
    squashMergeAllowed: true,
    mergeCommitAllowed: false,
    labels: { nodes: [{ id: 'L_1', name: 'cadence' }] },
    collaborators: {
      pageInfo: { hasNextPage: false },
      edges: [{ permission: 'WRITE', node: { login: 'Alice' } }],
    },
    defaultBranchRef: {
      name: 'trunk',
      target: { oid: 'base1' },
      compare: { behindBy: 0, baseTarget: { oid: 'base1' }, headTarget: { oid: 'head1' } },
    },
    policy: { oid: 'p1', text: '', isTruncated: false },
    ruleset: null,
    workflow: { oid: 'w1' },
    headWorkflow: { oid: 'w1' },
    script: { oid: 's1' },
    headScript: { oid: 's1' },
    branch: { target: { oid: 'head1', message: 'one' } },
    pull: rawPull(),
    issue: rawIssue(),
    ...fields,
  };
}

/** A repository that the answer holds, or an answer as a whole. */
export type Scripted =
  Fields | { readonly errors: readonly GraphqlError[]; readonly repository: unknown } | Failure;

export type Asked = {
  readonly deps: ObserveDeps;
  readonly memory: Memory;
  /** What was sent, in order. */
  readonly sent: Document[];
  /** Whose role was asked for one by one. */
  readonly people: string[];
};

/** Answers each document in turn; a further one is a failure of the test. */
export function scripted(
  answers: readonly Scripted[],
  roles: Readonly<Record<string, Role | Failure>> = {},
): Asked {
  const sent: Document[] = [];
  const people: string[] = [];
  const memory = createMemory();
  const graphql: GraphqlClient = {
    send: async (document) => {
      const answer = answers[sent.length];
      sent.push(document);
      if (answer === undefined) throw new Error(`not expected: ${document.text}`);
      return replyOf(answer);
    },
  };
  const permission = async (login: string): Promise<Role | Failure> => {
    people.push(login);
    return roles[login] ?? 'none';
  };
  return { deps: { graphql, permission, memory, now: () => 42 }, memory, sent, people };
}

function replyOf(answer: Scripted): GraphqlReply | Failure {
  if ('kind' in answer) return answer as Failure;
  const viewer = { login: 'cadence[bot]' };
  if ('errors' in answer)
    return {
      kind: 'reply',
      data: { viewer, repository: answer['repository'] },
      errors: answer['errors'] as GraphqlError[],
    };
  return { kind: 'reply', data: { viewer, repository: answer }, errors: [] };
}

/** The situation that one answer makes. */
export async function situationOf(
  fields: Fields = {},
  wanted: Partial<ObserveRequest> = {},
): Promise<Situation> {
  const { deps } = scripted([rawRepository(fields)]);
  const seen = await observe(deps, { ...look, ...wanted });
  if ('kind' in seen) throw new Error(seen.message);
  return seen;
}
