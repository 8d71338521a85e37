import { objectType } from '../../git/read-objects.ts';
import { readCommit } from '../../git/commit-object.ts';
import { nodePrefixes } from '../../ids.ts';
import { checkRunEventJson, checkSuiteJson } from '../../payloads/check-json.ts';
import { GitHubError } from '../../github-error.ts';
import type { Actor, Installation } from '../../state/access.ts';
import type { App, User } from '../../state/accounts.ts';
import type { Annotation, CheckConclusion, CheckStatus } from '../../state/check-parts.ts';
import type { CheckRun, CheckSuite, Repository } from '../../state/repository.ts';
import type { World } from '../../world.ts';
import { latestRuns } from './check-queries.ts';
import { grants, requireAccess } from '../access/permit.ts';

const maxSummary = 65_535;
const maxAnnotations = 50;

export type CheckRunFields = {
  status?: CheckStatus;
  conclusion?: CheckConclusion | null;
  externalId?: string;
  detailsUrl?: string | null;
  startedAt?: Date | null;
  completedAt?: Date | null;
  output?: { title?: string | null; summary?: string | null; text?: string | null };
  /** Added to those that are there; at most 50 a request. */
  annotations?: readonly Annotation[];
};

/**
 * docs.github.com/rest/checks/runs#create-a-check-run: apps alone; the run joins the app's suite of that commit.
 * A further run of a name does not replace the first, it is the latest.
 */
export async function createCheckRun(
  world: World,
  actor: Actor,
  repository: Repository,
  fields: CheckRunFields & { name: string; headOid: string },
): Promise<CheckRun> {
  const app = requireChecksApp(actor, repository);
  const { headOid } = fields;
  checkFields(fields);
  if ((await objectType(repository.gitDir, headOid)) !== 'commit') {
    throw new GitHubError(422, `No commit found for SHA: ${headOid}`);
  }
  await readCommit(repository.gitDir, headOid);
  const suite =
    suiteOf(repository, app, headOid) ?? openSuite(world, repository, app, { headOid, headBranch: null });
  const run = openCheckRun(world, suite, fields);
  settleSuite(world, suite, actor.user);
  return run;
}

/** docs.github.com/rest/checks/runs#update-a-check-run: only the app that made it. */
export function updateCheckRun(
  world: World,
  actor: Actor,
  run: CheckRun,
  fields: CheckRunFields & { name?: string },
): CheckRun {
  const app = requireChecksApp(actor, run.suite.repository);
  if (run.app !== app)
    throw new GitHubError(
      403,
      `Invalid app_id \`${app.id}\` - check run can only be modified by the GitHub App that created it.`,
    );
  checkFields(fields);
  if (fields.name !== undefined) run.name = fields.name;
  changeCheckRun(world, run, fields);
  settleSuite(world, run.suite, actor.user);
  return run;
}

export type NewSuite = {
  headOid: string;
  headBranch: string | null;
  before?: string;
};

/** An app's suite of a commit; Actions opens one a workflow run. No permission is checked: the service's own act. */
export function openSuite(
  world: World,
  repository: Repository,
  app: App,
  { headOid, headBranch, before }: NewSuite,
): CheckSuite {
  const createdAt = world.now();
  const suite: CheckSuite = {
    ...world.ids.next(nodePrefixes.CheckSuite),
    repository,
    app,
    headOid,
    headBranch,
    before: before ?? null,
    createdAt,
    updatedAt: createdAt,
    status: 'queued',
    conclusion: null,
    runs: [],
    workflowRun: null,
  };
  repository.checkSuites.push(suite);
  world.nodes.set(suite.nodeId, { type: 'CheckSuite', value: suite });
  return suite;
}

/**
 * docs.github.com/webhooks/webhook-events-and-payloads#check_suite: a push opens a suite for every app that may
 * write checks, and only that app hears `requested`. A suite of an app that makes no run stays queued.
 */
export function requestSuites(world: World, repository: Repository, commit: NewSuite, sender: User): void {
  for (const installation of world.installations) {
    const wants = installation.suspendedAt === null && grants(installation.permissions, 'checks', 'write');
    if (!wants || !installation.repositories.includes(repository)) continue;
    if (suiteOf(repository, installation.app, commit.headOid)) continue;
    const suite = openSuite(world, repository, installation.app, commit);
    if (installation.events.includes('check_suite'))
      emitSuite(world, suite, { action: 'requested', sender, only: installation });
  }
}

/** Adds a run and sends `check_run.created`. */
export function openCheckRun(
  world: World,
  suite: CheckSuite,
  fields: CheckRunFields & { name: string },
): CheckRun {
  const run: CheckRun = {
    ...world.ids.next(nodePrefixes.CheckRun),
    suite,
    app: suite.app,
    name: fields.name,
    headOid: suite.headOid,
    externalId: '',
    detailsUrl: null,
    status: 'queued',
    conclusion: null,
    startedAt: world.now(),
    completedAt: null,
    output: {
      title: null,
      summary: null,
      text: null,
    },
    annotations: [],
  };
  suite.runs.push(run);
  suite.repository.checkRuns.push(run);
  world.nodes.set(run.nodeId, { type: 'CheckRun', value: run });
  assignFields(world, run, fields);
  emitRun(world, run, 'created');
  if (run.status === 'completed') emitRun(world, run, 'completed');
  return run;
}

/** Changes a run; sends `check_run.completed` when it is done by that. */
export function changeCheckRun(world: World, run: CheckRun, fields: CheckRunFields): void {
  const wasCompleted = run.status === 'completed';
  assignFields(world, run, fields);
  if (run.status === 'completed' && !wasCompleted) emitRun(world, run, 'completed');
}

export type SuiteChange = {
  status: CheckStatus;
  conclusion: CheckConclusion | null;
};

/** Changes a suite; sends `check_suite.completed` when it is done by that. */
export function changeSuite(
  world: World,
  suite: CheckSuite,
  change: SuiteChange,
  sender: User = suite.app.bot,
): void {
  const wasCompleted = suite.status === 'completed';
  Object.assign(suite, change, { updatedAt: world.now() });
  if (suite.status === 'completed' && !wasCompleted) emitSuite(world, suite, { action: 'completed', sender });
}

function suiteOf(repository: Repository, app: App, headOid: string): CheckSuite | null {
  return repository.checkSuites.find((suite) => suite.app === app && suite.headOid === headOid) ?? null;
}

/** A conclusion given means completed, and a completed run has an end (docs, as above). */
function assignFields(world: World, run: CheckRun, fields: CheckRunFields): void {
  const { conclusion, output, annotations } = fields;
  const status = conclusion === undefined || conclusion === null ? fields.status : 'completed';
  if (status !== undefined) run.status = status;
  if (conclusion !== undefined) run.conclusion = conclusion;
  if (run.status !== 'completed') Object.assign(run, { conclusion: null, completedAt: null });
  else run.completedAt = fields.completedAt ?? run.completedAt ?? world.now();
  if (fields.externalId !== undefined) run.externalId = fields.externalId;
  if (fields.detailsUrl !== undefined) run.detailsUrl = fields.detailsUrl;
  if (fields.startedAt !== undefined) run.startedAt = fields.startedAt;
  if (output) run.output = { ...run.output, ...output };
  if (annotations) run.annotations.push(...annotations);
}

const worstFirst: readonly CheckConclusion[] = [
  ...(['startup_failure', 'failure', 'timed_out', 'cancelled', 'action_required', 'stale'] as const),
];

/** An app's suite follows its latest runs. */
function settleSuite(world: World, suite: CheckSuite, sender: User): void {
  const runs = latestRuns(suite);
  if (runs.some(({ status }) => status !== 'completed')) {
    const status = runs.some((run) => run.status === 'in_progress') ? 'in_progress' : 'queued';
    changeSuite(world, suite, { status, conclusion: null }, sender);
    return;
  }
  const found = worstFirst.find((conclusion) => runs.some((run) => run.conclusion === conclusion));
  const mild = runs.some((run) => run.conclusion === 'success') ? 'success' : (runs[0]?.conclusion ?? null);
  changeSuite(world, suite, { status: 'completed', conclusion: found ?? mild }, sender);
}

function requireChecksApp(actor: Actor, repository: Repository): App {
  if (actor.kind !== 'installation') throw new GitHubError(403, 'You must authenticate via a GitHub App.');
  requireAccess(actor, repository, 'checks', 'write');
  return actor.installation.app;
}

function checkFields({ status, conclusion, output, annotations = [] }: CheckRunFields): void {
  const errors: string[] = [];
  if (status === 'completed' && (conclusion === undefined || conclusion === null))
    errors.push('conclusion is missing');
  if ((output?.summary?.length ?? 0) > maxSummary)
    errors.push(`Only ${maxSummary} characters are allowed in summary`);
  if ((output?.text?.length ?? 0) > maxSummary)
    errors.push(`Only ${maxSummary} characters are allowed in text`);
  if (annotations.length > maxAnnotations)
    errors.push(`No more than ${maxAnnotations} annotations are allowed`);
  if (errors.length > 0) throw new GitHubError(422, 'Invalid request.', { errors });
}

function emitRun(world: World, run: CheckRun, action: 'created' | 'completed'): void {
  const fields = { check_run: checkRunEventJson(world, run) };
  world.hooks.emit({
    event: 'check_run',
    action,
    repository: run.suite.repository,
    sender: run.app.bot,
    fields,
  });
}

function emitSuite(
  world: World,
  suite: CheckSuite,
  { action, sender, only }: { action: string; sender: User; only?: Installation },
): void {
  const fields = { check_suite: checkSuiteJson(world, suite) };
  const event = { event: 'check_suite', action, repository: suite.repository, sender, fields };
  world.hooks.emit(only ? { ...event, only } : event);
}
