import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeSuite, openCheckRun, openSuite } from '../../../src/simulator/ops/checks/checks.ts';
import type { Actions } from '../../../src/simulator/actions/service.ts';
import type { Job, RunAttempt, WorkflowRun } from '../../../src/simulator/state/repository.ts';
import type { Harness } from './harness.ts';
import { ALL, startHarness } from './harness.ts';

const at = { owner: 'octo', repo: 'demo' };
let github: Harness;
let run: WorkflowRun;
let rest: ReturnType<Harness['octokit']>['rest'];
const asked: unknown[] = [];

/** A finished workflow run of two attempts with a job each, and an artifact. */
function addRun(headOid: string, event: string): WorkflowRun {
  const { world, repository, people } = github;
  const times = { createdAt: world.now(), updatedAt: world.now() };
  const suite = openSuite(world, repository, world.actionsApp, { headOid, headBranch: 'main' });
  const workflow = {
    ...world.ids.next('W'),
    name: 'tests',
    path: '.github/workflows/tests.yml',
    state: 'active' as const,
    ...times,
  };
  const made: WorkflowRun = {
    ...world.ids.next('WFR'),
    repository,
    workflow,
    name: 'tests',
    displayTitle: 'Fix',
    path: workflow.path,
    event,
    headBranch: 'main',
    headOid,
    checkoutOid: headOid,
    runNumber: 1,
    checkSuite: suite,
    pulls: [],
    actor: people.octo,
    createdAt: world.now(),
    attempts: [],
    artifacts: [],
  };
  made.attempts = [1, 2].map((number): RunAttempt => {
    const conclusion = number === 1 ? 'failure' : 'success';
    const checkRun = openCheckRun(world, suite, { name: 'pytest', status: 'completed', conclusion });
    const job: Job = {
      id: checkRun.id,
      nodeId: checkRun.nodeId,
      run: made,
      attempt: number,
      name: 'pytest',
      labels: ['ubuntu-latest'],
      status: 'completed',
      conclusion,
      createdAt: world.now(),
      startedAt: world.now(),
      completedAt: world.now(),
      steps: [],
      log: `log of attempt ${number}\n`,
      checkRun,
    };
    return {
      number,
      triggeringActor: people.octo,
      status: 'completed',
      conclusion,
      startedAt: world.now(),
      updatedAt: world.now(),
      jobs: [job],
    };
  });
  const expiresAt = new Date(world.now().getTime() + 1000 * 3600);
  made.artifacts.push({
    ...world.ids.next('AR'),
    run: made,
    attempt: 2,
    name: 'junit',
    zip: Buffer.from('PK junit'),
    createdAt: world.now(),
    expiresAt,
  });
  suite.workflowRun = made;
  changeSuite(world, suite, { status: 'completed', conclusion: 'success' });
  repository.workflowRuns.push(made);
  world.nodes.set(made.nodeId, { type: 'WorkflowRun', value: made });
  return made;
}

beforeAll(async () => {
  github = await startHarness();
  rest = github.octokit().rest;
  const head = (await rest.repos.getCommit({ ...at, ref: 'main' })).data.sha;
  addRun(head, 'push');
  run = addRun(head, 'pull_request');
  const actions: Pick<Actions, 'rerun' | 'cancel'> = {
    rerun: (_repository, id, which) => void asked.push([id, which]),
    cancel: (_repository, id) => void asked.push([id, 'cancel']),
  };
  github.world.actions = actions as Actions;
});
afterAll(() => github.close());

describe('workflow runs', () => {
  it('are found by head and event, newest first, with the state of their newest attempt', async () => {
    const found = async (query: {
      event?: string;
      head_sha?: string;
      status?: 'failure';
    }): Promise<number[]> =>
      (await rest.actions.listWorkflowRunsForRepo({ ...at, ...query })).data.workflow_runs.map(({ id }) =>
        Number(id),
      );
    expect(await found({ head_sha: run.headOid })).toEqual(
      github.repository.workflowRuns.map(({ id }) => id).toReversed(),
    );
    expect(await found({ head_sha: run.headOid, event: 'pull_request' })).toEqual([run.id]);
    expect(await found({ head_sha: '0'.repeat(40) })).toEqual([]);
    expect(await found({ status: 'failure' })).toEqual([]);
    const { data } = await rest.actions.getWorkflowRun({ ...at, run_id: run.id });
    expect(data).toMatchObject({
      run_attempt: 2,
      conclusion: 'success',
      event: 'pull_request',
      path: '.github/workflows/tests.yml',
    });
    const { data: first } = await rest.actions.getWorkflowRunAttempt({
      ...at,
      run_id: run.id,
      attempt_number: 1,
    });
    expect(first).toMatchObject({ run_attempt: 1, conclusion: 'failure' });
  });

  it('show the jobs of the attempt asked for', async () => {
    const { data: newest } = await rest.actions.listJobsForWorkflowRun({ ...at, run_id: run.id });
    expect(newest.jobs).toMatchObject([{ run_attempt: 2, conclusion: 'success' }]);
    const { data: first } = await rest.actions.listJobsForWorkflowRunAttempt({
      ...at,
      run_id: run.id,
      attempt_number: 1,
    });
    expect(first).toMatchObject({
      total_count: 1,
      jobs: [{ run_attempt: 1, conclusion: 'failure', name: 'pytest' }],
    });
    expect(
      (await rest.actions.getJobForWorkflowRun({ ...at, job_id: first.jobs[0]?.id ?? 0 })).data.head_sha,
    ).toBe(run.headOid);
    expect((await github.rest(`/repos/octo/demo/actions/runs/${run.id}/attempts/3/jobs`)).status).toBe(404);
  });

  it('give their log and their artifact by a redirect that octokit follows', async () => {
    const job = run.attempts[0]?.jobs[0];
    expect((await rest.actions.downloadJobLogsForWorkflowRun({ ...at, job_id: job?.id ?? 0 })).data).toBe(
      'log of attempt 1\n',
    );
    const { data } = await rest.actions.listWorkflowRunArtifacts({ ...at, run_id: run.id });
    expect(data).toMatchObject({
      total_count: 1,
      artifacts: [{ name: 'junit', expired: false, workflow_run: { id: run.id } }],
    });
    const artifact_id = data.artifacts[0]?.id ?? 0;
    const zip = await rest.actions.downloadArtifact({ ...at, artifact_id, archive_format: 'zip' });
    expect(Buffer.from(zip.data as ArrayBuffer).toString()).toBe('PK junit');
  });

  it('have neither log before their end nor artifact after it has expired', async () => {
    const job = run.attempts[1]?.jobs[0];
    const artifact = run.artifacts[0];
    if (job === undefined || artifact === undefined) throw new Error('no run');
    job.status = 'in_progress';
    expect((await github.rest(`/repos/octo/demo/actions/jobs/${job.id}/logs`)).status).toBe(404);
    job.status = 'completed';
    artifact.expiresAt = new Date(0);
    expect((await github.rest(`/repos/octo/demo/actions/artifacts/${artifact.id}/zip`)).status).toBe(410);
  });

  it('are run again, whole or in part, by those who may write Actions', async () => {
    await rest.actions.reRunWorkflow({ ...at, run_id: run.id });
    await rest.actions.reRunWorkflowFailedJobs({ ...at, run_id: run.id });
    await rest.actions.cancelWorkflowRun({ ...at, run_id: run.id });
    expect(asked).toEqual([
      [run.id, 'all'],
      [run.id, 'failed'],
      [run.id, 'cancel'],
    ]);
    const token = github.token({ ...ALL, actions: 'read' });
    expect(
      (await github.rest(`/repos/octo/demo/actions/runs/${run.id}/rerun`, { method: 'POST', token })).status,
    ).toBe(403);
    expect(asked).toHaveLength(3);
  });

  it('are seen from their commit by GraphQL, with file, number and check runs', async () => {
    const { data, errors } = await github.graphql(
      `query ($oid: String!) { repository(owner: "octo", name: "demo") { object(expression: $oid) { ... on Commit {
        checkSuites(last: 1, filterBy: {appId: 15368}) { totalCount nodes { app { slug databaseId } branch { name } status conclusion
          workflowRun { databaseId event runNumber file { path } workflow { name } }
          latest: checkRuns(first: 5, filterBy: {checkType: LATEST}) { nodes { conclusion } }
          all: checkRuns(first: 5) { totalCount } } } } } } }`,
      { oid: run.headOid },
    );
    expect(errors).toEqual([]);
    expect(data).toMatchObject({
      repository: {
        object: {
          checkSuites: {
            totalCount: 2,
            nodes: [
              {
                app: { slug: 'github-actions', databaseId: 15368 },
                branch: { name: 'main' },
                status: 'COMPLETED',
                conclusion: 'SUCCESS',
                workflowRun: {
                  databaseId: run.id,
                  event: 'pull_request',
                  runNumber: 1,
                  file: { path: '.github/workflows/tests.yml' },
                },
                latest: { nodes: [{ conclusion: 'SUCCESS' }] },
                all: { totalCount: 2 },
              },
            ],
          },
        },
      },
    });
  });
});

it('has sent nothing that does not fit the descriptions', () => {
  expect(github.world.mismatches).toEqual([]);
});

it('shows a head commit that an app signed, under the address that its bot has', async () => {
  const head = github.repository.workflowRuns[0]?.headOid ?? '';
  const { data: before } = await rest.git.getCommit({ ...at, commit_sha: head });
  const fields = { message: 'By the app', tree: before.tree.sha, parents: [head] };
  const { data: commit } = await rest.git.createCommit({ ...at, ...fields });
  expect(commit.author.email).toMatch(/^\d+\+[\w-]+\[bot\]@users\.noreply\.github\.com$/);
  const { id } = addRun(commit.sha, 'push');
  const { data } = await rest.actions.getWorkflowRun({ ...at, run_id: id });
  expect(data.head_commit?.author?.email).toBe(commit.author.email);
  expect(github.world.mismatches).toEqual([]);
});
