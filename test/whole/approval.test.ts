import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directive, type Project } from './project.ts';
import { openWorld, type World } from './world.ts';

const dependency = `${directive()}
\`\`\`diff
--- /dev/null
+++ b/requirements.txt
@@ -0,0 +1 @@
+rounding-helpers==1.0
\`\`\`
`;

/** The test that stood before says less, beside the repair. */
const weaker = `${directive()}
\`\`\`diff
--- a/tests/test_mul.py
+++ b/tests/test_mul.py
@@ -3,3 +3,3 @@

 def test_mul():
-    assert mul(2, 3) == 6
+    assert mul(2, 3)
\`\`\`
`;

describe('a directive', { timeout: 120_000 }, () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  it('of a person with write access is shown where an agent would be refused, and merged after their yes', async () => {
    const project = await world.project();
    project.begin({ body: weaker });
    const held = await world.reaches(project, 'held');
    expect(held.data.reason).toBe('change-approval');
    await world.quiet();
    expect(project.issue().comments[0]?.body).toContain('asserts less strictly than before');
    expect(project.pulls()).toEqual([]);
    project.as('alice').comment(1, '/cadence approve');
    await world.reaches(project, 'reported');
    expect(project.pull().merged?.by.login).toBe('cadence[bot]');
  });

  it.each([
    ['who reads', 'rita'],
    ['who triages', 'tess'],
    ['whom nobody knows', 'mallory'],
  ])('of somebody %s waits for approve with its diff, whoever labels it', async (_what, login) => {
    const project = await world.project();
    project.as(login).openIssue({ title: 'add() is off by one', body: directive() });
    project.as('alice').label(1, 'cadence');
    const held = await world.reaches(project, 'held');
    expect(held.data.reason).toBe('change-approval');
    await world.quiet();
    const [status] = project.issue().comments;
    expect(status?.body).toContain('written by somebody without write access');
    expect(status?.body).toContain('+    return x + y');
    expect(project.pulls()).toEqual([]);
    project.as('bob').comment(1, '/cadence approve');
    await world.reaches(project, 'reported');
    expect(project.pull().merged?.by.login).toBe('cadence[bot]');
  });

  it('of somebody without write access is refused for what an agent is refused for', async () => {
    const project = await world.project();
    project.as('rita').openIssue({ title: 'add() is off by one', body: weaker });
    project.as('alice').label(1, 'cadence');
    const failed = await world.reaches(project, 'failed_build_patch');
    expect(failed.data.reason).toBe('screened-weakened-tests');
    expect(project.pulls()).toEqual([]);
  });
});

describe('a patch that only a person may allow', { timeout: 120_000 }, () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  async function waiting(): Promise<Project> {
    const project = await world.project();
    project.begin({ body: dependency });
    const held = await world.reaches(project, 'held');
    expect(held.data.reason).toBe('change-approval');
    await world.quiet();
    return project;
  }

  it('is shown and not published, and merged once somebody with the right said yes to it', async () => {
    const project = await waiting();
    const [status] = project.issue().comments;
    expect(status?.body).toContain('+rounding-helpers==1.0');
    expect(project.pulls()).toEqual([]);

    project.as('tess').comment(1, '/cadence approve');
    const refused = await world.reaches(project, 'answered');
    expect(refused.data).toMatchObject({ result: 'refused', reason: 'no-right' });
    expect(project.pulls()).toEqual([]);

    project.as('bob').comment(1, '/cadence approve');
    await world.reaches(project, 'reported');
    const entries = await world.entries(project);
    const built = entries.find(({ kind }) => kind === 'patch_built');
    const yes = entries.findLast(({ kind }) => kind === 'answered');
    expect(yes?.data).toMatchObject({
      by: 'bob',
      approved: built?.kind === 'patch_built' && built.data.concerns,
    });
    expect(project.pull().merged?.by.login).toBe('cadence[bot]');
  });

  it('is not merged where who allowed it has lost the right meanwhile', async () => {
    const project = await world.project({ runs: 'gated' });
    project.begin({ body: dependency });
    await world.reaches(project, 'held');
    await world.quiet();
    project.as('bob').comment(1, '/cadence approve');
    await world.reaches(project, 'patch_applied');
    const bob = project.repository.collaborators.get('bob');
    if (!bob) throw new Error('bob is no collaborator');
    bob.role = 'triage';
    project.openGate();
    const held = await world.reaches(project, 'held', { count: 2 });
    expect(held.data.reason).toBe('approver-without-right');

    project.as('alice').comment(1, '/cadence approve');
    await world.reaches(project, 'reported');
    expect(project.pull().merged?.by.login).toBe('cadence[bot]');
  });
});
