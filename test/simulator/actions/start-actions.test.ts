import { afterEach, describe, expect, it } from 'vitest';
import { closeWorlds, lastJobs, lastRun, logOf, open, pushed, stepsFile } from './support/worlds.ts';

afterEach(closeWorlds);

describe('what starts a run', () => {
  it('takes the workflow of the pushed commit', async () => {
    const w = await pushed(stepsFile('push', '{ run: "echo hello" }'));
    expect(lastRun(w)).toMatchObject({
      name: 'CI',
      event: 'push',
      headBranch: 'main',
      runNumber: 1,
      displayTitle: 'Change',
    });
    expect(lastRun(w).attempts).toMatchObject([{ number: 1, status: 'completed', conclusion: 'success' }]);
    expect(lastRun(w).checkSuite).toMatchObject({
      status: 'completed',
      conclusion: 'success',
      app: w.world.actionsApp,
    });
    expect(lastJobs(w)[0]?.checkRun).toMatchObject({ name: 'a', status: 'completed', conclusion: 'success' });
  });

  it("checks out the test merge for a pull request, under the head's SHA", async () => {
    const w = await pushed(
      stepsFile(
        'pull_request',
        '{ uses: actions/checkout@v4 }',
        '{ run: "cat one two; echo $GITHUB_SHA $GITHUB_REF ${{ github.head_ref }} ${{ github.event.pull_request.number }}; git status --short --branch" }',
      ),
    );
    const head = await w.push('topic', { one: 'of the head\n' });
    await w.push('main', { two: 'of the base\n' });
    const pull = await w.pull('topic');
    await w.settled();
    const run = lastRun(w);
    expect(run).toMatchObject({
      event: 'pull_request',
      headOid: head,
      headBranch: 'topic',
      checkoutOid: pull.testMergeOid,
      displayTitle: 'Pull topic',
    });
    expect(logOf(w)).toContain(
      `of the head\nof the base\n${run.checkoutOid} refs/pull/1/merge topic 1\n## HEAD (no branch)\n`,
    );
  });

  it('reads the workflow of the test merge, so that one which the pull request adds counts', async () => {
    const w = await pushed({ file: '' });
    await w.push('topic', stepsFile('pull_request', '{ run: "true" }'));
    await w.pull('topic');
    await w.settled();
    expect(lastRun(w).attempts[0]?.conclusion).toBe('success');
  });

  it('reads the workflow of the test merge, so that one which main got since counts too', async () => {
    const w = await pushed({ file: '' });
    await w.push('topic', { other: '' });
    await w.push('main', stepsFile('pull_request', '{ run: "true" }'));
    await w.pull('topic');
    await w.settled();
    expect(lastRun(w)).toMatchObject({ event: 'pull_request', headBranch: 'topic' });
  });

  it('starts nothing for a pull request in conflict', async () => {
    const w = await pushed({ ...stepsFile('pull_request', '{ run: "true" }'), file: 'base' });
    await w.push('topic', { file: 'head' });
    await w.push('main', { file: 'other' });
    await w.pull('topic');
    await w.settled();
    expect(w.repository.workflowRuns).toEqual([]);
  });

  it('starts nothing where the head commit says so', async () => {
    const w = await open();
    await w.push('main', stepsFile('[push, pull_request]', '{ run: "true" }'), 'Begin [skip ci]');
    await w.push('topic', { file: '' }, 'Topic\n\n[no ci]');
    await w.pull('topic');
    await w.settled();
    expect(w.repository.workflowRuns).toEqual([]);
  });

  it('runs again when the pull request is pushed to', async () => {
    const w = await pushed(stepsFile('pull_request', '{ run: "true" }'));
    await w.push('topic', { file: '1' });
    await w.pull('topic');
    await w.settled();
    const head = await w.push('topic', { file: '2' });
    await w.settled();
    expect(w.repository.workflowRuns.map(({ runNumber }) => runNumber)).toEqual([1, 2]);
    expect(lastRun(w).headOid).toBe(head);
  });

  it('asks path filters about what the pull request changes', async () => {
    const w = await pushed(stepsFile('{ pull_request: { paths: ["src/**"] } }', '{ run: "true" }'));
    await w.push('docs', { 'docs/a': '' });
    await w.pull('docs');
    await w.settled();
    expect(w.repository.workflowRuns).toEqual([]);
    await w.push('code', { 'src/a': '' });
    await w.pull('code');
    await w.settled();
    expect(lastRun(w).headBranch).toBe('code');
  });

  it('starts neither a disabled workflow nor anything in an archived repository', async () => {
    const w = await pushed(stepsFile('push', '{ run: "true" }'));
    const [workflow] = w.repository.workflows;
    if (workflow) workflow.state = 'disabled_manually';
    await w.push('main', { file: '1' });
    await w.settled();
    if (workflow) workflow.state = 'active';
    w.repository.isArchived = true;
    await w.push('main', { file: '2' });
    await w.settled();
    expect(w.repository.workflowRuns).toHaveLength(1);
  });

  it('fails at once where the file cannot be read', async () => {
    const w = await pushed({ '.github/workflows/ci.yml': 'on: [push' });
    expect(lastRun(w)).toMatchObject({ name: '.github/workflows/ci.yml' });
    expect(lastRun(w).attempts).toMatchObject([
      { status: 'completed', conclusion: 'startup_failure', jobs: [] },
    ]);
    expect(lastRun(w).checkSuite.conclusion).toBe('startup_failure');
  });
});

describe('webhooks', () => {
  it("tell of the run, its job and its checks in GitHub's order", async () => {
    const w = await pushed(stepsFile('push', '{ run: "true" }'));
    expect(w.events).toEqual([
      'workflow_run.requested',
      'check_run.created a',
      'workflow_job.queued a',
      'workflow_run.in_progress',
      'workflow_job.in_progress a',
      'check_run.completed a',
      'workflow_job.completed a',
      'check_suite.completed',
      'workflow_run.completed',
    ]);
  });
});
