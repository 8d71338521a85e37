import { afterAll, beforeAll, expect, it } from 'vitest';
import { pytest, quickWorkflow, type Project } from './project.ts';
import { lastMove, openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  // The directive needs no model; that one could be asked keeps its first failure from being the last word.
  world = await openWorld({ model: { baseUrl: 'http://127.0.0.1:9/v1', key: 'none' } });
});
afterAll(() => world.close());

/** What happens on a click on "Re-run all jobs". */
async function runAgain(project: Project, login: string, runId: number): Promise<number> {
  const answer = await fetch(`${world.github.url}/api/v3/repos/${project.name}/actions/runs/${runId}/rerun`, {
    method: 'POST',
    headers: { authorization: `Bearer ${project.as(login).token()}` },
  });
  await answer.body?.cancel();
  return answer.status;
}

function said(project: Project): string {
  return [...project.issue().comments, ...project.pull().comments].map(({ body }) => body).join('\n');
}

it(
  'a flaky test: red, run again by a person, green; it counts, and everybody is told that it is a rerun',
  { timeout: 120_000 },
  async () => {
    const flaky = 'import os\n\n\ndef test_flaky():\n    assert os.environ["ATTEMPT"] != "1"\n';
    const project = await world.project({
      policy: 'tests:\n  redProof: "off"\nlimits:\n  attempts: 1\n',
      workflow: quickWorkflow({ test: `ATTEMPT=\${{ github.run_attempt }} ${pytest}` }),
      files: { 'tests/test_flaky.py': flaky },
    });
    project.begin();
    const held = lastMove(await world.rests(project));
    expect(held?.data).toMatchObject({ reason: 'attempts-exhausted' });
    await world.quiet();
    expect(said(project)).toContain('### ✋ Needs you: 1 attempt failed');
    expect(said(project)).toMatch(
      /failed 1 test \(\[run \d+\]\([^)]+\)\): `tests\/test_flaky\.py::test_flaky`/,
    );

    const red = (await world.entries(project)).find(({ kind }) => kind === 'failed_test');
    if (red?.kind !== 'failed_test') throw new Error('no red run');
    expect(await runAgain(project, 'alice', red.data.runId)).toBe(201);
    await world.reaches(project, 'reported');
    await world.quiet();

    const entries = await world.entries(project);
    expect(entries.find(({ kind }) => kind === 'released')?.data).toMatchObject({ to: 'Test' });
    expect(entries.find(({ kind }) => kind === 'pytest_run')).toMatchObject({
      headSha: red.headSha,
      data: {
        evidence: { runId: red.data.runId, runAttempt: 2, flaky: ['tests/test_flaky.py::test_flaky'] },
      },
    });
    expect(entries.find(({ kind }) => kind === 'reported')?.data).toMatchObject({ attempts: 1 });
    expect(project.pull().merged).not.toBeNull();
    expect(said(project)).toContain('⚠️ re-run: 1 test failed in an earlier run of this commit');
  },
);
