import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FaultKind } from '../../src/simulator/faults.ts';
import type { Entry } from '../../src/task/entry.ts';
import { ledgerOf, type Ledger } from './ledger.ts';
import type { Project } from './project.ts';
import { lastMove, openWorld, until, type World } from './world.ts';

/** The deadline is short: an answer that never comes is waited for until then. */
const durations = { deadlineMs: 3_000, settleMs: 1_200, lookMs: 1_000 };

/** One task, one attempt, merged; however often GitHub failed to answer. */
const clean: Ledger = {
  branches: { made: 1, commits: 1, deleted: 1 },
  pulls: { opened: 1, closed: 1, merged: 1 },
  issueCloses: 1,
  issuesOpened: 0,
  comments: { status: 1, replies: 0, notices: 0 },
  reviewsOfAHead: 1,
  checkRunsOfAHead: 1,
  landed: 1,
};

function endOf(entries: readonly Entry[]): string {
  const last = lastMove(entries);
  return last?.kind === 'held' ? `held: ${last.data.reason}` : (last?.kind ?? 'nothing');
}

function lie(world: World, { name }: Project, operation: string, fault: FaultKind): void {
  world.github.faults.add({ operation, resource: name, ...fault });
}

describe('an answer that does not come', { timeout: 120_000 }, () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ durations });
  });
  afterAll(() => world.close());

  const failures = {
    'done, then 502': { kind: 'after', status: 502 },
    'done, then a page of HTML': { kind: 'after', status: 502, body: '<html>Unicorn!</html>' },
    'done, then reset': { kind: 'reset' },
    '502, nothing done': { kind: 'before', status: 502 },
    'done after the deadline': { kind: 'delay', ms: 3_400 },
  } as const satisfies Record<string, FaultKind>;
  type Failing = keyof typeof failures;
  const table: readonly (readonly [string, Failing])[] = [
    ['createRef', 'done, then 502'],
    ['createRef', '502, nothing done'],
    ['createRef', 'done after the deadline'],
    ['addPullRequestReview', 'done, then reset'],
    ['addPullRequestReview', '502, nothing done'],
    ['pulls/merge', 'done, then 502'],
    ['pulls/merge', 'done, then reset'],
    ['pulls/merge', '502, nothing done'],
    ['pulls/merge', 'done after the deadline'],
    ['updateRefs', 'done, then a page of HTML'],
    ['updateRefs', '502, nothing done'],
    ['repository', 'done, then reset'],
    ['actions/list-workflow-run-artifacts', '502, nothing done'],
    ['repos/download-tarball-archive', 'done, then reset'],
  ];
  it.concurrent.each(table)('%s, %s: nothing is done twice', async (operation, failing) => {
    const project = await world.project();
    lie(world, project, operation, failures[failing]);
    project.begin();
    expect(endOf(await world.rests(project))).toBe('reported');
    expect(world.github.faults.pending().filter(({ resource }) => resource === project.name)).toEqual([]);
    await world.quiet();
    expect(ledgerOf(world.github, project)).toEqual(clean);
  });
});

describe('a merge that GitHub refuses', { timeout: 120_000 }, () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ durations });
  });
  afterAll(() => world.close());

  const table = [
    [405, 'Base branch was modified. Review and try the merge again.', 1, 'reported'],
    [409, 'Head branch was modified. Review and try the merge again.', 1, 'reported'],
    [405, 'Pull Request is still a draft', 1, 'reported'],
    [405, 'Pull Request is not mergeable', 1, 'reported'],
    [405, 'Pull Request is not mergeable', 3, 'held: merge-refused'],
    [405, 'Squash merges are not allowed on this repository.', 1, 'held: method-not-allowed'],
    [403, 'Resource not accessible by integration', 1, 'held: merge-forbidden'],
  ] as const;
  it.concurrent.each(table)('%i "%s" (%i times) ends %s', async (status, message, times, end) => {
    const project = await world.project();
    for (let time = 0; time < times; time += 1)
      lie(world, project, 'pulls/merge', { kind: 'before', status, message });
    project.begin();
    // A hold that mends itself is not the end.
    const last = end === 'reported' ? await world.reaches(project, 'reported') : null;
    expect(last?.kind ?? endOf(await world.rests(project))).toBe(end);
    await world.quiet();
    const { reviewsOfAHead, checkRunsOfAHead } = clean;
    const landed = end === 'reported' ? 1 : 0;
    expect(ledgerOf(world.github, project)).toMatchObject({ landed, reviewsOfAHead, checkRunsOfAHead });
  });

  it.concurrent('waits while GitHub does not know whether it can be merged', async () => {
    const project = await world.project({ runs: 'gated' });
    project.begin();
    await world.reaches(project, 'patch_applied');
    await until(
      'GitHub has computed it once',
      async () => '',
      () => (project.pull().mergeable === 'mergeable' ? true : null),
    );
    project.pull().mergeable = 'unknown';
    project.openGate();
    await world.reaches(project, 'patch_reviewed');
    const looks = world.github.requests().length;
    await until(
      'some looks later',
      async () => '',
      () => (world.github.requests().length > looks + 3 ? true : null),
    );
    expect(project.pull().merged).toBeNull();
    project.pull().mergeable = 'mergeable';
    expect(endOf(await world.rests(project))).toBe('reported');
  });

  it.concurrent('is held with its sentence where the base conflicts', async () => {
    const project = await world.project({ runs: 'gated' });
    project.begin();
    await world.reaches(project, 'patch_applied');
    const files = { 'utils/add.py': 'def add(x, y):\n    return x - 2 + y\n' };
    await project.as('bob').push({ branch: 'main', files });
    project.openGate();
    expect(endOf(await world.rests(project))).toBe('held: conflict');
    await world.quiet();
    expect(
      project
        .issue()
        .comments.map(({ body }) => body)
        .join('\n'),
    ).toContain('conflict');
    expect(project.pull().merged).toBeNull();
  });

  it.concurrent('a commit onto a branch that moved is refused, and a person looks', async () => {
    const project = await world.project({ policy: 'tests:\n  redProof: required\n', runs: 'gated' });
    project.begin();
    await world.reaches(project, 'tests_published');
    lie(world, project, 'createCommitOnBranch', { kind: 'delay', ms: 1_500 });
    project.openGate();
    await until(
      'the commit is on its way',
      async () => '',
      () => (world.github.faults.pending().some(({ resource }) => resource === project.name) ? null : true),
    );
    const { ref } = project.pull().head;
    const oid = await project.as('bob').push({ branch: ref, files: { 'utils/neg.py': 'x = 1\n' } });
    expect(endOf(await world.rests(project))).toBe('held: head-moved');
    expect(project.pull().head.oid).toBe(oid);
  });
});

describe('a limit', { timeout: 120_000 }, () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ durations });
  });
  afterAll(() => world.close());

  const limits = [
    ['pulls/merge', 'secondary', 403, 1],
    ['pulls/merge', 'secondary', 429, 2],
    ['addPullRequestReview', 'secondary', 403, 1],
    ['repository', 'secondary', 403, 1],
  ] as const;
  it.each(limits)(
    'on %s (%s, %i) for %i s: no call before it is due',
    async (operation, limit, status, seconds) => {
      const project = await world.project();
      lie(world, project, operation, { kind: 'limit', limit, status, retryAfterSeconds: seconds });
      await world.quiet();
      const before = world.github.requests().length;
      project.begin();
      const index = await until(
        'the limit is met',
        async () => '',
        () => {
          const found = world.github.faults.pending().length === 0 ? world.github.requests().length - 1 : -1;
          return found >= before ? found : null;
        },
      );
      expect(endOf(await world.rests(project))).toBe('reported');
      const [met, next] = world.github.requests().slice(index);
      expect(Date.parse(next?.at ?? '') - Date.parse(met?.at ?? '')).toBeGreaterThanOrEqual(seconds * 1000);
      await world.quiet();
      expect(ledgerOf(world.github, project)).toEqual(clean);
    },
  );

  // The world is one for all of these: what is next may be that of the first of them.
  let first: number | null = null;
  it.each([
    ['secondary', 403],
    ['secondary', 429],
    ['primary', 403],
  ] as const)(
    'a %s one (%i) that does not say for how long: left alone for a minute at least',
    async (limit, status) => {
      const project = await world.project();
      lie(world, project, 'pulls/merge', { kind: 'limit', limit, status, retryAfterSeconds: null });
      first ??= Date.now();
      project.begin();
      await until(
        'the limit is met',
        async () => '',
        async () => {
          const entries = await world.entries(project);
          return entries.at(-1)?.kind === 'intent_dropped' ? true : null;
        },
      );
      const made = world.github.requests().length;
      // Deliveries are answered all the same, and wake it into nothing but more patience.
      project.as('alice').comment(1, '/cadence status');
      await world.quiet();
      const delivery = world.github.world.hooks.deliveries.at(-1);
      expect([delivery?.event, delivery?.statusCode]).toEqual(['issue_comment', 202]);
      expect(world.github.requests()).toHaveLength(made);
      const nextAt = await world.reader.due.nextAt();
      expect((nextAt ?? 0) - first).toBeGreaterThanOrEqual(60_000);
      expect(project.pull().merged).toBeNull();
    },
  );
});
