import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { GitHub } from '../../../src/acts/act.ts';
import { readResults, type RunReader } from '../../../src/acts/test/run-results.ts';
import { noPaths, treePaths } from '../../../src/task/results/case-names.ts';
import type { RunArtifact } from '../../../src/task/shapes/run-files.ts';
import type { Run } from '../../../src/task/situation.ts';
import { start } from '../../task/build.ts';
import { run } from '../../task/situations.ts';
import { fakeGitHub, type Fake } from '../fakes.ts';

const xml = (name: string): string =>
  `<?xml version="1.0"?><testsuites><testsuite name="pytest" errors="0" failures="0" skipped="0" tests="1">` +
  `<testcase classname="tests.test_add" name="${name}" file="tests/test_add.py" time="0.1"/></testsuite></testsuites>`;
const zip = (files: Record<string, string>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));

function artifact(changed: Partial<RunArtifact> = {}): RunArtifact {
  return { id: 1, name: 'cadence-pytest-1', expired: false, createdAt: start + 1, size: 500, ...changed };
}

function github(artifacts: readonly RunArtifact[], changed: Partial<GitHub> = {}): Fake {
  return fakeGitHub({
    artifacts: async () => ({ kind: 'artifacts', artifacts }),
    artifactZip: async (id) => ({ kind: 'bytes', bytes: zip({ 'pytest.xml': xml(`test_${id}`) }) }),
    ...changed,
  });
}

const reader = (fake: Fake): RunReader => ({ github: fake.github, job: 'pytest', paths: noPaths });

async function read(fake: Fake, of: Run = run()): Promise<unknown> {
  const result = await readResults(reader(fake), of);
  if (result.kind !== 'results') return result.kind;
  return { attempt: result.attempt, names: result.results?.cases.map(({ id }) => id) ?? null };
}

function zipsRead(fake: Fake): unknown[] {
  return fake.calls.filter(([method]) => method === 'artifactZip').map(([, id]) => id);
}

describe('the results of a run', () => {
  it('are the report that its artifact holds', async () => {
    expect(await read(github([artifact()]))).toEqual({ attempt: 1, names: ['tests/test_add.py::test_1'] });
  });

  it('are of the latest attempt alone', async () => {
    const both = github([artifact(), artifact({ id: 2, name: 'cadence-pytest-2' })]);
    expect(await read(both)).toEqual({ attempt: 2, names: ['tests/test_add.py::test_2'] });
    expect(zipsRead(both)).toEqual([2]);
  });

  it('are not of an attempt before the jobs whose end is read', async () => {
    const [job] = run().jobs;
    if (!job) throw new Error('no job');
    const again = run({ jobs: [{ ...job, startedAt: start + 100 }] });
    const old = github([artifact({ createdAt: start + 50 })]);
    expect(await read(old, again)).toEqual({ attempt: 1, names: null });
    expect(zipsRead(old)).toEqual([]);
  });

  it('are none where the artifact has expired or is too large to read', async () => {
    for (const changed of [{ expired: true }, { size: 33 * 1024 * 1024 }]) {
      const fake = github([artifact(changed)]);
      expect(await read(fake)).toEqual({ attempt: 1, names: null });
      expect(zipsRead(fake)).toEqual([]);
    }
  });

  it('are none where the zip holds no report, or is none', async () => {
    const without = {
      artifactZip: async () => ({ kind: 'bytes', bytes: zip({ 'notes.txt': 'hi' }) }) as const,
    };
    expect(await read(github([artifact()], without))).toEqual({ attempt: 1, names: null });
    const broken = { artifactZip: async () => ({ kind: 'bytes', bytes: strToU8('not a zip') }) as const };
    expect(await read(github([artifact()], broken))).toEqual({ attempt: 1, names: null });
  });

  it.each<[string, Record<string, Uint8Array>]>([
    ['bytes', { 'a.xml': new Uint8Array(65 * 1024 * 1024) }],
    [
      'files',
      Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`a${n}.xml`, strToU8(xml(`test_${n}`))])),
    ],
  ])(
    'are none where a small zip unfolds into too many %s, though one report is fine',
    async (_what, files) => {
      const bytes = zipSync({ 'pytest.xml': strToU8(xml('test_1')), ...files }, { level: 1 });
      const fake = github([artifact()], { artifactZip: async () => ({ kind: 'bytes', bytes }) });
      expect(await readResults(reader(fake), run())).toMatchObject({
        results: null,
        problem: 'The artifact cadence-pytest-1 is too large to unpack.',
      });
    },
  );

  it('are none where a zip holds two reports of one name, a red one under a green one', async () => {
    const bytes = zip({
      'a.xml': xml('test_1').replace('/></', '><failure/></testcase></'),
      'b.xml': xml('test_1'),
    });
    bytes.forEach((byte, at) => {
      if (byte === 0x62 && new TextDecoder().decode(bytes.slice(at, at + 5)) === 'b.xml') bytes[at] = 0x61;
    });
    const fake = github([artifact()], { artifactZip: async () => ({ kind: 'bytes', bytes }) });
    expect(await readResults(reader(fake), run())).toMatchObject({
      results: null,
      problem: 'The artifact cadence-pytest-1 contains two reports with the same name.',
    });
  });

  it('are passed on as a failure where GitHub does not answer', async () => {
    const down = github([], { artifacts: async () => ({ kind: 'unknown', message: '502' }) });
    expect(await read(down)).toBe('unknown');
    const gone = github([artifact()], { artifactZip: async () => ({ kind: 'gone', message: '404' }) });
    expect(await read(gone)).toBe('gone');
  });
});

describe('the results of a workflow that is not ours', () => {
  const facts = { run: async () => ({ kind: 'run', attempt: 2, startedAt: start }) as const };
  const log = [
    '============================= test session starts ==============================',
    'collected 1 item',
    '',
    'tests/test_add.py .                                                      [100%]',
    '',
    '=========================== short test summary info ============================',
    'PASSED tests/test_add.py::test_add',
    '============================== 1 passed in 0.01s ===============================',
    '',
  ].join('\n');
  const logs: Partial<GitHub> = {
    ...facts,
    jobs: async () => ({
      kind: 'jobs',
      jobs: [
        { id: 5, name: 'pytest' },
        { id: 6, name: 'lint' },
      ],
    }),
    jobLog: async () => ({ kind: 'text', text: log }),
  };

  it('are a report by another name, if it is of this attempt', async () => {
    const fake = github([artifact({ name: 'junit-results' })], facts);
    expect(await read(fake)).toEqual({ attempt: 2, names: ['tests/test_add.py::test_1'] });
  });

  it('are the log of its job where there is no report, or an older one', async () => {
    const before = github([artifact({ name: 'junit-results', createdAt: start - 1 })], logs);
    expect(await read(before)).toEqual({ attempt: 2, names: ['tests/test_add.py::test_add'] });
    expect(zipsRead(before)).toEqual([]);
    expect(before.calls.filter(([method]) => method === 'jobLog')).toEqual([['jobLog', 5]]);
  });

  it('are none where the log is too large to be read whole: what was cut off could say otherwise', async () => {
    const fake = github([], {
      ...logs,
      jobLog: async () => ({ kind: 'refused', status: 413, message: 'large' }),
    });
    expect(await readResults(reader(fake), run())).toMatchObject({
      results: null,
      problem: expect.stringContaining('too large to read in full'),
    });
  });

  it('are none where a green end stands under a red one', async () => {
    const text = log.replaceAll(/PASSED|1 passed/gu, (word) => (word === 'PASSED' ? 'FAILED' : '1 failed'));
    const end = log.split('\n').slice(-4).join('\n');
    const fake = github([], { ...logs, jobLog: async () => ({ kind: 'text', text: text + end }) });
    expect(await read(fake)).toEqual({ attempt: 2, names: null });
  });

  it('are a report where there is one, whatever a log of it would say', async () => {
    const fake = github([artifact({ name: 'junit-results' })], facts);
    expect(await read(fake)).toEqual({ attempt: 2, names: ['tests/test_add.py::test_1'] });
    expect(fake.calls.map(([method]) => method)).not.toContain('jobLog');
  });

  it('are none where no job has the name that policy says', async () => {
    const fake = github([], {
      ...logs,
      jobs: async () => ({ kind: 'jobs', jobs: [{ id: 6, name: 'lint' }] }),
    });
    expect(await read(fake)).toEqual({ attempt: 2, names: null });
  });

  const coverage = '<?xml version="1.0" ?><coverage version="7.10"><packages/></coverage>';
  it('are the reports of an artifact, whatever other XML stands beside them', async () => {
    const files = { 'coverage.xml': coverage, 'a/junit.xml': xml('test_a'), 'b/junit.xml': xml('test_b') };
    const fake = github([artifact({ name: 'test-results' })], {
      ...facts,
      artifactZip: async () => ({ kind: 'bytes', bytes: zip(files) }),
    });
    expect(await read(fake)).toEqual({
      attempt: 2,
      names: ['tests/test_add.py::test_a', 'tests/test_add.py::test_b'],
    });
  });

  it('are the log where an artifact holds foreign XML alone, and none where a report is cut off', async () => {
    const holding = (text: string): Partial<GitHub> => ({
      artifactZip: async () => ({ kind: 'bytes', bytes: zip({ 'coverage.xml': coverage, 'x.xml': text }) }),
    });
    const named = [artifact({ name: 'test-coverage' })];
    const without = github(named, { ...logs, ...holding(coverage) });
    expect(await read(without)).toEqual({ attempt: 2, names: ['tests/test_add.py::test_add'] });
    const ours = github([artifact()], holding(xml('test_a').slice(0, -20)));
    expect(await read(ours)).toEqual({ attempt: 1, names: null });
  });

  it('are found under whatever name their artifact has, in a few small ones', async () => {
    const many = Array.from({ length: 9 }, (_, n) => artifact({ id: n, name: `out-${n}`, size: 900 - n }));
    const large = artifact({ id: 9, name: 'wheels', size: 30 * 1024 * 1024 });
    const base = artifact({ id: 10, name: 'cadence-base-1', size: 1 });
    const fake = github([large, base, ...many], facts);
    expect(await read(fake)).toMatchObject({
      names: [8, 7, 6, 5].map((n) => `tests/test_add.py::test_${n}`),
    });
    expect(zipsRead(fake)).toEqual([8, 7, 6, 5]);
  });

  it('name their tests by the tree, where a report knows dots alone', async () => {
    const dotted = xml('test_1').replace(' file="tests/test_add.py"', '');
    const fake = github([artifact({ name: 'junit-results' })], {
      ...facts,
      artifactZip: async () => ({ kind: 'bytes', bytes: zip({ 'report.xml': dotted }) }),
    });
    const paths = treePaths(['backend/tests/test_add.py']);
    const found = await readResults({ ...reader(fake), paths }, run());
    expect(found).toMatchObject({ results: { cases: [{ id: 'backend/tests/test_add.py::test_1' }] } });
  });
});
