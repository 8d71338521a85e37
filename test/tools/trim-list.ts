/** What the simulator serves: the operations and the webhook payloads whose descriptions are kept. */
const REPO = '/repos/{owner}/{repo}';

function inRepo(...routes: string[]): string[] {
  return routes.map((route) => route.replace(' ', ` ${REPO}`));
}

const APP = [
  'GET /app',
  'GET /app/hook/deliveries',
  'GET /app/hook/deliveries/{delivery_id}',
  'POST /app/hook/deliveries/{delivery_id}/attempts',
  'GET /app/installations',
  'GET /app/installations/{installation_id}',
  'POST /app/installations/{installation_id}/access_tokens',
  'GET /installation/repositories',
];

const ACTIONS = inRepo(
  'GET /actions/artifacts/{artifact_id}',
  'GET /actions/artifacts/{artifact_id}/{archive_format}',
  'GET /actions/jobs/{job_id}',
  'GET /actions/jobs/{job_id}/logs',
  'GET /actions/runs',
  'GET /actions/runs/{run_id}',
  'GET /actions/runs/{run_id}/artifacts',
  'GET /actions/runs/{run_id}/attempts/{attempt_number}',
  'GET /actions/runs/{run_id}/attempts/{attempt_number}/jobs',
  'GET /actions/runs/{run_id}/jobs',
  'POST /actions/runs/{run_id}/cancel',
  'POST /actions/runs/{run_id}/rerun',
  'POST /actions/runs/{run_id}/rerun-failed-jobs',
);

const CHECKS = inRepo(
  'POST /check-runs',
  'GET /check-runs/{check_run_id}',
  'PATCH /check-runs/{check_run_id}',
  'GET /commits/{ref}/check-runs',
);

const REPOSITORY = inRepo(
  'GET ',
  'GET /collaborators/{username}/permission',
  'GET /commits/{ref}',
  'GET /compare/{basehead}',
  'GET /contents/{path}',
  'GET /installation',
  'GET /labels',
  'POST /labels',
  'GET /labels/{name}',
  'GET /tarball/{ref}',
);

const ISSUES = inRepo(
  'GET /issues',
  'POST /issues',
  'GET /issues/comments/{comment_id}',
  'PATCH /issues/comments/{comment_id}',
  'DELETE /issues/comments/{comment_id}',
  'GET /issues/comments/{comment_id}/reactions',
  'POST /issues/comments/{comment_id}/reactions',
  'DELETE /issues/comments/{comment_id}/reactions/{reaction_id}',
  'GET /issues/{issue_number}',
  'PATCH /issues/{issue_number}',
  'GET /issues/{issue_number}/comments',
  'POST /issues/{issue_number}/comments',
  'GET /issues/{issue_number}/dependencies/blocked_by',
  'GET /issues/{issue_number}/labels',
  'POST /issues/{issue_number}/labels',
  'DELETE /issues/{issue_number}/labels/{name}',
  'GET /issues/{issue_number}/reactions',
  'POST /issues/{issue_number}/reactions',
  'DELETE /issues/{issue_number}/reactions/{reaction_id}',
);

const PULLS = inRepo(
  'GET /pulls',
  'POST /pulls',
  'GET /pulls/{pull_number}',
  'PATCH /pulls/{pull_number}',
  'GET /pulls/{pull_number}/comments',
  'GET /pulls/{pull_number}/commits',
  'GET /pulls/{pull_number}/files',
  'PUT /pulls/{pull_number}/merge',
  'GET /pulls/{pull_number}/reviews',
  'POST /pulls/{pull_number}/reviews',
  'GET /pulls/{pull_number}/reviews/{review_id}',
  'DELETE /pulls/{pull_number}/reviews/{review_id}',
  'GET /pulls/{pull_number}/reviews/{review_id}/comments',
  'POST /pulls/{pull_number}/reviews/{review_id}/events',
  'PUT /pulls/{pull_number}/update-branch',
);

const GIT = inRepo(
  'POST /git/blobs',
  'GET /git/blobs/{file_sha}',
  'POST /git/commits',
  'GET /git/commits/{commit_sha}',
  'GET /git/matching-refs/{ref}',
  'GET /git/ref/{ref}',
  'POST /git/refs',
  'PATCH /git/refs/{ref}',
  'DELETE /git/refs/{ref}',
  'POST /git/trees',
  'GET /git/trees/{tree_sha}',
);

export const ROUTES: readonly string[] = [
  ...APP,
  ...REPOSITORY,
  ...ACTIONS,
  ...CHECKS,
  ...ISSUES,
  ...PULLS,
  ...GIT,
];

export const EVENTS: readonly string[] = [
  'check-run-completed',
  'check-run-created',
  'check-suite-completed',
  'check-suite-requested',
  'create',
  'delete',
  'installation-created',
  'installation-deleted',
  'installation-repositories-added',
  'installation-repositories-removed',
  'installation-suspend',
  'installation-unsuspend',
  'issue-comment-created',
  'issue-comment-deleted',
  'issue-comment-edited',
  'issues-closed',
  'issues-edited',
  'issues-labeled',
  'issues-opened',
  'issues-reopened',
  'issues-unlabeled',
  'label-created',
  'label-deleted',
  'label-edited',
  'pull-request-closed',
  'pull-request-converted-to-draft',
  'pull-request-edited',
  'pull-request-labeled',
  'pull-request-opened',
  'pull-request-ready-for-review',
  'pull-request-reopened',
  'pull-request-review-comment-created',
  'pull-request-review-submitted',
  'pull-request-synchronize',
  'pull-request-unlabeled',
  'push',
  'repository-archived',
  'repository-edited',
  'repository-renamed',
  'repository-transferred',
  'repository-unarchived',
  'workflow-job-completed',
  'workflow-job-in-progress',
  'workflow-job-queued',
  'workflow-run-completed',
  'workflow-run-in-progress',
  'workflow-run-requested',
];
