import { describe, expect, it } from 'vitest';
import { observe } from '../../../src/github/observe/observe.ts';
import type { ObserveRequest } from '../../../src/task/shapes/mutation.ts';
import {
  at,
  look,
  rawCheckRun,
  rawIssue,
  rawPull,
  rawRepository,
  rawSuite,
  scripted,
  situationOf,
  user,
} from './raw.ts';

const minute = (count: number): number => Date.parse(at(count));
const pullWith = (suites: readonly object[], totalCount = suites.length) => ({
  pull: rawPull({}, { checkSuites: { totalCount, nodes: suites } }),
});

const found = (...pulls: readonly object[]) => ({
  pull: undefined,
  branch: { target: { oid: 'head1', message: 'one' }, associatedPullRequests: { nodes: pulls } },
});

describe('runs', () => {
  it('are those of workflows, with their jobs', async () => {
    const seen = await situationOf(
      pullWith([
        rawSuite(),
        rawSuite({ app: { slug: 'other-ci' } }),
        rawSuite({ workflowRun: null }),
        rawSuite({ app: null }),
      ]),
    );
    expect(seen.pull?.runs).toEqual([
      {
        id: 77,
        path: '.github/workflows/cadence-pytest.yml',
        event: 'pull_request',
        headSha: 'head1',
        status: 'completed',
        conclusion: 'success',
        updatedAt: minute(20),
        jobs: [
          {
            name: 'pytest',
            status: 'completed',
            conclusion: 'success',
            startedAt: minute(18),
            completedAt: minute(19),
          },
        ],
        complete: true,
      },
    ]);
    expect(seen.pull?.runsComplete).toBe(true);
  });

  it('say when there were more suites, or more jobs, than were read', async () => {
    expect(await situationOf(pullWith([rawSuite()], 31))).toMatchObject({ pull: { runsComplete: false } });
    const many = rawSuite({ checkRuns: { totalCount: 31, nodes: [rawCheckRun({})] } });
    expect(await situationOf(pullWith([many]))).toMatchObject({ pull: { runs: [{ complete: false }] } });
    expect(await situationOf({ pull: rawPull({}, { checkSuites: null }) })).toMatchObject({
      pull: { runsComplete: false },
    });
  });

  it('do not make a check run of somebody else ours', async () => {
    const named = rawCheckRun({ id: 'CR_9', name: 'Cadence', externalId: 'x', title: 'green' });
    const checkRuns = { totalCount: 1, nodes: [named] };
    expect(await situationOf(pullWith([rawSuite({ checkRuns })]))).toMatchObject({
      pull: { checkRun: null },
    });
    expect(
      await situationOf(pullWith([rawSuite({ app: { slug: 'cadence' }, workflowRun: null, checkRuns })])),
    ).toMatchObject({
      pull: { runs: [], checkRun: { id: 'CR_9', externalId: 'x', title: 'green' } },
    });
  });
});

describe('the pull request', () => {
  const byBranch: Partial<ObserveRequest> = { pull: null };
  it.each([
    ['is found by the branch', [rawPull({ number: 4 })], 4],
    ['is the open one', [rawPull({ number: 6, state: 'CLOSED' }), rawPull({ number: 4 })], 4],
    [
      'is else the newest',
      [rawPull({ number: 4, state: 'CLOSED' }), rawPull({ number: 6, state: 'CLOSED' })],
      6,
    ],
    ['is not that of a fork', [rawPull({ number: 9, isCrossRepository: true }), rawPull({ number: 4 })], 4],
  ])('%s', async (_title, pulls, number) => {
    expect(await situationOf(found(...pulls), byBranch)).toMatchObject({ pull: { number } });
  });

  it('of a person is the newest that closes the issue and whose author has write', async () => {
    const closers = {
      nodes: [
        { number: 3, author: user('alice') },
        { number: 5, author: user('Alice') },
        { number: 7, author: user('eve') },
        { number: 9, author: { __typename: 'Bot', login: 'alice' } },
      ],
    };
    const none = { pull: undefined, branch: null, headWorkflow: null, headScript: null };
    const details = {
      ruleset: null,
      workflow: null,
      headWorkflow: null,
      script: null,
      headScript: null,
      defaultBranchRef: { name: 'trunk' },
    };
    const { deps, sent } = scripted([
      rawRepository({ ...none, issue: rawIssue({ closers }) }),
      rawRepository({
        branch: null,
        pull: rawPull({ number: 5, author: user('alice') }),
        issue: rawIssue({ closers }),
      }),
      details,
    ]);
    expect(await observe(deps, { ...look, pull: null, closes: 'look' })).toMatchObject({
      pull: { number: 5 },
    });
    expect(sent[1]?.variables).toMatchObject({ pull: 5 });
  });

  it('tells what landed', async () => {
    const mergeCommit = { oid: 'm1', tree: { oid: 'tree1' }, parents: { nodes: [{ oid: 'base1' }] } };
    const merged = rawPull({
      state: 'MERGED',
      mergeCommit,
      mergedBy: { __typename: 'Bot', login: 'cadence' },
    });
    expect(await situationOf({ pull: merged })).toMatchObject({
      pull: { state: 'merged', landed: { sha: 'm1', tree: 'tree1', parents: ['base1'], by: 'cadence[bot]' } },
    });
  });

  it('keeps the bodies of our own reviews only', async () => {
    const review = { id: 'V_1', state: 'PENDING', body: 'long', commit: { oid: 'head1' } };
    const reviews = {
      nodes: [
        { ...review, viewerDidAuthor: true },
        { ...review, id: 'V_2', viewerDidAuthor: false },
      ],
    };
    expect(await situationOf({ pull: rawPull({ reviews }) })).toMatchObject({
      pull: {
        reviews: [
          { ours: true, body: 'long', headSha: 'head1' },
          { ours: false, body: '' },
        ],
      },
    });
  });
});
