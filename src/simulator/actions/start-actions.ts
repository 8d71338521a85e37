import { join } from 'node:path';
import { changeSuite } from '../ops/checks/checks.ts';
import { requireAccess } from '../ops/access/permit.ts';
import { emitWorkflowRun } from '../ops/checks/workflow-events.ts';
import type { Actions } from './service.ts';
import { GitHubError } from '../github-error.ts';
import type { Repository, WorkflowRun } from '../state/repository.ts';
import type { World } from '../world.ts';
import { createLane } from './runs/create-lane.ts';
import { endAttempt } from './runs/run-board.ts';
import { openAttempt, openRun } from './runs/open-run.ts';
import { keptOnRerun, type JobOutcome } from './runs/outcome.ts';
import { openAttemptJobs } from './runs/run-attempt.ts';
import { pullRequestEvent, pushEvent, type RunEvent } from './runs/run-event.ts';
import { triggeredWorkflows } from './runs/triggered-workflows.ts';
import { findHost } from './runner/find-host.ts';
import type { Workflow } from './workflow/workflow.ts';

export type ActionsSettings = {
  /** What a minute of `timeout-minutes` lasts. */
  readonly minuteMs: number;
  /** From SIGTERM to SIGKILL of a step that is stopped. */
  readonly graceMs: number;
  readonly maxLogBytes: number;
  /** GitHub cancels a job at its time limit; its API also knows `timed_out`. */
  readonly timeoutConclusion: 'cancelled' | 'timed_out';
};

const defaults: ActionsSettings = {
  minuteMs: 60_000,
  graceMs: 2_000,
  maxLogBytes: 64 * 1024 * 1024,
  timeoutConclusion: 'cancelled',
};

/** What a rerun needs to know of a run. */
type Memory = {
  readonly event: RunEvent;
  readonly workflow: Workflow;
  outcomes: ReadonlyMap<string, JobOutcome>;
  cancel: AbortController;
};

/** The Actions service of a world: runs workflows as processes of this machine. */
export function startActions(world: World, settings: Partial<ActionsSettings> = {}): Actions {
  const { timeoutConclusion, ...limits } = { ...defaults, ...settings };
  const intake = createLane(1);
  const runs = createLane(world.settings.maxConcurrentRuns);
  const kill = new AbortController();
  const memories = new Map<WorkflowRun, Memory>();
  const runner = { ...limits, dir: join(world.dir, 'actions'), now: world.now, kill: kill.signal };

  async function take(event: RunEvent): Promise<void> {
    if (kill.signal.aborted) return;
    for (const file of await triggeredWorkflows(event)) {
      const run = await openRun(world, event, file);
      emitWorkflowRun(world, run, 'requested');
      if (file.parsed.kind === 'invalid') fail(run);
      else {
        const memory = {
          event,
          workflow: file.parsed.workflow,
          outcomes: new Map(),
          cancel: new AbortController(),
        };
        memories.set(run, memory);
        enqueue(run, memory, new Map());
      }
    }
  }

  function fail(run: WorkflowRun): void {
    const attempt = run.attempts.at(-1);
    if (attempt) endAttempt(world, run, attempt, 'startup_failure');
  }

  function enqueue(run: WorkflowRun, memory: Memory, kept: ReadonlyMap<string, JobOutcome>): void {
    const attempt = run.attempts.at(-1);
    if (!attempt) return;
    const { event, workflow, cancel } = memory;
    const opened = openAttemptJobs({
      world,
      host: findHost,
      settings: runner,
      run,
      attempt,
      event,
      workflow,
      kept,
      cancel: cancel.signal,
      timeoutConclusion,
    });
    memory.outcomes = opened.outcomes;
    runs.add(opened.finish);
  }

  async function idle(): Promise<void> {
    await intake.idle();
    await runs.idle();
  }

  return {
    onPush(repository, push, actor) {
      const event = pushEvent(repository, push, actor);
      intake.add(() => take(event));
    },
    onPullRequest(repository, pull, action, actor) {
      const event = pullRequestEvent(repository, pull, action, actor);
      if (event) intake.add(() => take(event));
    },
    rerun(repository, runId, which, actor) {
      requireAccess(actor, repository, 'actions', 'write');
      const run = findRun(repository, runId);
      const memory = memories.get(run);
      const last = run.attempts.at(-1);
      if (last?.status !== 'completed') throw new GitHubError(403, 'This workflow is already running');
      if (!memory) throw new GitHubError(403, 'This workflow run cannot be retried');
      const { outcomes, workflow } = memory;
      const ids = which === 'all' ? [] : keptOnRerun(workflow.jobs, outcomes);
      const kept = new Map([...outcomes].filter(([id]) => ids.includes(id)));
      if (kept.size === workflow.jobs.length)
        throw new GitHubError(403, 'This workflow run has no failed jobs');
      const attempt = openAttempt(world, run, actor.user);
      memory.cancel = new AbortController();
      changeSuite(world, run.checkSuite, { status: 'queued', conclusion: null });
      attempt.jobs.push(...[...kept.values()].flatMap(({ jobs }) => jobs));
      enqueue(run, memory, kept);
    },
    cancel(repository, runId) {
      const run = findRun(repository, runId);
      if (run.attempts.at(-1)?.status === 'completed')
        throw new GitHubError(409, 'Cannot cancel a workflow run that is completed.');
      memories.get(run)?.cancel.abort();
    },
    idle,
    async stop() {
      kill.abort();
      await idle();
    },
  };
}

function findRun(repository: Repository, runId: number): WorkflowRun {
  const run = repository.workflowRuns.find(({ id }) => id === runId);
  if (!run) throw new GitHubError(404, 'Not Found');
  return run;
}
