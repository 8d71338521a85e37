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
