import { afterEach, describe, expect, it } from 'vitest';
import type { GitHub } from '../../src/acts/act.ts';
import type { ObserveRequest, Mutation, MutationReply } from '../../src/task/shapes/mutation.ts';
import { headSha } from '../../src/task/names.ts';
import type { Situation } from '../../src/task/situation.ts';
import { look, repo, simulated, type Simulated } from './simulated.ts';

let world: Simulated | null = null;
afterEach(async () => {
  await world?.stop();
  world = null;
});

const branch = 'cadence/1-add-is-wrong';
const onBranch: ObserveRequest = { ...look, branch, blobs: ['add.py', 'no.py'], people: ['tom', 'nobody'] };
const fixed = Buffer.from('def add(x, y):\n    return x + y\n');

async function opened(given: Parameters<typeof simulated>[0] = {}): Promise<Simulated> {
  world = await simulated(given);
  const alice = world.simulator.people('alice');
  alice.openIssue({ title: 'add is wrong', body: 'It subtracts one.' });
  alice.label(1, 'cadence');
  return world;
}

async function seen(github: GitHub, wanted: ObserveRequest): Promise<Situation> {
  const situation = await github.observe(wanted);
  if ('kind' in situation) throw new Error(situation.message);
  return situation;
}

function send(
  github: GitHub,
  mutations: readonly Mutation[],
  wanted: ObserveRequest | null,
): Promise<MutationReply> {
  return github.mutate(mutations, wanted, AbortSignal.timeout(20_000));
}

function publication(situation: Situation): Mutation[] {
  const base = situation.repo.baseSha;
  const additions = [{ path: 'add.py', bytes: fixed }];
  const commit = { headline: 'Fix', body: 'Cadence-Patch: x', additions, deletions: [] };
  return [
    { do: 'createBranch', branch, sha: base },
    { do: 'commit', branch, expectedHeadSha: base, ...commit },
    { do: 'createPull', branch, base: 'main', title: 'Fix', body: 'Closes #1' },
    { do: 'addComment', subjectId: situation.issue.id, body: '<!-- cadence:status octo/demo#1 k -->' },
  ];
}

describe('a local GitHub', () => {
  it('is seen with one query, and each request is counted as it is there', async () => {
    const { client, simulator, meter } = await opened();
    const situation = await seen(client, { ...look, people: ['tom', 'nobody'] });
    expect(situation).toMatchObject({
      viewer: 'cadence[bot]',
      policy: { kind: 'policy' },
      workflowBlob: expect.stringMatching(/^[0-9a-f]{40}$/),
      issue: { title: 'add is wrong', labels: ['cadence'], labelled: { by: { login: 'alice' } } },
      roles: { octo: 'admin', alice: 'write', tom: 'triage', nobody: 'read' },
      branch: null,
      pull: null,
    });
    // Installation, token, query.
    expect(meter.take()).toEqual({ total: 3, graphql: 1, contentCreating: 0, mutations: 0 });
    expect(simulator.requests()).toHaveLength(3);
  });

  it('is changed by one document whose reply is the situation after it', async () => {
    const { client, simulator, meter } = await opened();
    const before = await seen(client, look);
    meter.take();
    const reply = await send(client, publication(before), onBranch);
    if (reply.kind !== 'replied') throw new Error(reply.message);
    expect(reply.results.map(({ kind }) => kind)).toEqual(['done', 'done', 'done', 'done']);
    const [, commit, pull] = reply.results;
    expect(reply.situation).toMatchObject({
      branch: {
        headSha: commit?.kind === 'done' && commit.sha,
        message: 'Fix\n\nCadence-Patch: x',
        behindBy: 0,
      },
      pull: {
        number: pull?.kind === 'done' && pull.number,
        author: { login: 'cadence[bot]' },
        headRef: branch,
      },
      blobs: { 'add.py': expect.stringMatching(/^[0-9a-f]{40}$/), 'no.py': null },
      behindBy: 0,
      status: [{ body: '<!-- cadence:status octo/demo#1 k -->' }],
    });
    expect(reply.situation?.workflowBlobAtHead).toBe(before.workflowBlob);
    expect(meter.take()).toEqual({ total: 1, graphql: 1, contentCreating: 1, mutations: 4 });
    expect(simulator.requests().at(-1)).toMatchObject({ kind: 'content', mutations: 4 });
    await simulator.settled();
    expect(await seen(client, onBranch)).toMatchObject({ pull: { mergeable: 'yes' } });
  });

  it('goes on after a mutation that it refuses, and says which', async () => {
    const { client } = await opened();
    const before = await seen(client, look);
    await send(client, publication(before), null);
    const [create, commit, , comment] = publication(before);
    if (!create || !commit || !comment) throw new Error('nothing to publish');
    const reply = await send(client, [create, commit, comment], onBranch);
    expect(reply).toMatchObject({
      kind: 'replied',
      results: [
        { kind: 'refused', reason: 'exists' },
        { kind: 'refused', reason: 'moved' },
        { kind: 'done' },
      ],
      situation: { status: [{}, {}] },
    });
  });

  it('has no situation in a reply that does not reach it', async () => {
    const { client } = await opened();
    const before = await seen(client, look);
    await send(client, publication(before), null);
    const after = await seen(client, onBranch);
    const expectedSha = after.branch?.headSha ?? '';
    const wrong = await send(
      client,
      [{ do: 'deleteBranch', branch, expectedSha: before.repo.baseSha }],
      onBranch,
    );
    expect(wrong).toMatchObject({ results: [{ kind: 'refused' }], situation: null });
    expect((await seen(client, onBranch)).branch).not.toBeNull();
    const right = await send(client, [{ do: 'deleteBranch', branch, expectedSha }], onBranch);
    expect(right).toMatchObject({ results: [{ kind: 'done' }], situation: null });
    expect((await seen(client, onBranch)).branch).toBeNull();
  });

  it('takes every kind of mutation', async () => {
    const { client, simulator } = await opened();
    const asked = simulator.people('alice').comment(1, '/cadence help');
    const before = await seen(client, look);
    const published = await send(client, publication(before), onBranch);
    if (published.kind !== 'replied' || !published.situation?.pull) throw new Error('not published');
    const { pull, issue, repo: repository, status } = published.situation;
    const [comment] = status;
    const labelIds = [repository.labels['cadence'] ?? ''];
    const check = {
      name: 'Cadence',
      externalId: 'task',
      conclusion: 'success',
      title: 'ok',
      summary: 's',
    } as const;
    const threads = [
      { path: 'add.py', startLine: null, line: 2, body: 'here' },
      { path: 'add.py', startLine: 1, line: 2, body: 'both' },
    ];
    const reply = await send(
      client,
      [
        { do: 'react', subjectId: asked.nodeId, content: 'EYES' },
        { do: 'updatePull', pullId: pull.id, title: 'Better' },
        { do: 'addReview', pullId: pull.id, headSha: pull.headSha, body: 'seen', threads },
        { do: 'submitReview', pullId: pull.id, body: 'seen' },
        { do: 'createCheckRun', headSha: pull.headSha, ...check },
        { do: 'createLabel', name: 'cadence:held', color: 'ededed', description: 'd' },
        { do: 'addLabels', subjectId: pull.id, labelIds },
        { do: 'removeLabels', subjectId: pull.id, labelIds },
        { do: 'addComment', subjectId: pull.id, body: `<!-- cadence:reply ${asked.nodeId} -->` },
        { do: 'updateComment', id: comment?.id ?? '', body: '<!-- cadence:status octo/demo#1 l -->' },
        { do: 'deleteComment', id: comment?.id ?? '' },
        { do: 'closePull', pullId: pull.id },
        { do: 'closeIssue', id: issue.id },
      ],
      onBranch,
    );
    if (reply.kind !== 'replied') throw new Error(reply.message);
    expect(reply.results.filter(({ kind }) => kind !== 'done')).toEqual([]);
    expect(reply.situation).toMatchObject({
      repo: { labels: { 'cadence:held': expect.any(String) } },
      issue: { open: false, closedBy: 'cadence[bot]' },
      pull: {
        state: 'closed',
        reviews: [{ state: 'COMMENTED', ours: true, body: 'seen', headSha: pull.headSha }],
        threads: [
          { path: 'add.py', line: 2, comments: [{ ours: true, body: 'here' }] },
          { path: 'add.py', line: 2, comments: [{ ours: true, body: 'both' }] },
        ],
        checkRun: { externalId: 'task', title: 'ok' },
      },
      comments: [{ id: asked.nodeId, reactions: ['EYES'] }],
      replies: [asked.nodeId],
      status: [],
    });
  });

  it('merges the head that was tested, and no other', async () => {
    const { client, simulator } = await opened();
    const before = await seen(client, look);
    await send(client, publication(before), null);
    await simulator.settled();
    const { pull } = await seen(client, onBranch);
    if (!pull) throw new Error('no pull request');
    const call = { pull: pull.number, method: 'squash', title: 'Done', message: 'It is.' } as const;
    const signal = AbortSignal.timeout(20_000);
    const other = await client.merge({ ...call, sha: headSha(before.repo.baseSha) }, signal);
    expect(other).toMatchObject({ kind: 'refused', reason: 'head-moved' });
    expect(await client.merge({ ...call, sha: pull.headSha }, signal)).toMatchObject({ kind: 'merged' });
    await simulator.settled();
    expect(await seen(client, onBranch)).toMatchObject({
      issue: { open: false },
      pull: {
        state: 'merged',
        landed: { tree: pull.headTree, parents: [before.repo.baseSha], by: 'cadence[bot]' },
      },
    });
  });

  it('does what it does not answer: nothing is sent twice', async () => {
    const { client, simulator } = await opened();
    const before = await seen(client, look);
    simulator.faults.add({ operation: 'createPullRequest', resource: '*', kind: 'reset' });
    expect(await send(client, publication(before), onBranch)).toMatchObject({ kind: 'unknown' });
    expect((await seen(client, onBranch)).status).toHaveLength(1);
  });

  it('shows a workflow that is not the base’s at the head', async () => {
    const { client } = await opened({
      files: {
        '.github/cadence.yml': 'tests:\n  workflow: .github/workflows/ci.yml\n',
        '.github/workflows/ci.yml': 'on: workflow_dispatch\njobs: {}\n',
      },
    });
    const before = await seen(client, look);
    expect(before.workflowBlob).not.toBeNull();
    const reply = await send(client, publication(before), onBranch);
    expect(reply).toMatchObject({ situation: { workflowBlobAtHead: before.workflowBlob } });
  });

  it('tells of itself and of what carries the label', async () => {
    const { github } = await opened();
    expect(await github.app()).toMatchObject({
      kind: 'app',
      slug: 'cadence',
      permissions: { contents: 'write' },
    });
    expect(await github.openIssuesWithLabel(repo, null, 'cadence')).toMatchObject({
      issues: [{ number: 1 }],
    });
    expect(await github.openIssuesWithLabel(repo, null, 'other')).toMatchObject({ issues: [] });
    expect(await github.deliveries(0)).toEqual({ kind: 'deliveries', deliveries: [], complete: true });
  });

  it('hands out a tree as a tarball', async () => {
    const { client } = await opened();
    const { repo: repository } = await seen(client, look);
    const read = await client.tarball(repository.baseSha);
    expect(read.kind === 'bytes' && [...read.bytes.subarray(0, 2)]).toEqual([0x1f, 0x8b]);
    expect(await client.tarball('0'.repeat(40))).toMatchObject({ kind: 'gone' });
  });

  it('that does not know the issue says since when', async () => {
    const { client } = await opened();
    expect(await client.observe({ ...look, issue: 99 })).toMatchObject({
      issue: { missingSince: expect.any(Number), labelled: null },
    });
  });
});
