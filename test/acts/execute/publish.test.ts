import { describe, expect, it } from 'vitest';
import { publishChange, publishTests } from '../../../src/acts/execute/publish.ts';
import type { ActDeps, Effect, StepOf, Turn } from '../../../src/acts/act.ts';
import { jsonArtefact } from '../../../src/acts/artefacts/json-artefact.ts';
import { storeChange } from '../../../src/acts/artefacts/stored-change.ts';
import type { Change } from '../../../src/patch/change/change.ts';
import { commitMessage } from '../../../src/words/pull/commit-message.ts';
import type { Draft } from '../../../src/task/entry.ts';
import { headSha } from '../../../src/task/names.ts';
import type { Situation } from '../../../src/task/situation.ts';
import { after, at, base, drafts, intent, testsHead } from '../../task/build.ts';
import { pull, situation, untouched } from '../../task/situations.ts';
import { done, fakeGitHub, frozen, replied, sent, shelf, signal, turn, type Fake } from '../fakes.ts';

const text = (value: string): { mode: 'file'; bytes: Uint8Array } => ({
  mode: 'file',
  bytes: new TextEncoder().encode(value),
});
const kept = shelf();
const spec = jsonArtefact(kept, {
  title: 'add() subtracts',
  goal: 'It should add.',
  acceptance: [],
  kind: 'micro',
  source: 'agent',
  testsWanted: true,
  filesInScope: [],
});
const tests = storeChange(
  kept,
  [{ path: 'test_add.py', kind: 'added', before: null, after: text('test') }] as Change,
  ['t'],
);
const change = storeChange(
  kept,
  [{ path: 'add.py', kind: 'modified', before: text('bad'), after: text('good') }] as Change,
  [],
);
const built = (part: 'tests' | 'change', ref: typeof tests.ref): Draft => ({
  kind: 'patch_built',
  data: { by: 'agent', base, tests: null, change: null, [part]: ref },
});
const generated: Draft = {
  kind: 'task_generated',
  data: { source: 'agent', spec: spec.address, acceptance: 0 },
};
const testsBuilt = after(
  at('Generate'),
  intent('draftSpec'),
  generated,
  intent('buildPatch'),
  built('tests', tests.ref),
);
/** The intent is written down before the effect is carried out. */
const announcedTests = after(testsBuilt, intent('publishTests'));
const changeBuilt = after(
  testsBuilt,
  intent('publishTests'),
  drafts.testsPublished,
  drafts.red,
  intent('buildPatch'),
  built('change', change.ref),
);
const deps: Partial<ActDeps> = {
  ...kept,
  tree: async () => ({ kind: 'tree', files: new Map([['add.py', text('bad')]]) }),
};

function messageOf(fingerprint: string): string {
  const { headline, body } = commitMessage({
    headline: frozen.headline,
    part: 'tests',
    attempt: 1,
    fingerprint,
  });
  return `${headline}\n\n${body}`;
}

/** What GitHub shows once the tests are there. */
const published = situation({
  branch: { headSha: testsHead, message: messageOf(tests.ref.fingerprint), behindBy: 0 },
  pull: pull({ headSha: testsHead, runs: [] }),
});

async function run<K extends 'publishTests' | 'publishChange'>(
  effect: Effect<K>,
  given: Turn,
  fake: Fake,
): Promise<[string[], unknown]> {
  const plan = await effect.plan(given, { kind: effect.step } as StepOf<K>);
  if (plan.kind !== 'plan') return [[], plan];
  const result = await effect.act(given, plan, signal);
  const effects = new Set(['createBranch', 'commit', 'createPull']);
  return [sent(fake).flatMap((one) => (effects.has(one.do) ? [one.do] : [])), result];
}

async function publishing(seen: Situation, then: Situation = published): Promise<[string[], unknown]> {
  const fake = fakeGitHub({ mutate: async () => replied(then, done) });
  return run(publishTests, turn(announcedTests, fake, seen, deps), fake);
}

describe('publishing the tests', () => {
  it('makes branch, commit and pull request, and says what stands there then', async () => {
    const [mutations, result] = await publishing(untouched());
    expect(mutations).toEqual(['createBranch', 'commit', 'createPull']);
    expect(result).toMatchObject({
      draft: { kind: 'tests_published', headSha: testsHead, data: { pull: 8, pullId: 'PR_8', base } },
    });
  });

  it.each<[string, Partial<Situation>, string[]]>([
    [
      'the branch',
      { branch: { headSha: headSha(base), message: 'base', behindBy: 0 } },
      ['commit', 'createPull'],
    ],
    ['branch and commit', { branch: published.branch }, ['createPull']],
    [
      'branch, commit and a pull request that was closed',
      { branch: published.branch, pull: pull({ state: 'closed' }) },
      ['createPull'],
    ],
    ['all of it', { branch: published.branch, pull: published.pull }, []],
  ])('is healed where %s is there already', async (_what, changed, expected) => {
    const [mutations] = await publishing(untouched(changed));
    expect(mutations).toEqual(expected);
  });

  it('stays away from a branch of that name that holds a commit of somebody else', async () => {
    const foreign = { headSha: headSha('ffff9999'), message: 'Mine.', behindBy: 0 };
    const [mutations, result] = await publishing(untouched({ branch: foreign }));
    expect(mutations).toEqual([]);
    expect(result).toMatchObject({
      kind: 'outcome',
      draft: { kind: 'held', data: { reason: 'head-moved' } },
    });
  });

  it('is decided anew where the branch moved under it', async () => {
    const refusal = {
      kind: 'refused',
      reason: 'moved',
      message: 'Expected branch to point to x',
    } as const;
    const fake = fakeGitHub({ mutate: async () => replied(untouched(), done, refusal) });
    const given = turn(announcedTests, fake, untouched(), deps);
    const [, result] = await run(publishTests, given, fake);
    expect(result).toMatchObject({ kind: 'stale', reason: 'head-moved' });
  });

  it('is a person’s to see where GitHub refuses it for another reason', async () => {
    const refusal = { kind: 'refused', reason: 'forbidden', message: 'Resource not accessible' } as const;
    const fake = fakeGitHub({ mutate: async () => replied(untouched(), refusal) });
    const given = turn(announcedTests, fake, untouched(), deps);
    const [, result] = await run(publishTests, given, fake);
    expect(result).toMatchObject({ draft: { kind: 'held', data: { reason: 'publish-refused' } } });
  });

  it('is not published where nothing was refused and yet it is not to be seen', async () => {
    const [, result] = await publishing(untouched(), untouched());
    expect(result).toMatchObject({ kind: 'unknown' });
  });
});

describe('publishing the change', () => {
  it('commits onto the tests that were seen red, naming the tip that it must find', async () => {
    const fake = fakeGitHub({ mutate: async () => replied(published, done) });
    const given = turn(changeBuilt, fake, published, deps);
    const [mutations] = await run(publishChange, given, fake);
    expect(mutations).toEqual(['commit']);
    expect(sent(fake)[0]).toMatchObject({
      do: 'commit',
      expectedHeadSha: testsHead,
      additions: [{ path: 'add.py', bytes: text('good').bytes }],
      deletions: [],
    });
  });

  it('is held where the patch was erased from the record', async () => {
    const fake = fakeGitHub();
    const given = turn(changeBuilt, fake, published, { ...deps, read: async () => null });
    const [, result] = await run(publishChange, given, fake);
    expect(result).toMatchObject({ draft: { kind: 'held', data: { reason: 'artefact-missing' } } });
  });
});
