import type { App, User } from './accounts.ts';
import type { Label } from './conversation-parts.ts';
import type {
  CheckRun,
  CheckSuite,
  Comment,
  Issue,
  Pull,
  Repository,
  Review,
  ReviewComment,
  WorkflowRun,
} from './repository.ts';

/** What `node(id)` can find by a stored id. Git objects and refs have derived ids: `parseGitNodeId` in ids.ts. */
export type NodeEntry =
  | { type: 'User'; value: User }
  | { type: 'App'; value: App }
  | { type: 'Repository'; value: Repository }
  | { type: 'Label'; value: Label }
  | { type: 'Issue'; value: Issue }
  | { type: 'PullRequest'; value: Pull }
  | { type: 'IssueComment'; value: Comment }
  | { type: 'PullRequestReview'; value: Review }
  | { type: 'PullRequestReviewComment'; value: ReviewComment }
  | { type: 'CheckSuite'; value: CheckSuite }
  | { type: 'CheckRun'; value: CheckRun }
  | { type: 'WorkflowRun'; value: WorkflowRun };
