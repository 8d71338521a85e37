/** Runs of the tests as GitHub keeps them, and what `readTests` writes down of them. */
import { strToU8, zipSync } from 'fflate';
import type { Result } from '../../../src/acts/act.ts';
import { readTests } from '../../../src/acts/test/read-tests.ts';
import type { Job, Run, Situation } from '../../../src/task/situation.ts';
import type { Task } from '../../../src/task/task.ts';
import { after, at, drafts, intent, proof, start } from '../../task/build.ts';
import { pull, run, situation } from '../../task/situations.ts';
import { fakeGitHub, turn, type Fake } from '../fakes.ts';

export const added = 'tests/test_add.py::test_add';
export type Said = Readonly<Record<string, string>>;

/** A report in which each test passes (`''`) or fails with these words. */
export function report(tests: Said): string {
  const cases = Object.entries(tests).map(([id, said]) => {
    const [file = '', name = ''] = id.split('::');
    const inner = said === '' ? '' : `<failure message="${said}">E   ${said}</failure>`;
    return `<testcase classname="${file.slice(0, -3).replaceAll('/', '.')}" name="${name}" file="${file}">${inner}</testcase>`;
  });
  return `<?xml version="1.0"?><testsuites><testsuite name="pytest">${cases.join('')}</testsuite></testsuites>`;
}

export const green: Said = { [added]: '', 'tests/test_old.py::test_old': '' };
export const zip = (files: Readonly<Record<string, string>>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));

/** GitHub with these reports by attempt: of a run, else of the run 12; and the log of its job. */
export function reports(
  texts: Readonly<Record<string, string | Uint8Array>>,
  log: string | null = null,
): Fake {
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
    jobs: async () => ({ kind: 'jobs', jobs: log === null ? [] : [{ id: 5, name: 'pytest' }] }),
    jobLog: async () => ({ kind: 'text', text: log ?? '' }),
  });
}

export const failure = {
  conclusion: 'failure',
  jobs: [{ ...(run().jobs[0] as Job), conclusion: 'failure' }],
};

export async function judged(
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
export async function verdict(fake: Fake, given: Parameters<typeof judged>[1] = {}): Promise<string> {
  const result = await judged(fake, given);
  if (result.kind !== 'outcome') return result.kind;
  const { kind, data } = result.draft;
  return 'reason' in data ? `${kind}: ${data.reason}` : kind;
}

/** A task with a change on its branch, whose proof run saw these failing on the base's own account. */
export function proved(baseFailures: readonly string[]): Task {
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
