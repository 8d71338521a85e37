import type { CheckRun, CheckSuite, Pull, Repository } from '../../state/repository.ts';

/**
 * Open pull requests whose head is that commit; those of forks are left out, as in GitHub's `pull_requests` lists.
 * docs.github.com/webhooks/webhook-events-and-payloads#check_run
 */
export function associatedPulls(repository: Repository, headOid: string): Pull[] {
  return [...repository.conversations.values()].filter(
    (entry): entry is Pull =>
      entry.kind === 'pull' &&
      entry.state === 'open' &&
      entry.head.oid === headOid &&
      entry.head.repository === repository,
  );
}

/** The newest run of each name: GraphQL's `checkType: LATEST`, REST's `filter=latest`. */
export function latestRuns(suite: CheckSuite): CheckRun[] {
  const latest = new Map(suite.runs.map((run) => [run.name, run]));
  return [...latest.values()];
}
