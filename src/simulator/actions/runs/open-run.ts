import { readCommit } from '../../git/commit-object.ts';
import { openSuite } from '../../ops/checks/checks.ts';
import type { Workflow } from '../../state/check-parts.ts';
import type { Repository, RunAttempt, WorkflowRun } from '../../state/repository.ts';
import type { World } from '../../world.ts';
import { interpolate } from '../expression/interpolate.ts';
import type { WorkflowFile } from './read-workflows.ts';
import type { RunEvent } from './run-event.ts';

/** A queued run with its check suite and first attempt. */
export async function openRun(world: World, event: RunEvent, file: WorkflowFile): Promise<WorkflowRun> {
  const { repository, headOid, headBranch } = event;
  const title = await titleOf(event, file);
  const workflow = workflowOf(world, repository, file);
  const checkSuite = openSuite(world, repository, world.actionsApp, {
    headOid,
    headBranch,
    ...(event.before === null ? {} : { before: event.before }),
  });
  const run: WorkflowRun = {
    ...world.ids.next('WFR'),
    repository,
    workflow,
    name: workflow.name,
    displayTitle: title,
    path: file.path,
    event: event.kind,
    headBranch,
    headOid,
    checkoutOid: event.checkoutOid,
    runNumber: 1 + repository.workflowRuns.filter((other) => other.workflow === workflow).length,
    checkSuite,
    pulls: event.pull ? [event.pull] : [],
    actor: event.actor,
    createdAt: world.now(),
    attempts: [],
    artifacts: [],
  };
  openAttempt(world, run, event.actor);
  checkSuite.workflowRun = run;
  repository.workflowRuns.push(run);
  world.nodes.set(run.nodeId, { type: 'WorkflowRun', value: run });
  return run;
}

/** The workflow of a file, numbered once; a file that comes back keeps it. */
function workflowOf(world: World, repository: Repository, { path, parsed }: WorkflowFile): Workflow {
  const name = parsed.kind === 'parsed' ? parsed.workflow.name : path;
  const known = repository.workflows.find((workflow) => workflow.path === path);
  if (known) {
    known.name = name;
    return known;
  }
  const at = world.now();
  const workflow: Workflow = {
    ...world.ids.next('W'),
    name,
    path,
    state: 'active',
    createdAt: at,
    updatedAt: at,
  };
  repository.workflows.push(workflow);
  return workflow;
}

export function openAttempt(
  world: World,
  run: WorkflowRun,
  triggeringActor: WorkflowRun['actor'],
): RunAttempt {
  const at = world.now();
  const attempt: RunAttempt = {
    number: run.attempts.length + 1,
    triggeringActor,
    status: 'queued',
    conclusion: null,
    startedAt: at,
    updatedAt: at,
    jobs: [],
  };
  run.attempts.push(attempt);
  return attempt;
}

/** https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#run-name */
async function titleOf(
  { pull, repository, headOid, payload, kind }: RunEvent,
  file: WorkflowFile,
): Promise<string> {
  const runName = file.parsed.kind === 'parsed' ? file.parsed.workflow.runName : null;
  if (runName !== null) {
    const github = { event: payload, event_name: kind };
    return interpolate(runName, { status: 'success', contexts: { github, inputs: {}, vars: {} } });
  }
  const { message } = await readCommit(repository.gitDir, headOid);
  return pull?.title ?? message.split('\n')[0] ?? '';
}
