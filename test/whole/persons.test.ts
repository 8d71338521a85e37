import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, type World } from './world.ts';

const policy = 'roles:\n  execute: human\n';
const test = 'from utils.add import add\n\n\ndef test_add():\n    assert add(2, 3) == 5\n';
const wrong = { 'utils/add.py': 'def add(x, y):\n    return x - y\n', 'tests/test_add.py': test };
const right = { 'utils/add.py': 'def add(x, y):\n    return x + y\n' };
const asked = { body: 'add() is off by one; somebody please mend it.' };

describe('a change that a person writes', { timeout: 120_000 }, () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  it('is taken up at each head, tested, reviewed and merged; the branch stays theirs', async () => {
    const project = await world.project({ policy });
    project.begin(asked);
    await world.reaches(project, 'task_generated');
    const bob = project.as('bob');
    await bob.push({ branch: 'mend-add', files: wrong });
    await bob.openPull({ title: 'Mend add()', head: 'mend-add', base: 'main', body: 'Closes #1' });
    const red = await world.reaches(project, 'failed_test');
    expect(red.data.failed).toEqual(['tests/test_add.py::test_add']);
    const head = await bob.push({ branch: 'mend-add', files: right });

    const entries = await world.rests(project);
    expect(entries.map(({ kind }) => kind)).toContain('reported');
    expect(entries.filter(({ kind }) => kind === 'change_taken').map(({ headSha }) => headSha)).toEqual([
      red.headSha,
      head,
    ]);
    await world.quiet();
    expect(project.pull().merged?.by.login).toBe('cadence[bot]');
    expect(project.issue().state).toBe('closed');
    const branches = project.pulls().map(({ head: { ref } }) => ref);
    expect(branches).toEqual(['mend-add']);
  });

  it('is taken up from somebody only with the right to write', async () => {
    const project = await world.project({ policy });
    project.begin(asked);
    await world.reaches(project, 'task_generated');
    const bob = project.as('bob');
    await bob.push({ branch: 'mend-add', files: { ...wrong, ...right } });
    await bob.openPull({ title: 'Mend add()', head: 'mend-add', base: 'main', body: 'See #1' });
    const role = project.repository.collaborators.get('bob');
    if (!role) throw new Error('bob is no collaborator');
    role.role = 'triage';
    await bob.editPull(project.pull().number, { body: 'Closes #1' });
    project.as('alice').comment(1, '/cadence status');
    await world.reaches(project, 'answered');
    await world.quiet();
    const entries = await world.entries(project);
    expect(entries.map(({ kind }) => kind)).not.toContain('change_taken');

    role.role = 'write';
    project.as('alice').comment(1, '/cadence status');
    await world.reaches(project, 'change_taken');
  });
});
