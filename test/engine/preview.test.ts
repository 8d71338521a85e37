/** What the preview says is what the engine does: for every stop of the road, and many situations. */
import { describe, expect, it } from 'vitest';
import { advance } from '../../src/engine/advance.ts';
import { preview, type Preview } from '../../src/engine/preview.ts';
import type { Store } from '../../src/store/port.ts';
import type { Draft } from '../../src/task/entry.ts';
import { headSha } from '../../src/task/names.ts';
import type { Situation } from '../../src/task/situation.ts';
import type { StepKind } from '../../src/task/step.ts';
import { head, heldDraft, id, intent, testsHead, type Stop } from '../task/build.ts';
import { comment, pull, run, settings, situation, untouched } from '../task/situations.ts';
import { fakeGitHub, type Fake } from '../acts/fakes.ts';
import { pauses } from './merge-support.ts';
import { claimed, depsOn, freshStore, key, readRoad, recorded } from './support.ts';

async function failure(): Promise<{ readonly kind: 'unknown'; readonly message: string }> {
  return { kind: 'unknown', message: '502' };
}

/** GitHub that shows this, and answers nothing that it is told. */
function silent(seen: Situation): Fake {
  return fakeGitHub({
    observe: async () => seen,
    mutate: failure,
    merge: failure,
    updateBranch: failure,
    artifacts: failure,
    run: failure,
    jobs: failure,
  });
}

type Evaluated = Extract<Preview, { kind: 'evaluated' }>;

async function previewed(store: Store, seen: Situation): Promise<Evaluated> {
  const said = await preview({ store, read: readRoad, github: silent(seen).github, settings }, key);
  if (said.kind !== 'evaluated') throw new Error(said.message);
  return said;
}

/** The kinds of entry that a step which changes nothing on GitHub may begin with. */
const written: Partial<Record<StepKind, readonly string[]>> = {
  queue: ['queued'],
  admit: ['admitted'],
  adoptHead: ['change_taken'],
  verifyLanding: ['committed', 'held'],
  archive: ['archived'],
  report: ['reported'],
  hold: ['held'],
  release: ['released'],
};

/** What the engine did first, in the words of steps; `wait` with the time where it did nothing. */
async function acted(store: Store, seen: Situation, before: number): Promise<string> {
  const fake = silent(seen);
  const deps = depsOn(store, fake);
  const read: typeof deps.read = async (address) => (await readRoad(address)) ?? deps.read(address);
  const ended = await advance({ ...deps, read }, key, await claimed(store));
  const [first] = (await store.entries.ofTask(id)).slice(before);
  if (first?.kind === 'intent') return String(first.data['step']);
  if (first) {
    const [step] = Object.entries(written).find(([, kinds]) => kinds.includes(first.kind)) ?? [];
    return first.kind === 'held' ? `hold ${String(first.data['reason'])}` : (step ?? first.kind);
  }
  if (fake.calls.some(([method]) => method === 'artifacts')) return 'readTests';
  return ended.kind === 'wait' ? `wait ${ended.dueAt}` : ended.kind;
}

function words({ next }: Evaluated): string {
  if (next.kind === 'wait') return `wait ${next.until.dueAt}`;
  if (next.kind === 'hold') return `hold ${next.reason}`;
  return next.kind;
}

type Row = readonly [what: string, stop: Stop | null, further: readonly Draft[], seen: Situation];

const { issue } = situation();
const atProof = situation({
  pull: pull({ headSha: testsHead, runs: [run({ id: 11, headSha: testsHead })] }),
});
const landed = { sha: 'm0000000', tree: 'tree-1', parents: ['b0000000'], by: 'cadence[bot]' };
const merged = situation({ pull: pull({ state: 'merged', landed }) });
const asked = situation({ comments: [comment({ body: '/cadence status' })] });

const rows: readonly Row[] = [
  ['a labelled issue', null, [], untouched()],
  ['an issue without a label', null, [], untouched({ issue: { ...issue, labelled: null } })],
  ['a task that was queued', 'Backlog', [], untouched()],
  ['a task whose labeller has no right', 'Backlog', [], untouched({ roles: {} })],
  ['a task that is admitted', 'Generate', [], untouched()],
  ['tests that are built', 'Execute(tests) built', [], untouched()],
  ['tests that ran', 'Test(proof)', [], atProof],
  ['a change that is built', 'Execute(change) built', [], atProof],
  ['a run that is over', 'Test(evidence)', [], situation()],
  [
    'a run that is going',
    'Test(evidence)',
    [],
    situation({ pull: pull({ runs: [run({ status: 'queued', conclusion: null })] }) }),
  ],
  ['a base that moved', 'Test(evidence)', [], situation({ behindBy: 1 })],
  ['a push by somebody', 'Test(evidence)', [], situation({ pull: pull({ headSha: headSha('ffff9999') }) })],
  ['a review that is written', 'Review drafted', [], situation()],
  ['a change that was reviewed', 'Commit', [], situation()],
  [
    'a change that was reviewed, of an issue that was closed',
    'Commit',
    [],
    situation({ issue: { ...issue, open: false } }),
  ],
  ['a command', 'Commit', [], asked],
  [
    'a merge that is not known yet to be possible',
    'Commit',
    [],
    situation({ pull: pull({ mergeable: 'unknown' }) }),
  ],
  ['a merge of ours that came late', 'Commit', [], merged],
  ['a merge that landed', 'Commit merged', [], merged],
  ['a merge that is not seen', 'Commit merged', [], situation()],
  ['a record that is open', 'Record', [], situation({ issue: { ...issue, open: false } })],
  ['a record that is done', 'Record done', [], merged],
  ['a task at its report', 'Meta', [], merged],
  ['a task that is over', 'Meta reported', [], merged],
  ['a task that is held', 'Test(evidence)', [heldDraft('no-run')], situation({ pull: pull({ runs: [] }) })],
  ['a task that need not be held any more', 'Test(evidence)', [heldDraft('pull-draft')], situation()],
];

describe('the preview says what the engine does', () => {
  it.each(rows)('with %s', async (_what, stop, further, seen) => {
    const store = await freshStore();
    const task = stop && (await recorded(store, stop, further));
    const said = await previewed(store, seen);
    expect(await acted(store, seen, task?.version ?? 0)).toBe(words(said));
  });

  it('while another task merges into the base', async () => {
    const store = await freshStore();
    await recorded(store, 'Commit', [intent('merge')], 9);
    const { version } = await recorded(store, 'Commit');
    const said = await previewed(store, situation());
    expect(said.next).toMatchObject({ kind: 'wait', why: 'base-locked' });
    expect(await acted(store, situation(), version)).toBe(words(said));
  });

  it('while merging is paused', async () => {
    const store = await freshStore();
    const { version } = await recorded(store, 'Commit');
    await pauses(store);
    const said = await previewed(store, situation());
    expect(words(said)).toBe('hold repository-paused');
    expect(await acted(store, situation(), version)).toBe(words(said));
  });

  it('names what is settled first', async () => {
    const store = await freshStore();
    await recorded(store, 'Test(evidence)', [intent('updateBranch', { headSha: head })]);
    expect(await previewed(store, situation({ behindBy: 1 }))).toMatchObject({
      open: 'updateBranch',
      next: { kind: 'updateBranch' },
    });
  });
});

describe('the preview', () => {
  it('is refused where the words were erased or GitHub is silent', async () => {
    const store = await freshStore();
    await recorded(store, 'Commit');
    const { github } = silent(situation());
    const erased = await preview({ store, read: async () => null, github, settings }, key);
    expect(erased).toEqual({ kind: 'refused', message: `the frozen words of ${id} were erased` });
    const deaf = fakeGitHub({ observe: async () => ({ kind: 'unknown', message: '502' }) });
    expect(await preview({ store, read: readRoad, github: deaf.github, settings }, key)).toEqual({
      kind: 'refused',
      message: 'GitHub did not answer: 502',
    });
  });

  it('writes nothing and tells GitHub nothing', async () => {
    const store = await freshStore();
    const { version } = await recorded(store, 'Commit');
    const fake = silent(situation());
    await preview({ store, read: readRoad, github: fake.github, settings }, key);
    expect(fake.calls.map(([method]) => method)).toEqual(['observe']);
    expect(await store.entries.ofTask(id)).toHaveLength(version);
    expect(await store.board.list({})).toEqual([]);
  });
});
