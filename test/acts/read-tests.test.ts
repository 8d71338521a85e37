/** The rows of "tests as evidence": what a run left behind, and what is written down of it. */
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Result } from '../../src/acts/act.ts';
import { readTests } from '../../src/acts/read-tests.ts';
import type { Job, Run, Situation } from '../../src/task/situation.ts';
import type { Task } from '../../src/task/task.ts';
import { after, at, drafts, intent, proof, start } from '../task/build.ts';
import { pull, run, situation, workflow } from '../task/situations.ts';
import { fakeGitHub, turn, type Fake } from './fakes.ts';

const added = 'tests/test_add.py::test_add';
type Said = Readonly<Record<string, string>>;

/** A report in which each test passes (`''`) or fails with these words. */
function report(tests: Said): string {
  const cases = Object.entries(tests).map(([id, said]) => {
    const [file = '', name = ''] = id.split('::');
    const inner = said === '' ? '' : `<failure message="${said}">E   ${said}</failure>`;
    return `<testcase classname="${file.slice(0, -3).replaceAll('/', '.')}" name="${name}" file="${file}">${inner}</testcase>`;
  });
  return `<?xml version="1.0"?><testsuites><testsuite name="pytest">${cases.join('')}</testsuite></testsuites>`;
}

const green: Said = { [added]: '', 'tests/test_old.py::test_old': '' };
const zip = (files: Readonly<Record<string, string>>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));

/** GitHub with these reports by attempt: of a run, else of the run 12. */
function reports(texts: Readonly<Record<string, string | Uint8Array>>): Fake {
  const keys = Object.keys(texts).map((key) => (key.includes('/') ? key : `12/${key}`));
  return fakeGitHub({
    artifacts: async (runId) => ({
      kind: 'artifacts',
      artifacts: keys.flatMap((key, id) => {
        const [of, attempt] = key.split('/');
        if (Number(of) !== runId) return [];
        return [{ id, name: `cadence-pytest-${attempt}`, expired: false, createdAt: start + 1, size: 500 }];
      }),
    }),
    artifactZip: async (id) => {
      const text = Object.values(texts)[id] ?? '';
      return { kind: 'bytes', bytes: typeof text === 'string' ? zip({ 'pytest.xml': text }) : text };
    },
  });
}

const failure = { conclusion: 'failure', jobs: [{ ...(run().jobs[0] as Job), conclusion: 'failure' }] };

async function judged(
  fake: Fake,
  {
    of = {},
    task = at('Test(evidence)'),
    seen = {},
  }: { of?: Partial<Run>; task?: Task; seen?: Partial<Situation> } = {},
): Promise<Result> {
  const now = situation({ pull: pull({ runs: [run(of)] }), ...seen });
  return readTests.run(turn(task, fake, now), { kind: 'readTests', runId: 12 });
}

/** What was written down: its kind, and its reason where it has one. */
async function verdict(fake: Fake, given: Parameters<typeof judged>[1] = {}): Promise<string> {
  const result = await judged(fake, given);
  if (result.kind !== 'outcome') return result.kind;
  const { kind, data } = result.draft;
  return 'reason' in data ? `${kind}: ${data.reason}` : kind;
}

describe('a run that is over', () => {
  it('is written down as evidence of the head where all passed', async () => {
    expect(await judged(reports({ 1: report(green) }))).toMatchObject({
      draft: {
        kind: 'pytest_run',
        data: { judged: 'green', evidence: { runId: 12, runAttempt: 1, passed: 2 } },
      },
    });
  });

  const bad = { ...green, 'tests/test_old.py::test_old': 'assert 1 == 2' };
  const twelve = Array.from({ length: 12 }, (_, n) => ({
    ...(run().jobs[0] as Job),
    name: `pytest (3.${n})`,
    conclusion: n === 11 ? 'failure' : 'success',
  }));
  it.each<[string, Fake, Partial<Run>, string]>([
    ['failing tests', reports({ 1: report(bad) }), failure, 'failed_test: red'],
    ['`|| true` over a failure', reports({ 1: report(bad) }), {}, 'failed_test: red'],
    ['`continue-on-error`', reports({ 1: report(bad) }), { conclusion: 'success' }, 'failed_test: red'],
    [
      'one of twelve matrix jobs red',
      reports({ 1: report(green) }),
      { conclusion: 'failure', jobs: twelve },
      'held: run-unusable',
    ],
    ['JUnit malformed', reports({ 1: '<testsuite><testcase' }), {}, 'held: results-unusable'],
    ['JUnit empty: exit 5', reports({ 1: report({}) }), failure, 'held: results-unusable'],
    [
      'hostile XML',
      reports({ 1: `<!DOCTYPE x [<!ENTITY a "a">]>${report(green).slice(21)}` }),
      {},
      'held: results-unusable',
    ],
    [
      'hostile XML after the root',
      reports({ 1: `${report(green)}<!DOCTYPE x [<!ENTITY a "a">]>` }),
      {},
      'held: results-unusable',
    ],
    [
      'hostile XML behind a comment',
      reports({ 1: `<!-- <a --><!DOCTYPE x>${report(green).slice(21)}` }),
      {},
      'held: results-unusable',
    ],
    [
      'zip bomb',
      reports({ 1: zipSync({ 'a.xml': new Uint8Array(65 * 1024 * 1024) }, { level: 1 }) }),
      {},
      'held: results-unusable',
    ],
    [
      'zip slip with a green report',
      reports({ 1: zip({ '../../../../etc/cron.d/a.xml': report(green) }) }),
      {},
      'pytest_run',
    ],
    [
      'zip slip with a red report beside a green',
      reports({ 1: zip({ '../../a.xml': report(bad), 'b.xml': report(green) }) }),
      {},
      'failed_test: red',
    ],
    ['not a zip', reports({ 1: strToU8('<html>502</html>') }), {}, 'held: results-unusable'],
    [
      'of an older attempt',
      reports({ 1: report(green) }),
      { jobs: [{ ...(run().jobs[0] as Job), startedAt: start + 99 }] },
      'held: results-unusable',
    ],
    ['skipped', reports({ 1: report(green) }), { conclusion: 'skipped' }, 'held: run-unusable'],
    ['cancelled', reports({ 1: report(green) }), { conclusion: 'cancelled' }, 'held: run-unusable'],
    [
      'the new test not run',
      reports({ 1: report({ 'tests/test_old.py::test_old': '' }) }),
      {},
      'held: run-unusable',
    ],
  ])('%s', async (_row, fake, of, expected) => {
    expect(await verdict(fake, { of })).toBe(expected);
  });

  it('is unusable where a zip says of a report that it is shorter than it is', async () => {
    const bytes = zip({ 'pytest.xml': report(bad) });
    const view = new DataView(bytes.buffer);
    const central = bytes.findIndex(
      (_, at) => at + 4 <= bytes.length && view.getUint32(at, true) === 0x02014b50,
    );
    view.setUint32(central + 24, 60, true);
    expect(await verdict(reports({ 1: bytes }), { of: failure })).toBe('held: results-unusable');
  });
});

describe('red then green on rerun', () => {
  const red = report({ ...green, [added]: 'assert 4 == 5' });

  it('counts, and is written down as a rerun with what failed before', async () => {
    expect(await judged(reports({ 1: red, 2: report(green) }))).toMatchObject({
      draft: { data: { judged: 'green', evidence: { runAttempt: 2, passed: 2, flaky: [added] } } },
    });
  });

  it('counts as a rerun too where another run of the same head was red', async () => {
    const fake = reports({ '11/1': red, '12/1': report(green) });
    const seen = { pull: pull({ runs: [run(), run({ id: 11, ...failure })] }) };
    expect(await judged(fake, { seen })).toMatchObject({
      draft: { data: { judged: 'green', evidence: { runId: 12, runAttempt: 1, flaky: [added] } } },
    });
  });

  it.each<[string, Partial<Run>]>([
    ['of another head', { headSha: proof.headSha }],
    ['of another workflow', { path: '.github/workflows/lint.yml' }],
    ['of another event', { event: 'push' }],
  ])('is no rerun of a red run %s', async (_what, other) => {
    const seen = { pull: pull({ runs: [run(), run({ id: 11, ...failure, ...other })] }) };
    const result = await judged(reports({ 1: report(green) }), { seen });
    expect(result).toMatchObject({ draft: { kind: 'pytest_run' } });
    expect(JSON.stringify(result)).not.toContain('flaky');
  });

  it('is still a rerun where the attempt before can be read no more, or never was a report', async () => {
    for (const before of ['<garbage', report({})])
      expect(await judged(reports({ 1: before, 2: report(green) }))).toMatchObject({
        draft: { data: { evidence: { flaky: [] } } },
      });
  });

  it('calls nothing flaky that fails again, or that the base had failing', async () => {
    const old = 'tests/test_old.py::test_old';
    const exempt = { ...proof, baseFailures: [old] };
    const task = after(
      at('Test(proof)'),
      { kind: 'pytest_run', headSha: proof.headSha, data: { judged: 'red', proof: exempt } },
      intent('buildPatch'),
      drafts.changeBuilt,
      intent('publishChange'),
      drafts.applied,
    );
    const both = { 1: report({ [added]: 'no', [old]: 'no' }), 2: report({ [added]: '', [old]: 'no' }) };
    expect(await judged(reports(both), { task, of: failure })).toMatchObject({
      draft: { data: { evidence: { exempt: [old], flaky: [added] } } },
    });
  });

  it('is judged by the later attempt: green then red is red', async () => {
    expect(await verdict(reports({ 1: report(green), 2: red }), { of: failure })).toBe('failed_test: red');
  });

  it('is not judged while GitHub does not answer about the attempt before', async () => {
    const fake = reports({ 1: red, 2: report(green) });
    const { artifactZip } = fake.github;
    fake.github.artifactZip = async (id) =>
      id === 0 ? { kind: 'unknown', message: '502' } : artifactZip(id);
    expect(await verdict(fake)).toBe('unknown');
  });

  it('is looked for in the log where the workflow is not ours', async () => {
    const log = (word: string, end: string): string =>
      `=== test session starts ===\n=== short test summary info ===\n${word} ${added}\n=== ${end} in 0.1s ===\n`;
    const fake = fakeGitHub({
      artifacts: async () => ({ kind: 'artifacts', artifacts: [] }),
      run: async () => ({ kind: 'run', attempt: 2, startedAt: start }),
      jobs: async (_run, attempt) => ({ kind: 'jobs', jobs: [{ id: attempt, name: 'pytest' }] }),
      jobLog: async (id) => ({
        kind: 'text',
        text: id === 1 ? log('FAILED', '1 failed') : log('PASSED', '1 passed'),
      }),
    });
    expect(await judged(fake)).toMatchObject({
      draft: { data: { evidence: { runAttempt: 2, flaky: [added] } } },
    });
  });
});

describe('base already red before the task', () => {
  const old = 'tests/test_old.py::test_old';
  const param = 'tests/test_old.py::test_many[a-b]';
  function proved(baseFailures: readonly string[]): Task {
    return after(
      at('Test(proof)'),
      {
        kind: 'pytest_run',
        headSha: proof.headSha,
        data: { judged: 'red', proof: { ...proof, baseFailures: [...baseFailures] } },
      },
      intent('buildPatch'),
      drafts.changeBuilt,
      intent('publishChange'),
      drafts.applied,
    );
  }
  it.each<[string, readonly string[], Said, string]>([
    ['the same failure', [old], { [added]: '', [old]: 'assert 1 == 2' }, 'pytest_run'],
    ['a failure with another message', [old], { [added]: '', [old]: 'KeyError: 7' }, 'pytest_run'],
    ['a failing parameter', [param], { [added]: '', [param]: 'no' }, 'pytest_run'],
    [
      'another parameter of the same test',
      [param],
      { [added]: '', 'tests/test_old.py::test_many[c]': 'no' },
      'failed_test: red',
    ],
    [
      'another test of the same file',
      [old],
      { [added]: '', 'tests/test_old.py::test_new': 'no' },
      'failed_test: red',
    ],
    ['the new test, whatever is exempt', [old, added], { [added]: 'no', [old]: 'no' }, 'failed_test: red'],
  ])('%s', async (_row, exempt, tests, expected) => {
    const fake = reports({ 1: report(tests) });
    expect(await verdict(fake, { task: proved(exempt), of: failure })).toBe(expected);
  });

  it('names in a red run only what is not the base’s own', async () => {
    const fake = reports({ 1: report({ [added]: 'mine', [old]: 'theirs' }) });
    expect(await judged(fake, { task: proved([old]), of: failure })).toMatchObject({
      draft: { data: { failed: [added] } },
    });
  });

  it('blames nobody where no proof told them apart: base is red', async () => {
    const skipped = after(
      at('Test(proof)'),
      { kind: 'proof_skipped', data: { reason: 'not-red' } },
      intent('buildPatch'),
      drafts.changeBuilt,
      intent('publishChange'),
      drafts.applied,
    );
    const baseRuns = [run({ id: 3, path: workflow, event: 'push', conclusion: 'failure' })];
    const fake = reports({ 1: report({ [added]: '', [old]: 'no' }) });
    expect(await verdict(fake, { task: skipped, of: failure, seen: { baseRuns } })).toBe('held: base-is-red');
  });
});
