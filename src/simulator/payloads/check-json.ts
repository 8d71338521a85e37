import { associatedPulls, latestRuns } from '../ops/checks/check-queries.ts';
import type { CheckRun, CheckSuite } from '../state/repository.ts';
import type { World } from '../world.ts';
import { headCommitJson } from './pushed-commit-json.ts';
import { pullStub } from './pull-json.ts';
import { repositoryJson } from './repository-json.ts';
import { isoTime, isoTimeOrNull, repositoryHtmlUrl, repositoryUrl } from './urls.ts';
import { appJson } from './user-json.ts';

/** Webhooks show only suites' own pull requests: those whose head is on that commit, in the same repository. */
export function checkSuiteJson(world: World, suite: CheckSuite): Record<string, unknown> {
  const { repository } = suite;
  const url = `${repositoryUrl(world, repository)}/check-suites/${suite.id}`;
  return {
    id: suite.id,
    node_id: suite.nodeId,
    head_branch: suite.headBranch,
    head_sha: suite.headOid,
    status: suite.status,
    conclusion: suite.conclusion,
    url,
    before: suite.before,
    after: suite.headOid,
    pull_requests: associatedPulls(repository, suite.headOid).map((pull) => pullStub(world, pull)),
    app: appJson(world, suite.app),
    created_at: isoTime(suite.createdAt),
    updated_at: isoTime(suite.updatedAt),
    rerequestable: true,
    runs_rerequestable: true,
    latest_check_runs_count: latestRuns(suite).length,
    check_runs_url: `${url}/check-runs`,
    head_commit: headCommitJson(repository, suite.headOid),
  };
}

export function checkRunJson(world: World, run: CheckRun): Record<string, unknown> {
  const { repository } = run.suite;
  const url = `${repositoryUrl(world, repository)}/check-runs/${run.id}`;
  const htmlUrl = `${repositoryHtmlUrl(world, repository)}/runs/${run.id}`;
  return {
    id: run.id,
    name: run.name,
    node_id: run.nodeId,
    head_sha: run.headOid,
    external_id: run.externalId,
    url,
    html_url: htmlUrl,
    details_url: run.detailsUrl ?? htmlUrl,
    status: run.status,
    conclusion: run.conclusion,
    started_at: isoTimeOrNull(run.startedAt),
    completed_at: isoTimeOrNull(run.completedAt),
    output: {
      title: run.output.title,
      summary: run.output.summary,
      text: run.output.text,
      annotations_count: run.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: run.suite.id },
    app: appJson(world, run.app),
    pull_requests: associatedPulls(repository, run.headOid).map((pull) => pullStub(world, pull)),
  };
}

/** A check run with its suite, as webhooks send it. */
export function checkRunEventJson(world: World, run: CheckRun): Record<string, unknown> {
  const { suite } = run;
  return {
    ...checkRunJson(world, run),
    check_suite: {
      id: suite.id,
      node_id: suite.nodeId,
      head_branch: suite.headBranch,
      head_sha: suite.headOid,
      status: suite.status,
      conclusion: suite.conclusion,
      url: `${repositoryUrl(world, suite.repository)}/check-suites/${suite.id}`,
      before: suite.before,
      after: suite.headOid,
      pull_requests: associatedPulls(suite.repository, suite.headOid).map((pull) => pullStub(world, pull)),
      app: appJson(world, suite.app),
      repository: repositoryJson(world, suite.repository),
      created_at: isoTime(suite.createdAt),
      updated_at: isoTime(suite.updatedAt),
    },
  };
}
