import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { setRole } from '../../src/simulator/ops/access/repository-settings.ts';
import type { Entry } from '../../src/task/entry.ts';
import { ledgerOf } from './ledger.ts';
import { directive, type Project } from './project.ts';
import { openWorld, until, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterEach(() => world.openGates());
afterAll(() => world.close());

/** A task whose change is published and whose run does not end before the gate is opened. */
async function underTest(): Promise<Project> {
  const project = await world.project({ runs: 'gated' });
  project.begin();
  await world.reaches(project, 'patch_applied');
  return project;
}

function endOf(entries: readonly Entry[]): string {
  const last = entries.findLast(({ kind }) => ['held', 'cancelled', 'reported'].includes(kind));
  if (last?.kind === 'held' || last?.kind === 'cancelled') return `${last.kind}: ${last.data.reason}`;
  return last?.kind ?? 'under way';
}

function landed(project: Project): boolean {
  return project.pulls().some(({ merged }) => merged !== null);
}

/** Lies in wait for the merge, and acts while it is on its way. */
async function duringMerge(project: Project, act: () => Promise<unknown>): Promise<void> {
  world.github.faults.add({
    operation: 'pulls/merge',
    resource: `${project.name}#2`,
    kind: 'delay',
    ms: 1_500,
  });
  project.openGate();
  await until(
    'the merge is on its way',
    async () => '',
    () =>
      world.github.faults.pending().some(({ resource }) => resource === `${project.name}#2`) ? null : true,
  );
  await act();
}

describe('between the decision and the merge', () => {
  it.each(['heard of', 'not heard of'])(
    'a push to the branch, %s, keeps it from being merged',
    async (hook) => {
      const project = await underTest();
      const { ref } = project.pull().head;
      if (hook === 'not heard of')
        world.github.world.hooks.dropNext({
          event: 'pull_request.synchronize',
          resource: `${project.name}#2`,
        });
      await duringMerge(project, () =>
        project.as('bob').push({ branch: ref, files: { 'utils/neg.py': 'x = 1\n' } }),
      );
      expect(endOf(await world.rests(project))).toBe('held: head-moved');
      expect(landed(project)).toBe(false);
    },
  );

  it('a push to main is found in what landed, and pauses merging in the repository', async () => {
    const project = await underTest();
    await duringMerge(project, () =>
      project.as('bob').push({ branch: 'main', files: { 'utils/neg.py': 'def neg(x):\n    return -x\n' } }),
    );
    expect(endOf(await world.rests(project))).toBe('held: landed-differs');
    const other = project.begin({
      title: 'mul() has no docstring',
      body: directive()
        .replace('test_add.py', 'test_add2.py')
        .replace('- 1 + y', '+ y')
        .replace(/\+ {4}return x \+ y/, '+    return y + x'),
    });
    expect(endOf(await world.rests(project, other))).toBe('held: repository-paused');
  });

  it('a right that was taken away is asked for again: not merged until somebody else retries', async () => {
    const project = await underTest();
    setRole(project.repository, project.as('alice').user, 'read');
    project.openGate();
    expect(endOf(await world.rests(project))).toBe('held: labeller-without-right');
    expect(landed(project)).toBe(false);
    project.as('bob').comment(1, '/cadence retry');
    await world.reaches(project, 'reported');
    expect(landed(project)).toBe(true);
  });
});

describe('while the tests run', () => {
  it('main moves on: the branch is updated and tested again before it lands', async () => {
    const project = await underTest();
    await project
      .as('bob')
      .push({ branch: 'main', files: { 'utils/neg.py': 'def neg(x):\n    return -x\n' } });
    project.openGate();
    const entries = await world.rests(project);
    expect(endOf(entries)).toBe('reported');
    expect(entries.map(({ kind }) => kind)).toContain('base_updated');
    await world.quiet();
    expect(ledgerOf(world.github, project)).toMatchObject({ landed: 2, pulls: { merged: 1 } });
  });

  it('main moves on to what the change breaks, textually clean: red, and not merged', async () => {
    const project = await underTest();
    const test = 'from utils.add import add\n\n\ndef test_more():\n    assert add(2, 3) == 4\n';
    await project.as('bob').push({ branch: 'main', files: { 'tests/test_more.py': test } });
    project.openGate();
    expect(endOf(await world.rests(project))).toBe('held: directive-failed');
    expect(landed(project)).toBe(false);
  });

  const endings: [string, string, (project: Project) => unknown][] = [
    ['the label is removed', 'unlabelled', (project) => project.as('bob').unlabel(1, 'cadence')],
    ['the issue is closed', 'issue-closed', (project) => project.as('bob').closeIssue(1)],
    ['somebody says stop', 'stopped', (project) => project.as('bob').comment(1, '/cadence stop')],
    ['the pull request is closed', 'pull-closed', (project) => project.as('bob').closePull(2)],
    ['a person merges it', 'merged-by-person', (project) => project.as('bob').mergePull(2)],
  ];
  it.each(endings)('%s: cancelled, the branch kept, nothing merged by us', async (_what, reason, act) => {
    const project = await underTest();
    await act(project);
    const entries = await world.rests(project);
    project.openGate();
    await world.quiet();
    expect(endOf(entries)).toBe(`cancelled: ${reason}`);
    expect(await world.entries(project)).toHaveLength(entries.length);
    expect(project.pull().merged?.by.login ?? null).toBe(reason === 'merged-by-person' ? 'bob' : null);
    expect(project.pull().state).toBe('closed');
    expect(ledgerOf(world.github, project)).toMatchObject({
      branches: { deleted: 0 },
      pulls: { opened: 1, closed: 1 },
    });
  });

  const halts: [string, string, (project: Project) => unknown, (project: Project) => unknown][] = [
    [
      'the pull request becomes a draft',
      'pull-draft',
      (project) => project.as('bob').draftPull(2),
      (project) => project.as('bob').readyPull(2),
    ],
    [
      'it is pointed at another base',
      'base-not-default',
      async (project) => {
        await project.as('bob').push({ branch: 'dev', files: { 'dev.txt': 'dev\n' } });
        await project.as('bob').editPull(2, { base: 'dev' });
      },
      (project) => project.as('bob').editPull(2, { base: 'main' }),
    ],
    [
      'the issue is edited',
      'text-edited',
      (project) => project.as('alice').editIssue(1, { body: directive({ line: 'return y + x' }) }),
      (project) => project.as('alice').comment(1, '/cadence retry'),
    ],
  ];
  it.each(halts)('%s: it is held, and goes on once that is mended', async (_what, reason, act, mend) => {
    const project = await underTest();
    await act(project);
    expect(endOf(await world.rests(project))).toBe(`held: ${reason}`);
    project.openGate();
    await world.quiet();
    expect(landed(project)).toBe(false);
    await mend(project);
    await world.reaches(project, 'reported');
    expect(landed(project)).toBe(true);
  });
});

describe('the text that was authorised', () => {
  it.each([
    { editor: 'bob', end: 'held: edited-after-label' },
    { editor: 'alice', end: 'reported' },
  ])('edited by $editor after alice labelled it and before the first look: $end', async ({ editor, end }) => {
    const project = await world.project();
    world.github.world.hooks.holdNext({ event: 'issues.labeled', resource: `${project.name}#1` });
    project.begin({ body: 'Please do something about add().' });
    project.as(editor).editIssue(1, { body: directive() });
    world.github.world.hooks.releaseHook({ event: 'issues.labeled', resource: `${project.name}#1` });
    expect(endOf(await world.rests(project))).toBe(end);
    expect(landed(project)).toBe(editor === 'alice');
  });
});

describe('labels', () => {
  it('the issue labelled twice in a second, told twice each, is one task', async () => {
    const project = await world.project();
    const { hooks } = world.github.world;
    for (const _time of [1, 2]) hooks.doubleNext({ event: 'issues.labeled', resource: `${project.name}#1` });
    project.begin();
    project.as('bob').unlabel(1, 'cadence');
    project.as('bob').label(1, 'cadence');
    await world.rests(project);
    await world.quiet();
    const { pulls, landed: commits } = ledgerOf(world.github, project);
    expect(pulls).toEqual({ opened: 1, closed: 1, merged: 1 });
    expect(commits).toBe(1);
  });

  it('a new label after the end begins a new generation on a branch of its own', async () => {
    const project = await underTest();
    const first = project.pull().head.ref;
    project.as('alice').unlabel(1, 'cadence');
    expect(endOf(await world.rests(project))).toBe('cancelled: unlabelled');
    project.openGate();
    // GitHub's times are whole seconds: the new label must be seen to be a later one.
    const labelled = Math.floor(Date.now() / 1000);
    await until(
      'another second',
      async () => '',
      () => (Date.now() / 1000 >= labelled + 1 ? true : null),
    );
    project.as('alice').label(1, 'cadence');
    expect(endOf(await world.rests(project, 1, 2))).toBe('reported');
    expect(project.pull().head.ref).toBe(`${first}-2`);
    expect(landed(project)).toBe(true);
  });
});

it('a command given while the first answer is being written is not lost', async () => {
  const project = await world.project();
  world.github.faults.add({ operation: 'addComment', resource: project.name, kind: 'delay', ms: 1_000 });
  project.begin({ body: 'Please do something about add().' });
  await until(
    'the answer is on its way',
    async () => '',
    () => (world.github.faults.pending().some(({ resource }) => resource === project.name) ? null : true),
  );
  project.as('alice').comment(1, '/cadence status');
  const { data } = await world.reaches(project, 'answered');
  expect(data.command).toBe('status');
});

it(
  'with every webhook lost the sweep begins the task and timers bring it home',
  { timeout: 120_000 },
  async () => {
    const deaf = await openWorld({
      sweepMs: 400,
      durations: { lookMs: 500, closeLookMs: 500 },
    });
    try {
      deaf.github.world.hooks.outage();
      const project = await deaf.project();
      project.begin();
      await deaf.rests(project);
      expect(landed(project)).toBe(true);
      expect(project.issue().state).toBe('closed');
      await deaf.quiet();
      expect(ledgerOf(deaf.github, project)).toMatchObject({
        branches: { made: 1, commits: 1, deleted: 1 },
        pulls: { opened: 1, closed: 1, merged: 1 },
        issueCloses: 1,
        comments: { status: 1, replies: 0 },
        reviewsOfAHead: 1,
        checkRunsOfAHead: 1,
      });
    } finally {
      await deaf.close();
    }
  },
);
