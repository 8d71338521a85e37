import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scenario } from '../../src/cli/story/scenario.ts';
import { add } from '../../src/cli/story/scenarios/add.ts';
import { secondTry } from '../../src/cli/story/scenarios/second-try.ts';
import { startScriptedModel } from '../../src/cli/scripted-model/start-scripted-model.ts';
import type { RequestCounts } from '../../src/task/spending.ts';
import { baseScript, workflowWithBase, type ProjectOptions } from './project.ts';
import { lastMove, openWorld, type World } from './world.ts';

/** Nothing is looked at before its time: what costs a request here is asked for by an event. */
const patient = { durations: { closeLookMs: 60_000, lookMs: 300_000, deadlineMs: 60_000 } };

/** A run of one task: what GitHub counted, and what the record says of itself. */
async function costOf(
  world: World,
  policy: string,
  text: { title?: string; body?: string } = {},
  options: ProjectOptions = {},
): Promise<{ counted: RequestCounts; reported: RequestCounts; summed: RequestCounts }> {
  const project = await world.project({ policy, ...options });
  await world.quiet();
  const before = world.github.requests().length;
  project.begin(text);
  const entries = await world.rests(project);
  const made = world.github.requests().slice(before);
  const last = lastMove(entries);
  if (last?.kind !== 'reported') throw new Error(`it ended with ${last?.kind}`);
  const counted = {
    total: made.length,
    graphql: made.filter(({ path }) => !path.startsWith('/')).length,
    contentCreating: made.filter(({ kind }) => kind === 'content').length,
    mutations: made.reduce((sum, { mutations }) => sum + mutations, 0),
  };
  const spent = entries.flatMap((entry) =>
    'requests' in entry.data && entry.kind !== 'reported' ? [entry.data.requests] : [],
  );
  const sum = (name: keyof RequestCounts): number =>
    spent.reduce((all, requests) => all + (requests?.[name] ?? 0), 0);
  const summed = {
    total: sum('total'),
    graphql: sum('graphql'),
    contentCreating: sum('contentCreating'),
    mutations: sum('mutations'),
  };
  return { counted, reported: last.data.requests, summed };
}

describe('a green task of one attempt', { timeout: 180_000 }, () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(patient);
  });
  afterAll(() => world.close());

  it.each([
    { proof: 'without a proof', policy: 'tests:\n  redProof: "off"\n', most: { total: 12, content: 4 } },
    { proof: 'with a proof', policy: 'tests:\n  redProof: required\n', most: { total: 16, content: 5 } },
  ])(
    '$proof costs at most $most.total requests, $most.content of them content-creating, on every run the same',
    async ({ policy, most }) => {
      const first = await costOf(world, policy);
      expect(first.counted.total).toBeLessThanOrEqual(most.total);
      expect(first.counted.contentCreating).toBeLessThanOrEqual(most.content);
      expect(first.reported).toEqual(first.counted);
      expect(first.summed).toEqual(first.counted);
      expect(await costOf(world, policy)).toEqual(first);
      expect(await costOf(world, policy)).toEqual(first);
    },
  );
});

/** The shipped workflow's second job costs one download. */
const withBase: ProjectOptions = { workflow: workflowWithBase(), files: baseScript };

describe('a green task of one attempt with the base’s job', { timeout: 180_000 }, () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(patient);
  });
  afterAll(() => world.close());

  it.each([
    { proof: 'without a proof', policy: 'tests:\n  redProof: "off"\n', most: { total: 13, content: 4 } },
    { proof: 'with a proof', policy: 'tests:\n  redProof: required\n', most: { total: 17, content: 5 } },
  ])(
    '$proof costs at most $most.total requests, $most.content of them content-creating',
    async ({ policy, most }) => {
      const { counted, reported } = await costOf(world, policy, {}, withBase);
      expect(counted.total).toBeLessThanOrEqual(most.total);
      expect(counted.contentCreating).toBeLessThanOrEqual(most.content);
      expect(reported).toEqual(counted);
    },
  );
});

/** What a scripted story costs from label to report. */
async function scripted({ script, issue }: Scenario): Promise<RequestCounts> {
  const model = await startScriptedModel({ kind: 'conversations', conversations: script });
  const world = await openWorld({ ...patient, model: { baseUrl: model.baseUrl, key: model.key } });
  try {
    const { counted, reported } = await costOf(world, 'tests:\n  redProof: required\n', issue);
    expect(reported).toEqual(counted);
    expect(model.errors()).toEqual([]);
    return counted;
  } finally {
    await world.close();
    await model.stop();
  }
}

describe('a red attempt', { timeout: 180_000 }, () => {
  it('adds at most 5 requests, 2 of them content-creating, to at most 18 and 7 of a green one', async () => {
    const green = await scripted(add);
    expect(green.total).toBeLessThanOrEqual(18);
    expect(green.contentCreating).toBeLessThanOrEqual(7);
    const red = await scripted(secondTry);
    expect(red.total - green.total).toBeGreaterThan(0);
    expect(red.total - green.total).toBeLessThanOrEqual(5);
    expect(red.contentCreating - green.contentCreating).toBeLessThanOrEqual(2);
  });
});
