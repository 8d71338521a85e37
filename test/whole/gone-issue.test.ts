/** An issue that is deleted or moved away amid its task: nothing is written to it, and nothing waits for it. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Entry } from '../../src/task/entry.ts';
import { directive, type Project } from './project.ts';
import { openWorld, until, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({ durations: { lookMs: 500, closeLookMs: 500, settleMs: 100 } });
});
afterEach(() => world.openGates());
afterAll(() => world.close());

const other = directive().replaceAll('add', 'mul2');
const files = { 'utils/mul2.py': 'def mul2(x, y):\n    return x - 1 + y\n' };

function endOf(entries: readonly Entry[]): string {
  const last = entries.findLast(({ kind }) => ['held', 'cancelled', 'reported'].includes(kind));
  if (last?.kind === 'held' || last?.kind === 'cancelled') return `${last.kind}: ${last.data.reason}`;
  return last?.kind ?? 'under way';
}

async function deleted(project: Project, issue = 1): Promise<void> {
  project.as('octo').deleteIssue(issue);
}

async function moved(project: Project, issue = 1): Promise<void> {
  const away = await world.project();
  project.as('octo').transferIssue(issue, away.name);
}

/** A merge that takes a while, and what happens meanwhile. */
async function duringMerge(project: Project, act: () => Promise<unknown>): Promise<void> {
  const resource = `${project.name}#2`;
  world.github.faults.add({ operation: 'pulls/merge', resource, kind: 'delay', ms: 1_000 });
  project.openGate();
  await until(
    'the merge is on its way',
    async () => '',
    () => (world.github.faults.pending().some((fault) => fault.resource === resource) ? null : true),
  );
  await act();
}

describe.each([
  ['deleted', deleted],
  ['moved to another repository', moved],
])('an issue that is %s', (_, leave) => {
  it('while the tests run: the task is cancelled and its pull request closed', async () => {
    const project = await world.project({ runs: 'gated' });
    project.begin();
    await world.reaches(project, 'patch_applied');
    await leave(project);
    expect(endOf(await world.rests(project))).toBe('cancelled: issue-gone');
    project.openGate();
    await world.quiet();
    expect(project.pull().state).toBe('closed');
  });

  it('while the merge is on its way: the landing is seen, and the next task of the base lands too', async () => {
    const project = await world.project({ runs: 'gated', files });
    project.begin();
    await world.reaches(project, 'patch_applied');
    await duringMerge(project, () => leave(project));
    expect(endOf(await world.rests(project))).toBe('reported');
    const next = project.begin({ title: 'mul2() is off by one', body: other });
    expect(endOf(await world.rests(project, next))).toBe('reported');
    await world.quiet();
    expect(project.pulls().map(({ merged }) => merged !== null)).toEqual([true, true]);
  });
});

it('a landing that differs is told on the pull request where the issue is gone, and stop unlocks the base', async () => {
  const project = await world.project({ runs: 'gated', files });
  project.begin();
  await world.reaches(project, 'patch_applied');
  await duringMerge(project, async () => {
    await project.as('bob').push({ branch: 'main', files: { 'utils/neg.py': 'x = 1\n' } });
    await deleted(project);
  });
  expect(endOf(await world.rests(project))).toBe('held: landed-differs');
  const notified = await world.reaches(project, 'notified');
  expect(notified.data.comment).toBe('posted');
  const pull = project.pull();
  expect(pull.comments.map(({ body }) => body).join('\n')).toContain('@alice');
  project.as('bob').comment(pull.number, '/cadence retry');
  await world.reaches(project, 'held', { count: 2 });
  project.as('bob').comment(pull.number, '/cadence stop');
  expect((await world.reaches(project, 'cancelled')).data.reason).toBe('stopped');
  const next = project.begin({ title: 'mul2() is off by one', body: other });
  expect(endOf(await world.rests(project, next))).toBe('reported');
});

it('an issue that GitHub does not show for a moment is neither given up nor lost', async () => {
  const patient = await openWorld({ durations: { lookMs: 300, goneMs: 60_000 } });
  try {
    const project = await patient.project({ runs: 'gated' });
    project.begin();
    await patient.reaches(project, 'patch_applied');
    const issue = project.issue();
    project.repository.conversations.delete(issue.number);
    const before = patient.github.requests().length;
    project.openGate();
    await until(
      'GitHub is asked for it twice, in vain',
      async () => '',
      () =>
        patient.github
          .requests()
          .slice(before)
          .filter(({ path }) => path === 'Situation').length >= 2
          ? true
          : null,
    );
    project.repository.conversations.set(issue.number, issue);
    expect(endOf(await patient.rests(project))).toBe('reported');
  } finally {
    await patient.close();
  }
});
