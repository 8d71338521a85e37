import { describe, expect, it } from 'vitest';
import { observe } from '../../src/github/observe.ts';
import type { Look } from '../../src/task/mutation.ts';
import {
  at,
  look,
  rawCheckRun,
  rawComment,
  rawIssue,
  rawLabelled,
  rawList,
  rawPull,
  rawRepository,
  rawSuite,
  scripted,
  situationOf,
  user,
} from './raw.ts';

const minute = (count: number): number => Date.parse(at(count));
const unknownRoles = { collaborators: null };

describe('one answer', () => {
  it('is a situation', async () => {
    const seen = await situationOf();
    expect(seen).toMatchObject({
      at: 42,
      viewer: 'cadence[bot]',
      repo: { id: 'R_1', defaultBranch: 'trunk', baseSha: 'base1', allows: { squash: true, merge: false } },
      policy: { kind: 'policy', hash: 'p1' },
      ruleset: { kind: 'none' },
      workflowBlob: 'w1',
      workflowBlobAtHead: 'w1',
      behindBy: 0,
      issue: { open: true, labelled: { by: { login: 'alice', kind: 'person' }, at: minute(5) } },
      roles: { alice: 'write' },
      branch: { headSha: 'head1', message: 'one', behindBy: 0 },
      pull: { number: 2, state: 'open', mergeable: 'yes', author: { login: 'cadence[bot]', kind: 'bot' } },
    });
  });

  it('asks for the blobs of paths whose names are variables, never text', async () => {
    const path = 'tests/"){x}.py';
    const { deps, sent } = scripted([rawRepository({ blob0: { oid: 'b0' }, blob1: null })]);
    const seen = await observe(deps, { ...look, blobs: [path, 'no.py'] });
    expect(seen).toMatchObject({ blobs: { [path]: 'b0', 'no.py': null } });
    expect(sent[0]?.text).not.toContain(path);
    expect(sent[0]?.variables['blob0']).toBe(`cadence/1-add:${path}`);
  });

  it('without a branch asks for none', async () => {
    const { deps, sent } = scripted([
      rawRepository({ pull: undefined, branch: undefined, headWorkflow: undefined }),
    ]);
    expect(await observe(deps, { ...look, branch: null, pull: null })).toMatchObject({
      branch: null,
      pull: null,
      behindBy: null,
      workflowBlobAtHead: null,
    });
    expect(sent[0]?.text).not.toMatch(/compare|pullRequest\(|fragment Pull/);
  });
});

describe('what is missing', () => {
  const error = (path: readonly string[], type = 'NOT_FOUND') => ({ type, path, message: 'no' });

  it.each([
    ['no repository', { errors: [error(['repository'])], repository: null }, 'gone'],
    [
      'no issue',
      { errors: [error(['repository', 'issue'])], repository: rawRepository({ issue: null }) },
      'gone',
    ],
    [
      'no pull request',
      { errors: [error(['repository', 'pull'])], repository: rawRepository({ pull: null }) },
      'unknown',
    ],
    [
      'a part that may not be read',
      { errors: [error(['repository', 'policy'], 'FORBIDDEN')], repository: rawRepository({ policy: null }) },
      'refused',
    ],
    ['a field that is not as it should be', rawRepository({ isArchived: 'perhaps' }), 'unknown'],
    ['no commits', rawRepository({ defaultBranchRef: null }), 'refused'],
    [
      'a head that GitHub has not caught up with',
      rawRepository({ pull: rawPull({}, { oid: 'older' }) }),
      'unknown',
    ],
    ['an outage', { kind: 'unknown', message: 'oh' } as const, 'unknown'],
  ])('makes no half situation: %s', async (_title, answer, kind) => {
    const { deps } = scripted([answer]);
    expect(await observe(deps, look)).toMatchObject({ kind });
  });

  it('leaves roles to be asked for one by one when the list is not shown', async () => {
    const answer = {
      errors: [error(['repository', 'collaborators'], 'FORBIDDEN')],
      repository: rawRepository(unknownRoles),
    };
    const { deps, people } = scripted([answer], { alice: 'admin', bob: 'triage' });
    const seen = await observe(deps, { ...look, people: ['Bob'] });
    expect(seen).toMatchObject({ roles: { alice: 'admin', bob: 'triage' } });
    expect(people.toSorted()).toEqual(['alice', 'bob']);
  });

  it('leaves the distance to the base unknown when GitHub cannot compare', async () => {
    const base = { name: 'trunk', target: { oid: 'base1' }, compare: null };
    const { deps } = scripted([
      {
        errors: [error(['repository', 'defaultBranchRef', 'compare'])],
        repository: rawRepository({ defaultBranchRef: base }),
      },
    ]);
    expect(await observe(deps, look)).toMatchObject({ behindBy: null, pull: { headSha: 'head1' } });
  });
});

describe('roles', () => {
  const listed = (hasNextPage: boolean) => ({
    collaborators: { pageInfo: { hasNextPage }, edges: [{ permission: 'TRIAGE', node: { login: 'Alice' } }] },
  });

  it('come from the list where it is whole, and nobody else has any in a private repository', async () => {
    const { deps, people } = scripted([rawRepository(listed(false))]);
    const seen = await observe(deps, { ...look, people: ['bob'] });
    expect(seen).toHaveProperty('roles', { alice: 'triage' });
    expect(people).toEqual([]);
  });

  it('are read for everybody in a public one', async () => {
    const { deps } = scripted([rawRepository({ ...listed(false), isPrivate: false })]);
    expect(await observe(deps, { ...look, people: ['bob'] })).toHaveProperty('roles', {
      alice: 'triage',
      bob: 'read',
    });
  });

  it('are asked for where the list was cut', async () => {
    const { deps, people } = scripted([rawRepository(listed(true))], { bob: 'write' });
    expect(await observe(deps, { ...look, people: ['bob', 'alice'] })).toHaveProperty('roles', {
      alice: 'triage',
      bob: 'write',
    });
    expect(people).toEqual(['bob']);
  });

  it('that cannot be learnt make no situation', async () => {
    const { deps } = scripted([rawRepository(listed(true))], { bob: { kind: 'unknown', message: 'oh' } });
    expect(await observe(deps, { ...look, people: ['bob'] })).toMatchObject({ kind: 'unknown' });
  });
});

describe('files that the policy names', () => {
  const policy = { oid: 'p1', text: 'tests:\n  workflow: .github/workflows/ci.yml\n', isTruncated: false };
  const details = {
    ruleset: null,
    workflow: { oid: 'w2' },
    headWorkflow: { oid: 'w3' },
    defaultBranchRef: {
      name: 'trunk',
      compare: { behindBy: 2, baseTarget: { oid: 'base1' }, headTarget: { oid: 'head1' } },
    },
  };

  it('are asked for once, and with the first question from then on', async () => {
    const { deps, sent } = scripted([rawRepository({ policy }), details, rawRepository({ policy })]);
    expect(await observe(deps, look)).toMatchObject({
      workflowBlob: 'w2',
      workflowBlobAtHead: 'w3',
      behindBy: 2,
    });
    expect(sent[1]?.variables).toMatchObject({ headWorkflowAt: 'head1:.github/workflows/ci.yml' });
    await observe(deps, look);
    expect(sent[2]?.variables).toMatchObject({ workflowAt: 'HEAD:.github/workflows/ci.yml' });
    expect(sent).toHaveLength(3);
  });

  it.each([
    ['no policy', null, { kind: 'missing' }],
    [
      'one that cannot be read whole',
      { oid: 'p1', text: 'mode: active', isTruncated: true },
      { kind: 'wrong', hash: 'p1' },
    ],
    ['a binary one', { oid: 'p1', text: null, isTruncated: false }, { kind: 'wrong', hash: 'p1' }],
    [
      'a wrong one, with its place',
      { oid: 'p1', text: 'mode: active\nmood: good\n', isTruncated: false },
      { kind: 'wrong', errors: [expect.stringMatching(/^Line 2, column 1: mood/)] },
    ],
  ])('%s', async (_title, blob, state) => {
    expect(await situationOf({ policy: blob })).toMatchObject({ policy: state });
  });

  it.each([
    ['the usual ruleset may be absent', null, { kind: 'none' }],
    ['is text', { oid: 'r', text: '[]', isTruncated: false }, { kind: 'text', text: '[]' }],
    ['is not left out when it is cut', { oid: 'r', text: '[', isTruncated: true }, { kind: 'missing' }],
  ])('a ruleset: %s', async (_title, ruleset, state) => {
    expect(await situationOf({ ruleset })).toMatchObject({ ruleset: state });
  });

  it('a ruleset of its own name that is absent is missing', async () => {
    const own = { oid: 'p1', text: 'review:\n  ruleset: rules.json\n', isTruncated: false };
    const { deps } = scripted([rawRepository({ policy: own }), { ...details, ruleset: null }]);
    expect(await observe(deps, look)).toMatchObject({ ruleset: { kind: 'missing', path: 'rules.json' } });
  });
});

describe('the distance to the base', () => {
  const compared = (base: string, head: string) => ({
    name: 'trunk',
    target: { oid: 'base1' },
    compare: { behindBy: 0, baseTarget: { oid: base }, headTarget: { oid: head } },
  });

  it.each([
    ['of another base tip', compared('base0', 'head1')],
    ['of another head', compared('base1', 'head0')],
  ])('%s says nothing', async (_title, defaultBranchRef) => {
    expect(await situationOf({ defaultBranchRef })).toMatchObject({
      behindBy: null,
      branch: { behindBy: null },
    });
  });

  it('is not known where the pull request is onto another branch', async () => {
    expect(await situationOf({ pull: rawPull({ baseRefName: 'other' }) })).toMatchObject({ behindBy: null });
  });

  it('is asked for by the head of a pull request that is not on our branch', async () => {
    const theirs = rawPull({ headRefName: 'fix', author: user('alice') });
    const details = {
      ruleset: null,
      workflow: { oid: 'w1' },
      headWorkflow: { oid: 'w1' },
      defaultBranchRef: compared('base1', 'head1'),
    };
    const { deps, sent } = scripted([
      rawRepository({ pull: theirs, branch: null, headWorkflow: null }),
      details,
    ]);
    expect(await observe(deps, look)).toMatchObject({ behindBy: 0, workflowBlobAtHead: 'w1' });
    expect(sent[1]?.variables).toMatchObject({
      branch: 'fix',
      headWorkflowAt: 'head1:.github/workflows/cadence-pytest.yml',
    });
  });

  it('of a fork stays unknown', async () => {
    const fork = rawPull({ headRefName: 'fix', isCrossRepository: true });
    const details = {
      ruleset: null,
      workflow: null,
      headWorkflow: null,
      defaultBranchRef: { name: 'trunk' },
    };
    const { deps } = scripted([rawRepository({ pull: fork, branch: null }), details]);
    expect(await observe(deps, look)).toMatchObject({ behindBy: null, pull: { crossRepository: true } });
  });
});

describe('the label', () => {
  it('counts by its last time', async () => {
    const labelled = rawList(rawLabelled('alice', 5), rawLabelled('bob', 9), rawLabelled('eve', 11, 'bug'));
    expect(await situationOf({ issue: rawIssue({ labelled }) })).toMatchObject({
      issue: { labelled: { by: { login: 'bob' }, at: minute(9) } },
    });
  });

  it('is none once it has been taken off', async () => {
    const issue = rawIssue({ labels: { nodes: [{ name: 'bug' }] } });
    expect(await situationOf({ issue })).toMatchObject({ issue: { labelled: null } });
  });

  it('is the one that the policy names, in any case', async () => {
    const policy = { oid: 'p', text: 'trigger:\n  label: Robot\n', isTruncated: false };
    const labelled = rawList(rawLabelled('alice', 5), rawLabelled('bob', 9, 'robot'));
    const issue = rawIssue({ labelled, labels: { nodes: [{ name: 'robot' }] } });
    expect(await situationOf({ policy, issue })).toMatchObject({
      issue: { labelled: { by: { login: 'bob' } } },
    });
  });

  it('is looked for further back where the list was cut', async () => {
    const labelled = {
      pageInfo: { hasPreviousPage: true, startCursor: 'c1' },
      nodes: [rawLabelled('eve', 30, 'bug')],
    };
    const older = { on: { list: rawList(rawLabelled('alice', 5)) } };
    const { deps, sent } = scripted([rawRepository({ issue: rawIssue({ labelled }) }), older]);
    expect(await observe(deps, look)).toMatchObject({ issue: { labelled: { by: { login: 'alice' } } } });
    expect(sent[1]?.variables).toMatchObject({ before: 'c1' });
  });

  it('that nobody is seen to have put on has been put on by nobody with rights', async () => {
    const seen = await situationOf({ issue: rawIssue({ labelled: rawList() }) });
    expect(seen.issue.labelled?.by.login).toBe('ghost');
    expect(seen.roles).not.toHaveProperty('ghost');
  });

  it('of ours is known in any case', async () => {
    const issue = rawIssue({
      labels: { nodes: [{ name: 'cadence' }, { name: 'Cadence:Held' }, { name: 'Bug' }] },
    });
    const labels = { nodes: [{ id: 'L_2', name: 'CADENCE:held' }] };
    expect(await situationOf({ issue, labels })).toMatchObject({
      issue: { labels: ['cadence', 'cadence:held', 'Bug'] },
      repo: { labels: { 'cadence:held': 'L_2' } },
    });
  });
});

describe('edits of the issue', () => {
  const edited = (editor: string, when: number) => ({ editedAt: at(when), editor: user(editor) });

  it.each([
    ['none', {}, null, null],
    [
      'the text as it was first written is no edit',
      { userContentEdits: { nodes: [edited('alice', 0)] } },
      null,
      null,
    ],
    ['the last one', { lastEditedAt: at(7), editor: user('alice') }, 'alice', 7],
    ['a new title is one too', { renamed: { nodes: [{ createdAt: at(8), actor: user('eve') }] } }, 'eve', 8],
    [
      'one by somebody else is not hidden by a later one of the labeller',
      {
        lastEditedAt: at(9),
        editor: user('alice'),
        userContentEdits: { nodes: [edited('alice', 9), edited('eve', 8), edited('alice', 0)] },
      },
      'eve',
      8,
    ],
    [
      'what somebody else did before the label was there to see',
      {
        lastEditedAt: at(9),
        editor: user('alice'),
        userContentEdits: { nodes: [edited('alice', 9), edited('eve', 4)] },
      },
      'alice',
      9,
    ],
  ])('%s', async (_title, fields, editor, when) => {
    expect(await situationOf({ issue: rawIssue(fields) })).toMatchObject({
      issue: { editor, editedAt: when === null ? null : minute(when) },
    });
  });

  it('tells who closed it, while it is closed', async () => {
    const closing = { nodes: [{ actor: user('bob') }] };
    expect(await situationOf({ issue: rawIssue({ closing }) })).toMatchObject({ issue: { closedBy: null } });
    const closed = rawIssue({ closing, state: 'CLOSED', closedAt: at(30) });
    expect(await situationOf({ issue: closed })).toMatchObject({
      issue: { open: false, closedBy: 'bob', closedAt: minute(30) },
    });
  });
});

describe('comments', () => {
  it('are those that may be commands, of people, oldest first', async () => {
    const issue = rawIssue({
      comments: rawList(
        rawComment({
          id: 'a',
          createdAt: at(30),
          reactionGroups: [{ content: 'EYES', viewerHasReacted: true }],
        }),
        rawComment({ id: 'b', body: 'please\n/cadence stop' }),
        rawComment({ id: 'c', body: '> /cadence stop' }),
        rawComment({ id: 'd', body: '/cadencer' }),
        rawComment({ id: 'e', author: { __typename: 'Bot', login: 'other' } }),
        rawComment({ id: 'f', author: null }),
      ),
    });
    const comments = rawList(rawComment({ id: 'g', createdAt: at(20), includesCreatedEdit: true }));
    const seen = await situationOf({ issue, pull: rawPull({ comments }) });
    expect(seen.comments.map(({ id, on, edited, reactions }) => [id, on, edited, reactions])).toEqual([
      ['f', 'issue', false, []],
      ['g', 'pull', true, []],
      ['a', 'issue', false, ['EYES']],
    ]);
    expect(seen.comments[1]).toMatchObject({ subjectId: 'PR_2' });
  });

  it('of ours are known by their markers, and only ours', async () => {
    const ours = { viewerDidAuthor: true, author: { __typename: 'Bot', login: 'cadence' } };
    const issue = rawIssue({
      comments: rawList(
        rawComment({ id: 'a', ...ours, body: '<!-- cadence:status octo/demo#1 k -->\nhi' }),
        rawComment({ id: 'b', ...ours, body: '<!-- cadence:reply IC_9 -->\nhi' }),
        rawComment({ id: 'c', body: '<!-- cadence:status octo/demo#1 k -->\nhi' }),
        rawComment({ id: 'd', body: '<!-- cadence:reply IC_8 -->\nhi' }),
        rawComment({ id: 'e', ...ours, body: '/cadence stop' }),
      ),
    });
    const seen = await situationOf({ issue });
    expect(seen.status.map(({ id }) => id)).toEqual(['a']);
    expect(seen.replies).toEqual(['IC_9']);
    expect(seen.comments).toEqual([]);
  });

  const cut = (createdAt: string) => ({
    pageInfo: { hasPreviousPage: true, startCursor: 'c1' },
    nodes: [rawComment({ id: 'new', createdAt })],
  });

  it('are read back to the label where all that came are newer', async () => {
    const older = { on: { list: cut(at(3)) } };
    const { deps, sent } = scripted([rawRepository({ issue: rawIssue({ comments: cut(at(30)) }) }), older]);
    const seen = await observe(deps, look);
    expect(seen).toMatchObject({ comments: [{ createdAt: minute(3) }, { createdAt: minute(30) }] });
    expect(sent).toHaveLength(2);
  });

  it('are not read further back than the label', async () => {
    const { deps, sent } = scripted([rawRepository({ issue: rawIssue({ comments: cut(at(4)) }) })]);
    await observe(deps, look);
    expect(sent).toHaveLength(1);
  });

  it('are read back ten pages at most', async () => {
    const page = { on: { list: cut(at(30)) } };
    const { deps, sent } = scripted([
      rawRepository({ issue: rawIssue({ comments: cut(at(30)) }) }),
      ...Array.from({ length: 10 }, () => page),
    ]);
    expect(await observe(deps, look)).not.toHaveProperty('kind');
    expect(sent).toHaveLength(11);
  });
});

describe('runs', () => {
  const pullWith = (suites: readonly object[], totalCount = suites.length) => ({
    pull: rawPull({}, { checkSuites: { totalCount, nodes: suites } }),
  });

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
  const byBranch: Partial<Look> = { pull: null };
  const found = (...pulls: readonly object[]) => ({
    pull: undefined,
    branch: { target: { oid: 'head1', message: 'one' }, associatedPullRequests: { nodes: pulls } },
  });

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
    const none = { pull: undefined, branch: null, headWorkflow: null };
    const details = {
      ruleset: null,
      workflow: null,
      headWorkflow: null,
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
