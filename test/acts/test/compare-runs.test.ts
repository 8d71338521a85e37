/** Without a proof, the base's own run is what a change is held against. */
import { describe, expect, it } from 'vitest';
import type { Result } from '../../../src/acts/act.ts';
import { storeChange } from '../../../src/acts/artefacts/stored-change.ts';
import { readTests } from '../../../src/acts/test/read-tests.ts';
import { headSha } from '../../../src/task/names.ts';
import type { Run } from '../../../src/task/situation.ts';
import { changeOf } from '../../patch/support.ts';
import { after, at, base, drafts, intent, testsHead } from '../../task/build.ts';
import { pull, run, situation, workflow } from '../../task/situations.ts';
import { shelf, turn } from '../fakes.ts';
import { added, failure, report, reports, type Said } from './reports.ts';

const one = 'tests/test_old.py::test_one';
const two = 'tests/test_old.py::test_two';

type Given = {
  readonly now: Said;
  readonly ofBase: Said | null;
  readonly change?: readonly [
    before: Readonly<Record<string, string>>,
    after: Readonly<Record<string, string>>,
  ];
  readonly of?: Partial<Run>;
};

async function judged({
  now,
  ofBase,
  change = [{ 'calc.py': '1' }, { 'calc.py': '2' }],
  of = {},
}: Given): Promise<Result> {
  const deps = shelf();
  const { ref } = storeChange(deps, changeOf(...change), []);
  const task = after(
    at('Test(proof)'),
    { kind: 'proof_skipped', headSha: testsHead, data: { reason: 'not-red' } },
    intent('buildPatch'),
    { kind: 'patch_built', data: { by: 'agent', base, tests: null, change: ref } },
    intent('publishChange'),
    drafts.applied,
  );
  const own = run({ id: 3, path: workflow, event: 'push', headSha: headSha(base), conclusion: 'failure' });
  const seen = situation({ pull: pull({ runs: [run(of)] }), baseRuns: ofBase === null ? [] : [own] });
  const fake = reports({
    '12/1': report({ [added]: '', ...now }),
    ...(ofBase === null ? {} : { '3/1': report(ofBase) }),
  });
  return readTests.run(turn(task, fake, seen, { ...deps, read: keeping(deps.read) }), {
    kind: 'readTests',
    runId: 12,
  });
}

/** The tests of the proof that was skipped are not what this is about: an empty change stands for them. */
function keeping(read: ReturnType<typeof shelf>['read']): ReturnType<typeof shelf>['read'] {
  return async (address) => (await read(address)) ?? new TextEncoder().encode('{"diff":"","files":[]}');
}

function kindOf(result: Result): string {
  if (result.kind !== 'outcome') return result.kind;
  const { kind, data } = result.draft;
  return 'reason' in data ? `${kind}: ${data.reason}` : kind;
}

describe('a change without a proof, held against the base’s own run,', () => {
  it.each<[string, Given, string]>([
    [
      'is green where all runs that ran there',
      { ofBase: { [one]: '', [two]: '' }, now: { [one]: '', [two]: '' } },
      'pytest_run',
    ],
    [
      'is red where something does not run any more',
      { ofBase: { [one]: '', [two]: '' }, now: { [one]: '' } },
      'failed_test: red',
    ],
    [
      'is green where the screen saw it go',
      {
        ofBase: { [one]: '', [two]: '' },
        now: { [one]: '' },
        change: [
          { 'tests/test_old.py': 'def test_one():\n    pass\n\n\ndef test_two():\n    pass\n' },
          { 'tests/test_old.py': 'def test_one():\n    pass\n' },
        ],
      },
      'pytest_run',
    ],
    [
      'is green where nothing fails but what fails there',
      { ofBase: { [one]: '', [two]: 'assert 1 == 2' }, now: { [one]: '', [two]: 'KeyError' }, of: failure },
      'pytest_run',
    ],
    [
      'is red where something fails that passes there',
      { ofBase: { [one]: '', [two]: '' }, now: { [one]: '', [two]: 'KeyError' }, of: failure },
      'failed_test: red',
    ],
    ['is judged by itself where there is no such run', { ofBase: null, now: { [one]: '' } }, 'pytest_run'],
  ])('%s', async (_, given, expected) => {
    expect(kindOf(await judged(given))).toBe(expected);
  });

  it('names what it excused', async () => {
    const given = { ofBase: { [one]: '', [two]: 'no' }, now: { [one]: '', [two]: 'no' }, of: failure };
    expect(await judged(given)).toMatchObject({
      draft: { data: { evidence: { passed: 2, exempt: [two] } } },
    });
  });
});
