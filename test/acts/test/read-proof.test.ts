/** From a proof run to the run of the change: what the first saw is what the second is held against. */
import { describe, expect, it } from 'vitest';
import type { ActDeps, Result } from '../../../src/acts/act.ts';
import { readTests } from '../../../src/acts/test/read-tests.ts';
import { storeChange } from '../../../src/acts/artefacts/stored-change.ts';
import type { Change, Files, SourceFile } from '../../../src/patch/change/change.ts';
import { baseSha, headSha } from '../../../src/task/names.ts';
import type { Draft } from '../../../src/task/entry.ts';
import type { Run, Situation } from '../../../src/task/situation.ts';
import type { Task } from '../../../src/task/task.ts';
import { after, at, base, drafts, head, intent, testsHead } from '../../task/build.ts';
import { pull, run, situation } from '../../task/situations.ts';
import { shelf, turn, type Fake } from '../fakes.ts';
import { added, failure, report, reports, type Said } from './reports.ts';

const old = 'tests/core/test_old.py::test_old';
const util = 'tests/core/test_util.py';
const file = (text: string): SourceFile => ({ mode: 'file', bytes: new TextEncoder().encode(text) });
const adds = (path: string): Change => [{ path, kind: 'added', before: null, after: file('new') }];
const edits = (path: string, then = 'old', now = 'new'): Change => [
  { path, kind: 'modified', before: file(then), after: file(now) },
];

/** A report in which these files could not be collected and these tests were skipped, beside what `report` says. */
function ran(
  tests: Said,
  { uncollected = {}, skipped = [] }: { uncollected?: Said; skipped?: string[] } = {},
): string {
  const errors = Object.entries(uncollected).map(
    ([path, said]) =>
      `<testcase classname="" name="m" file="${path}"><error message="collection failure">${said}</error></testcase>`,
  );
  const idle = skipped.map((id) => {
    const [path = '', name = ''] = id.split('::');
    const module = path.slice(0, -3).replaceAll('/', '.');
    return `<testcase classname="${module}" name="${name}" file="${path}"><skipped type="pytest.skip" message="why"/></testcase>`;
  });
  return report(tests).replace('</testsuite>', `${errors.join('')}${idle.join('')}</testsuite>`);
}

const baseRuns = [run({ id: 3, event: 'push', headSha: headSha(base), conclusion: 'failure' })];

type Given = {
  readonly proof: string;
  readonly tests?: Change;
  /** Of the run of the base commit itself, where there is one. */
  readonly base?: string;
  /** Of this run GitHub does not answer. */
  readonly silent?: number;
};

/** A task whose tests are published, and what its proof run said. */
async function prove({ proof, tests = adds('tests/test_add.py'), base: own, silent }: Given): Promise<{
  deps: ReturnType<typeof shelf>;
  fake: Fake;
  task: Task;
  result: Result;
}> {
  const deps = shelf();
  const { ref } = storeChange(deps, tests, [added]);
  const task = after(
    at('Execute(tests)'),
    intent('buildPatch'),
    { kind: 'patch_built', data: { by: 'agent', base, tests: ref, change: null } },
    intent('publishTests'),
    drafts.testsPublished,
  );
  const fake = reports({ '11/1': proof, ...(own ? { '3/1': own } : {}) });
  const { artifacts } = fake.github;
  fake.github.artifacts = async (id) => (id === silent ? { kind: 'unknown', message: '502' } : artifacts(id));
  const seen = situation({
    pull: pull({ headSha: testsHead, runs: [run({ id: 11, headSha: testsHead, ...failure })] }),
    baseRuns: own ? baseRuns : [],
  });
  const result = await readTests.run(turn(task, fake, seen, deps), { kind: 'readTests', runId: 11 });
  return { deps, fake, task, result };
}

type Changed = Given & {
  readonly now: string;
  readonly change?: Change;
  readonly of?: Partial<Run>;
  readonly seen?: Partial<Situation>;
  readonly deps?: Partial<ActDeps>;
  /** The base that the branch was brought up to since. */
  readonly movedTo?: string;
};

/** What the run of the change says, after that proof. */
async function change(given: Changed): Promise<Result> {
  const { deps, task, result } = await prove(given);
  if (result.kind !== 'outcome') throw new Error(result.kind);
  const { ref } = storeChange(deps, given.change ?? edits('calc.py'), []);
  const applied: Draft[] = [
    intent('buildPatch'),
    { kind: 'patch_built', data: { by: 'agent', base, tests: null, change: ref } },
    intent('publishChange'),
    drafts.applied,
  ];
  const moved: Draft[] = given.movedTo
    ? [
        intent('updateBranch'),
        { kind: 'base_updated', headSha: head, data: { base: baseSha(given.movedTo) } },
      ]
    : [];
  const changed = after(task, result.draft, ...applied, ...moved);
  const seen = situation({ pull: pull({ runs: [run(given.of)] }) });
  const with_ = turn(changed, reports({ '12/1': given.now }), seen, { ...deps, ...given.deps });
  return readTests.run(with_, { kind: 'readTests', runId: 12 });
}

function kindOf(result: Result): string {
  if (result.kind !== 'outcome') return result.kind;
  const { kind, data } = result.draft;
  return 'reason' in data ? `${kind}: ${data.reason}` : kind;
}
function words(result: Result): string {
  const all = result.kind === 'outcome' ? result.artefacts : [];
  return all.map(({ bytes }) => new TextDecoder().decode(bytes)).join('\n');
}

const red: Said = { [added]: 'no add', [old]: '' };
const green: Said = { [added]: '', [old]: '' };
const mismatch = `import file mismatch:\nimported module 'test_util' has this __file__ attribute:\n  /w/tests/api/test_util.py`;

describe('what a proof run saw pass', () => {
  it('is kept with the proof, for no request more', async () => {
    const { result, fake } = await prove({ proof: ran(red) });
    expect(result).toMatchObject({
      draft: { data: { judged: 'red', proof: { failed: [added], baseFailures: [] } } },
    });
    expect(JSON.parse(words(result))).toEqual({
      base,
      passed: [old],
      unnamedPassed: 0,
      presumed: [],
      red: [added],
      uncollected: [],
    });
    expect(fake.calls.map(([method]) => method)).toEqual(['artifacts', 'artifactZip']);
    expect(kindOf(await change({ proof: ran(red), now: ran(green) }))).toBe('pytest_run');
  });

  it.each<[string, string]>([
    ['is gone', ran({ [added]: '' })],
    ['is skipped', ran({ [added]: '' }, { skipped: [old] })],
  ])('is red where it %s, and named', async (_, ends) => {
    const result = await change({ proof: ran(red), now: ends });
    expect(kindOf(result)).toBe('failed_test: red');
    expect(result).toMatchObject({ draft: { data: { part: 'change', failed: [old] } } });
    expect(words(result)).toContain(`${old}\nE   passed before the change and no longer runs`);
  });

  it.each<[string, string, string]>([
    [
      'its file is touched, and the test stands in it',
      'def test_old():\n    assert old() == 1\n',
      'failed_test: red',
    ],
    ['the change takes it out, which the screen has seen', 'def helper():\n    return 1\n', 'pytest_run'],
  ])('and is gone where %s', async (_, text, expected) => {
    const ends = ran({ [added]: '' });
    const edit = edits('tests/core/test_old.py', 'def test_old():\n    assert old()\n', text);
    expect(kindOf(await change({ proof: ran(red), now: ends, change: edit }))).toBe(expected);
  });

  const movedTo = 'b1111111';
  const trees =
    (now: Files): ActDeps['tree'] =>
    async (_github, _repo, sha) => ({
      kind: 'tree',
      files: sha === base ? new Map([['tests/core/test_old.py', file('old')]]) : now,
    });
  it.each<[string, ActDeps['tree'], string]>([
    ['the base has taken its file out since', trees(new Map()), 'pytest_run'],
    [
      'the base has edited its file since',
      trees(new Map([['tests/core/test_old.py', file('x')]])),
      'pytest_run',
    ],
    [
      'the base has moved and left its file alone',
      trees(new Map([['tests/core/test_old.py', file('old')]])),
      'failed_test: red',
    ],
    ['the base cannot be read', async () => ({ kind: 'unreadable', message: 'large' }), 'failed_test: red'],
    ['GitHub does not answer', async () => ({ kind: 'unknown', message: '502' }), 'unknown'],
  ])('and is gone where %s: %#', async (_, tree, expected) => {
    const ends = ran({ [added]: '' });
    expect(kindOf(await change({ proof: ran(red), now: ends, movedTo, deps: { tree } }))).toBe(expected);
  });

  it('holds the task where it was erased', async () => {
    expect(kindOf(await change({ proof: ran(red), now: ran(green), deps: { read: async () => null } }))).toBe(
      'held: artefact-missing',
    );
  });
});

describe('what fails in a proof run beside the new tests', () => {
  const both: Said = { [added]: 'no add', [old]: 'assert 1 == 2' };
  const still = (said: string): string => ran({ [added]: '', [old]: said });

  it.each<[string, Changed, string]>([
    [
      'the base’s own run fails there too',
      { proof: ran(both), base: ran({ [old]: 'x' }), now: still('KeyError') },
      'pytest_run',
    ],
    [
      'the base’s own run passes there',
      { proof: ran(both), base: ran({ [old]: '' }), now: still('assert 1 == 2') },
      'failed_test: red',
    ],
    [
      'the base’s own run passes there, and so does the change',
      { proof: ran(both), base: ran({ [old]: '' }), now: still(''), of: {} },
      'pytest_run',
    ],
    [
      'no run of the base is known and it fails the same way',
      { proof: ran(both), now: still('assert 1 == 2') },
      'pytest_run',
    ],
    [
      'no run of the base is known and it fails in another way',
      { proof: ran(both), now: still('KeyError') },
      'failed_test: red',
    ],
    [
      'no run of the base is known and it is gone',
      { proof: ran(both), now: ran({ [added]: '', 't.py::t': '' }), of: {} },
      'failed_test: red',
    ],
    [
      'the run of the base cannot be read',
      { proof: ran(both), base: '<garbage', now: still('KeyError') },
      'failed_test: red',
    ],
  ])('counts by what is known of the base: %s', async (_, given, expected) => {
    expect(kindOf(await change({ of: failure, ...given }))).toBe(expected);
  });

  it('is said to have been red before where it fails in another way', async () => {
    expect(words(await change({ proof: ran(both), now: still('KeyError'), of: failure }))).toContain(
      `These failed without the change too, but in another way, and no run of the base commit shows whether they fail there: ${old}`,
    );
  });

  const broken = ran({ [added]: 'no add' }, { uncollected: { [util]: 'E   NameError: x' } });
  it('is never excused as a file that was not collected where no run of the base is known', async () => {
    const { result } = await prove({ proof: broken });
    expect(kindOf(result)).toBe('held: base-unclear');
    expect(words(result)).toContain(`pytest cannot collect ${util}: NameError: x`);
    expect(result).toMatchObject({ draft: { data: { seenRunAt: expect.any(Number) } } });
  });

  it('is excused as such a file where the base’s own run does not collect it either', async () => {
    const own = ran({ [old]: '' }, { uncollected: { [util]: 'E   NameError: x' } });
    const { result } = await prove({ proof: broken, base: own });
    expect(result).toMatchObject({ draft: { data: { proof: { baseFailures: [util] } } } });
  });

  it('is the next attempt’s to mend where the base’s own run collects the file', async () => {
    const { result } = await prove({ proof: broken, base: ran({ [`${util}::test_sub`]: '' }) });
    expect(result).toMatchObject({
      draft: { kind: 'failed_test', data: { reason: 'breaks-collection', part: 'tests' } },
    });
    expect(words(result)).toContain(
      `pytest can collect ${util} on the base branch, but not together with the new tests`,
    );
  });

  it.each<[string, string]>([
    ['a file of the base', util],
    ['the new file itself', 'tests/api/test_util.py'],
  ])(
    'is the next attempt’s to mend where a new file’s name keeps %s from being collected',
    async (_, path) => {
      const proof = ran({ [added]: 'no add' }, { uncollected: { [path]: mismatch } });
      const { result, fake } = await prove({ proof, tests: adds('tests/api/test_util.py') });
      expect(result).toMatchObject({
        draft: {
          kind: 'failed_test',
          data: { reason: 'breaks-collection', part: 'tests', attempt: 1, failed: [path] },
        },
      });
      expect(words(result)).toContain('Give the new test file a unique name.');
      expect(fake.calls).toHaveLength(2);
    },
  );

  it('waits for GitHub where it does not answer about the base’s own run', async () => {
    expect(kindOf((await prove({ proof: ran(both), base: ran(green), silent: 3 })).result)).toBe('unknown');
  });
});
