/** The rows of "tests as evidence": what a run left behind, and what is written down of it. */
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { ActDeps } from '../../../src/acts/act.ts';
import { storeChange } from '../../../src/acts/artefacts/stored-change.ts';
import { headSource } from '../../../src/acts/test/read-tests.ts';
import { changeBetween } from '../../../src/patch/change/change.ts';
import type { Job, Run } from '../../../src/task/situation.ts';
import type { OnBranch } from '../../../src/task/task.ts';
import { filesOf } from '../../agents/support.ts';
import { after, at, base, drafts, head, intent, start, testsHead } from '../../task/build.ts';
import { run, workflow } from '../../task/situations.ts';
import { fakeGitHub, shelf, turn, type Fake } from '../fakes.ts';
import {
  added,
  failure,
  green,
  judged,
  proved,
  report,
  reports,
  verdict,
  zip,
  type Said,
} from './reports.ts';

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
      (_, index) => index + 4 <= bytes.length && view.getUint32(index, true) === 0x02014b50,
    );
    view.setUint32(central + 24, 60, true);
    expect(await verdict(reports({ 1: bytes }), { of: failure })).toBe('held: results-unusable');
  });
});

/** A run that left no report, only the log of its job. */
function withLog(...lines: readonly string[]): Fake {
  return fakeGitHub({
    artifacts: async () => ({ kind: 'artifacts', artifacts: [] }),
    run: async () => ({ kind: 'run', attempt: 1, startedAt: start }),
    jobs: async () => ({ kind: 'jobs', jobs: [{ id: 5, name: 'pytest' }] }),
    jobLog: async () => ({ kind: 'text', text: lines.join('\n') }),
  });
}

describe('JUnit missing', () => {
  const session = '=== test session starts ===';
  const summary = '=== short test summary info ===';
  const conftest = [
    "ImportError while loading conftest '/src/conftest.py'.",
    "E   ImportError: cannot import name 'x' from 'add'",
  ];
  it.each<[string, readonly string[], Partial<Run>, string]>([
    [
      'the log is red',
      [session, summary, `FAILED ${added} - no`, '=== 1 failed in 1s ==='],
      failure,
      'failed_test: red',
    ],
    ['the log is green', [session, summary, `PASSED ${added}`, '=== 1 passed in 1s ==='], {}, 'pytest_run'],
    [
      'a file was not collected',
      [session, summary, 'ERROR tests/t.py', '=== 1 error in 1s ==='],
      failure,
      'failed_test: red',
    ],
    ['a conftest cannot be loaded', conftest, failure, 'failed_test: red'],
    [
      'nothing was collected: exit 5',
      [session, '=== no tests ran in 1s ==='],
      failure,
      'held: results-unusable',
    ],
    [
      'pytest never ran',
      ['##[error]Process completed with exit code 127.'],
      failure,
      'held: results-unusable',
    ],
    ['the log is empty', [], {}, 'held: results-unusable'],
  ])('and %s', async (_row, lines, of, expected) => {
    expect(await verdict(withLog(...lines), { of })).toBe(expected);
  });

  it('says with which exit code it ended, and what that means', async () => {
    const result = await judged(withLog('##[error]Process completed with exit code 127.'), { of: failure });
    const [explained] = result.kind === 'outcome' ? result.artefacts : [];
    expect(new TextDecoder().decode(explained?.bytes)).toContain('exit code 127: the command was not found.');
  });
});

describe('base already red before the task', () => {
  const old = 'tests/test_old.py::test_old';
  const param = 'tests/test_old.py::test_many[a-b]';
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
      { kind: 'proof_skipped', headSha: testsHead, data: { reason: 'not-red' } },
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

describe('the source of a head', () => {
  const before = filesOf({ 'a.py': 'one\ntwo\n', 'b.py': 'b\n', 'gone.py': 'x\n' });
  const patched = filesOf({ 'a.py': 'one\nTWO\n', 'b.py': 'b\n', 'tests/t.py': 't\n' });
  const kept = shelf();
  const { ref } = storeChange(kept, changeBetween(before, patched), []);
  const branch: OnBranch = { headSha: head, base, tests: null, change: ref };
  const tree: ActDeps['tree'] = async (_github, _repo, sha) =>
    sha === base ? { kind: 'tree', files: before } : { kind: 'unreadable', message: 'not asked for' };

  it('is the base with our patches over it', async () => {
    const source = await headSource(turn(at('Review'), fakeGitHub(), undefined, { ...kept, tree }), branch);
    expect(
      ['a.py', 'b.py', 'tests/t.py', 'gone.py', 'no.py'].map((path) => source(path)?.join('|') ?? null),
    ).toEqual(['one|TWO|', 'b|', 't|', null, null]);
  });

  it('knows no line where the base or a patch cannot be read: the failure is told all the same', async () => {
    const blind = await headSource(turn(at('Review'), fakeGitHub(), undefined, kept), branch);
    const erased = await headSource(turn(at('Review'), fakeGitHub(), undefined, { tree }), branch);
    expect([blind('a.py'), erased('a.py')]).toEqual([null, null]);
  });
});
