import { latestRuns } from '../../ops/checks/check-queries.ts';
import { requireAccess } from '../../ops/access/permit.ts';
import { newestAttempt } from '../../payloads/workflow-json.ts';
import type { Annotation, Workflow } from '../../state/check-parts.ts';
import type { CheckRun, CheckSuite, WorkflowRun } from '../../state/repository.ts';
import { connection } from '../connection.ts';
import type { Args, Fields } from '../source.ts';
import { int, record, text, texts, time } from '../source.ts';
import { repositoryPath, webUrl } from '../web-url.ts';
import { refNamed } from './ref-named.ts';

export const checkTypes = {
  CheckSuite: {
    id: (suite) => suite.nodeId,
    databaseId: (suite) => suite.id,
    app: (suite) => suite.app,
    commit: ({ repository, headOid }) => ({ repository, oid: headOid }),
    branch: ({ repository, headBranch }) =>
      headBranch === null ? null : refNamed(repository, `refs/heads/${headBranch}`),
    status: (suite) => upper(suite.status),
    conclusion: (suite) => upper(suite.conclusion),
    createdAt: (suite) => time(suite.createdAt),
    updatedAt: (suite) => time(suite.updatedAt),
    creator: () => null,
    repository: (suite) => suite.repository,
    checkRuns: (suite, args) => connection('checkRuns', filtered(suite, args), args),
    matchingPullRequests: (suite, args) => {
      const pulls = [...suite.repository.conversations.values()].filter((one) => one.kind === 'pull');
      return connection(
        'matchingPullRequests',
        pulls.filter((pull) => pull.head.oid === suite.headOid),
        args,
      );
    },
    workflowRun: ({ repository, workflowRun }, _args, { actor }) => {
      if (workflowRun !== null) requireAccess(actor, repository, 'actions', 'read');
      return workflowRun;
    },
    resourcePath: suitePath,
    url: (suite, _args, { world }) => webUrl(world, suitePath(suite)),
  } satisfies Fields<CheckSuite>,
  CheckRun: {
    id: (run) => run.nodeId,
    databaseId: (run) => run.id,
    name: (run) => run.name,
    externalId: (run) => run.externalId,
    checkSuite: (run) => run.suite,
    repository: (run) => run.suite.repository,
    status: (run) => upper(run.status),
    conclusion: (run) => upper(run.conclusion),
    startedAt: (run) => time(run.startedAt),
    completedAt: (run) => time(run.completedAt),
    title: (run) => run.output.title,
    summary: (run) => run.output.summary,
    text: (run) => run.output.text,
    detailsUrl: (run, _args, { world }) => run.detailsUrl ?? webUrl(world, runPath(run)),
    permalink: (run, _args, { world }) => webUrl(world, runPath(run)),
    resourcePath: runPath,
    url: (run, _args, { world }) => webUrl(world, runPath(run)),
    annotations: (run, args) => connection('annotations', run.annotations, args),
  } satisfies Fields<CheckRun>,
  CheckAnnotation: {
    path: (one) => one.path,
    message: (one) => one.message,
    title: (one) => one.title,
    rawDetails: (one) => one.rawDetails,
    annotationLevel: (one) => upper(one.level),
    location: (one) => one,
  } satisfies Fields<Annotation>,
  CheckAnnotationSpan: {
    start: ({ startLine, startColumn }) => ({ line: startLine, column: startColumn }),
    end: ({ endLine, endColumn }) => ({ line: endLine, column: endColumn }),
  } satisfies Fields<Annotation>,
  WorkflowRun: {
    id: (run) => run.nodeId,
    databaseId: (run) => run.id,
    runNumber: (run) => run.runNumber,
    event: (run) => run.event,
    checkSuite: (run) => run.checkSuite,
    workflow: (run) => run.workflow,
    file: (run) => run,
    createdAt: (run) => time(run.createdAt),
    updatedAt: (run) => time(newestAttempt(run).updatedAt),
    resourcePath: workflowRunPath,
    url: (run, _args, { world }) => webUrl(world, workflowRunPath(run)),
  } satisfies Fields<WorkflowRun>,
  WorkflowRunFile: {
    id: (run) => `${run.nodeId}_file`,
    path: (run) => run.path,
    run: (run) => run,
    resourcePath: (run) => `${workflowRunPath(run)}/workflow`,
    url: (run, _args, { world }) => webUrl(world, `${workflowRunPath(run)}/workflow`),
  } satisfies Fields<WorkflowRun>,
  Workflow: {
    id: (workflow) => workflow.nodeId,
    databaseId: (workflow) => workflow.id,
    name: (workflow) => workflow.name,
    state: (workflow) => upper(workflow.state),
    createdAt: (workflow) => time(workflow.createdAt),
    updatedAt: (workflow) => time(workflow.updatedAt),
  } satisfies Fields<Workflow>,
};

function workflowRunPath(run: WorkflowRun): string {
  return `${repositoryPath(run.repository)}/actions/runs/${run.id}`;
}

function runPath(run: CheckRun): string {
  return `${repositoryPath(run.suite.repository)}/runs/${run.id}`;
}

function suitePath(suite: CheckSuite): string {
  return `${repositoryPath(suite.repository)}/commit/${suite.headOid}/checks?check_suite_id=${suite.id}`;
}

/** docs.github.com/graphql/reference/input-objects#checkrunfilter */
function filtered(suite: CheckSuite, args: Args): CheckRun[] {
  const filter = record(args, 'filterBy') ?? {};
  const appId = int(filter, 'appId');
  const name = text(filter, 'checkName');
  const statuses =
    texts(filter, 'statuses') ??
    (text(filter, 'status') === undefined ? undefined : [text(filter, 'status')]);
  const conclusions = texts(filter, 'conclusions');
  const runs = filter['checkType'] === 'LATEST' ? latestRuns(suite) : suite.runs;
  return runs.filter(
    (run) =>
      (appId === undefined || run.app.id === appId) &&
      (name === undefined || run.name === name) &&
      (statuses === undefined || statuses.includes(run.status.toUpperCase())) &&
      (conclusions === undefined ||
        (run.conclusion !== null && conclusions.includes(run.conclusion.toUpperCase()))),
  );
}

function upper(value: string | null): string | null {
  return value === null ? null : value.toUpperCase();
}
