import { resolve } from '../git/read-objects.ts';
import { latestRuns } from '../ops/checks/check-queries.ts';
import { createCheckRun, updateCheckRun } from '../ops/checks/checks.ts';
import type { CheckRunFields } from '../ops/checks/checks.ts';
import { requireAccess } from '../ops/access/permit.ts';
import { checkRunJson } from '../payloads/check-json.ts';
import { GitHubError } from '../github-error.ts';
import type { Annotation, CheckConclusion, CheckStatus } from '../state/check-parts.ts';
import type { CheckRun } from '../state/repository.ts';
import type { Answer } from '../http/http-answer.ts';
import { json } from '../http/http-answer.ts';
import { given } from '../http/given.ts';
import { counted } from '../http/paginate.ts';
import type { Route, TokenRequest } from './route.ts';
import {
  missingField,
  numberField,
  numberParam,
  objectField,
  objectsField,
  param,
  repositoryOf,
  textField,
  tokenRoute,
} from './route.ts';

const runPath = '/repos/{owner}/{repo}/check-runs/{check_run_id}';

export const checkRoutes: readonly Route[] = [
  tokenRoute('POST /repos/{owner}/{repo}/check-runs', create),
  tokenRoute(`GET ${runPath}`, (request) => {
    requireAccess(request.actor, repositoryOf(request), 'checks', 'read');
    return json(checkRunJson(request.world, runOf(request)));
  }),
  tokenRoute(`PATCH ${runPath}`, async (request) => {
    const { world, actor, body } = request;
    const run = runOf(request);
    await updateCheckRun(world, actor, run, {
      ...fieldsOf(body),
      ...given({ name: textField(body, 'name') }),
    });
    return json(checkRunJson(world, run));
  }),
  tokenRoute('GET /repos/{owner}/{repo}/commits/{ref}/check-runs', list),
];

/** docs.github.com/rest/checks/runs#list-check-runs-for-a-git-reference: the latest of each name unless `filter=all`. */
async function list(request: TokenRequest): Promise<Answer> {
  const repository = repositoryOf(request);
  requireAccess(request.actor, repository, 'checks', 'read');
  const oid = await resolve(repository.gitDir, param(request, 'ref'));
  if (oid === null) throw new GitHubError(422, `No commit found for SHA: ${param(request, 'ref')}`);
  const query = request.url.searchParams;
  const suites = repository.checkSuites.filter((one) => one.headOid === oid);
  const runs = suites.flatMap((suite) => (query.get('filter') === 'all' ? suite.runs : latestRuns(suite)));
  const found = runs.filter(
    (run) =>
      (query.get('check_name') ?? run.name) === run.name &&
      (query.get('status') ?? run.status) === run.status &&
      Number(query.get('app_id') ?? run.app.id) === run.app.id,
  );
  return counted('check_runs', found, request.url, (run) => checkRunJson(request.world, run));
}

/** Enumerations were checked against the description before. */
function fieldsOf(body: Readonly<Record<string, unknown>>): CheckRunFields {
  const output = objectField(body, 'output');
  return given({
    status: textField(body, 'status') as CheckStatus | undefined,
    conclusion: textField(body, 'conclusion') as CheckConclusion | undefined,
    externalId: textField(body, 'external_id'),
    detailsUrl: textField(body, 'details_url'),
    startedAt: dateField(body, 'started_at'),
    completedAt: dateField(body, 'completed_at'),
    output:
      output === undefined
        ? undefined
        : given({
            title: textField(output, 'title'),
            summary: textField(output, 'summary'),
            text: textField(output, 'text'),
          }),
    annotations: output === undefined ? undefined : objectsField(output, 'annotations')?.map(annotationOf),
  });
}

function dateField(body: Readonly<Record<string, unknown>>, name: string): Date | undefined {
  const value = textField(body, name);
  return value === undefined ? undefined : new Date(value);
}

function annotationOf(fields: Record<string, unknown>): Annotation {
  const line = numberField(fields, 'start_line') ?? 1;
  return {
    path: textField(fields, 'path') ?? '',
    startLine: line,
    endLine: numberField(fields, 'end_line') ?? line,
    startColumn: numberField(fields, 'start_column') ?? null,
    endColumn: numberField(fields, 'end_column') ?? null,
    level: textField(fields, 'annotation_level') as Annotation['level'],
    message: textField(fields, 'message') ?? '',
    title: textField(fields, 'title') ?? null,
    rawDetails: textField(fields, 'raw_details') ?? null,
  };
}

async function create(request: TokenRequest): Promise<Answer> {
  const { world, actor, body } = request;
  const repository = repositoryOf(request);
  const name = textField(body, 'name');
  const headOid = textField(body, 'head_sha');
  if (name === undefined || headOid === undefined)
    throw missingField('CheckRun', name === undefined ? 'name' : 'head_sha');
  return json(
    checkRunJson(world, await createCheckRun(world, actor, repository, { ...fieldsOf(body), name, headOid })),
    201,
  );
}

function runOf(request: TokenRequest): CheckRun {
  const id = numberParam(request, 'check_run_id');
  const found = repositoryOf(request).checkRuns.find((one) => one.id === id);
  if (found === undefined) throw new GitHubError(404, 'Not Found');
  return found;
}
