/**
 * What may wake a task: GitHub's events with their action, and two of our own: `push.base` for a push to the base
 * branch, `cadence.base_unlocked` where another task of ours has ended its lock on it.
 */
export type WakeEvent =
  | 'issues.labeled'
  | 'issues.unlabeled'
  | 'issues.closed'
  | 'issues.reopened'
  | 'issues.edited'
  | 'issues.deleted'
  | 'issues.transferred'
  | 'issue_comment.created'
  | 'pull_request_review_comment.created'
  | 'pull_request_review_thread.resolved'
  | 'pull_request.opened'
  | 'pull_request.closed'
  | 'pull_request.reopened'
  | 'pull_request.synchronize'
  | 'pull_request.edited'
  | 'pull_request.converted_to_draft'
  | 'pull_request.ready_for_review'
  | 'workflow_run.completed'
  | 'check_suite.completed'
  | 'push.base'
  | 'cadence.base_unlocked';
