import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directive, pytest, quickWorkflow, type Project, type ProjectOptions } from './project.ts';
import { lastMove, openWorld, until, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const wrong = directive({ line: 'return x * y' });
const garbage = `echo '<testsuite><testcase' > "$RUNNER_TEMP/pytest.xml"`;

/** Why the task stands still, the sentence people read, and whether anything landed. */
async function outcome(project: Project): Promise<{ why: string; said: string; merged: boolean }> {
  const last = lastMove(await world.rests(project));
  await world.quiet();
  return {
    why: last?.kind === 'held' ? last.data.reason : (last?.kind ?? 'nothing'),
    said: project
      .issue()
      .comments.map(({ body }) => body)
      .join('\n'),
    merged: project.pulls().some(({ merged }) => merged !== null),
  };
}

describe('no evidence is never green', { timeout: 120_000 }, () => {
  const table: readonly (ProjectOptions & { what: string; body?: string; why: string; says: RegExp })[] = [
    {
      what: 'failing tests behind `|| true`',
      workflow: quickWorkflow({ test: `${pytest} || true` }),
      body: wrong,
      why: 'directive-failed',
      says: /test_add/,
    },
    {
      what: 'failing tests in a step that may fail',
      workflow: quickWorkflow({ step: '        continue-on-error: true\n' }),
      body: wrong,
      why: 'directive-failed',
      says: /test_add/,
    },
    {
      what: 'a job that is skipped',
      workflow: quickWorkflow({ job: '    if: false\n' }),
      why: 'run-unusable',
      says: /skipped/,
    },
    {
      what: 'nothing collected',
      workflow: quickWorkflow({ test: `${pytest} -k nothing_at_all` }),
      why: 'results-unusable',
      says: /lists no test/,
    },
    {
      what: 'a report that cannot be read',
      workflow: quickWorkflow({ test: garbage }),
      why: 'results-unusable',
      says: /results|report/i,
    },
    {
      what: 'one red job of a matrix',
      workflow: quickWorkflow({
        job: '    strategy:\n      matrix:\n        n: [0, 1]\n',
        before: '      - run: exit ${{ matrix.n }}\n',
      }),
      why: 'run-unusable',
      says: /job pytest \(1\) failed/i,
    },
    {
      what: 'no workflow on the default branch',
      workflow: null,
      why: 'workflow-missing',
      says: /workflow/,
    },
  ];
  it.each(table)('$what: $why', async ({ body, why, says, what: _what, ...options }) => {
    const project = await world.project(options);
    project.begin(body === undefined ? {} : { body });
    const ended = await outcome(project);
    expect(ended.why).toBe(why);
    expect(ended.said).toMatch(says);
    expect(ended.merged).toBe(false);
  });

  it('a green run of the head for another event is not waited for any less', async () => {
    const project = await world.project({ workflow: quickWorkflow({ on: 'push' }) });
    project.begin();
    const { headSha } = await world.reaches(project, 'patch_applied');
    await until(
      'the push was tested',
      async () => '',
      () => {
        const run = project.repository.workflowRuns.find(({ headOid }) => headOid === headSha);
        return run?.attempts.at(-1)?.conclusion === 'success' ? true : null;
      },
    );
    await world.quiet();
    expect((await world.entries(project)).at(-1)?.kind).toBe('patch_applied');
    expect(project.pull().merged).toBeNull();
  });
});

function block(before: string, after: string): string {
  return `Speed it up.\n\ntests/test_mul.py\n\`\`\`python\n<<<<<<< SEARCH\n${before}\n=======\n${after}\n>>>>>>> REPLACE\n\`\`\`\n`;
}

describe('a directive that weakens the tests', { timeout: 120_000 }, () => {
  it.each([
    ['takes an assertion away', '    assert mul(2, 3) == 6', '    mul(2, 3)'],
    ['skips a test', 'def test_mul():', 'import pytest\n\n\n@pytest.mark.skip\ndef test_mul():'],
    ['renames a test away', 'def test_mul():', 'def check_mul():'],
  ])('that %s is published nowhere', async (_what, before, after) => {
    const project = await world.project();
    project.begin({ title: 'Speed up the tests', body: block(before, after) });
    const { why, merged } = await outcome(project);
    // It is of a person who may write: shown to people, and published by their word alone.
    expect([why, merged]).toEqual(['change-approval', false]);
    expect(project.pulls()).toEqual([]);
  });
});

const core = 'tests/core/test_util.py';
const sub = 'from utils.sub import sub\n\n\ndef test_sub():\n    assert sub(5, 3) == 2\n';

describe('a proof run in which more fails than the new tests', { timeout: 120_000 }, () => {
  const policy = 'tests:\n  redProof: preferred\n';
  const on = 'pull_request, push';
  const files = { 'utils/sub.py': 'def sub(x, y):\n    return x - y\n', [core]: sub };

  it('excuses nothing that a new test file’s name keeps from being collected', async () => {
    const project = await world.project({ policy, files });
    project.begin({ body: directive().replace('b/tests/test_add.py', 'b/tests/api/test_util.py') });
    const { why, said, merged } = await outcome(project);
    expect([why, merged]).toEqual(['directive-failed', false]);
    expect(said).toContain('Give the new test file a unique name.');
  });

  it('excuses what the base’s own run could not collect either', async () => {
    const project = await world.project({ policy, files, workflow: quickWorkflow({ on }) });
    await project.as('alice').push({
      branch: 'main',
      message: 'Break a test file',
      files: { [core]: `import no_such_module\n\n\n${sub}` },
    });
    await world.quiet();
    project.begin();
    const entries = await world.rests(project);
    expect(lastMove(entries)?.kind).toBe('reported');
    const green = entries.findLast((entry) => entry.kind === 'pytest_run');
    expect(green?.data).toMatchObject({ judged: 'green', evidence: { exempt: [core] } });
  });
});
