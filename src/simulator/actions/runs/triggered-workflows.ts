import { readCommit } from '../../git/commit-object.ts';
import { compare, diffFiles } from '../../git/compare-commits.ts';
import { zeroOid } from '../../git/ref-store.ts';
import { hasSkipMarker } from '../workflow/has-skip-marker.ts';
import { isTriggered, type TriggerEvent } from '../workflow/is-triggered.ts';
import type { TriggerFilter } from '../workflow/workflow.ts';
import { readWorkflows, type WorkflowFile } from './read-workflows.ts';
import type { RunEvent } from './run-event.ts';

/**
 * The workflows that an event starts, read at the commit that is checked out: for a pull request the test merge.
 * A file that cannot be read starts too, to fail; a disabled workflow does not.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows
 */
export async function triggeredWorkflows(event: RunEvent): Promise<WorkflowFile[]> {
  const { repository, headOid, checkoutOid } = event;
  if (repository.isArchived) return [];
  const head = await readCommit(repository.gitDir, headOid);
  if (hasSkipMarker(head.message)) return [];
  const files = await readWorkflows(repository.gitDir, checkoutOid);
  const active = files.filter(({ path }) =>
    repository.workflows.every((known) => known.path !== path || known.state === 'active'),
  );
  const asksPaths = active.some(
    ({ parsed }) => parsed.kind === 'parsed' && isAskingPaths(parsed.workflow.triggers.get(event.kind)),
  );
  const trigger = triggerOf(event, asksPaths ? await changedPaths(event) : []);
  return active.filter(({ parsed }) => parsed.kind === 'invalid' || isTriggered(parsed.workflow, trigger));
}

function isAskingPaths(filter: TriggerFilter | undefined): boolean {
  return filter !== undefined && (filter.paths.only !== null || filter.paths.except !== null);
}

function triggerOf({ kind, ref, action, base }: RunEvent, paths: readonly string[]): TriggerEvent {
  return kind === 'push'
    ? { kind, ref, changedPaths: paths }
    : { kind, action, baseBranch: base?.ref ?? '', changedPaths: paths };
}

/** Three dots for a pull request, two for a push; a new branch is compared with the default branch. */
async function changedPaths({ repository, base, before, headOid }: RunEvent): Promise<string[]> {
  const { gitDir, defaultBranch } = repository;
  const isNew = before === zeroOid || before === null;
  const from = base?.oid ?? (isNew ? `refs/heads/${defaultBranch}` : before);
  const start = base || isNew ? (await compare(gitDir, from, headOid)).mergeBase : from;
  if (start === null) return [];
  const files = await diffFiles(gitDir, start, headOid);
  return files.flatMap(({ path, previousPath }) => (previousPath === null ? [path] : [path, previousPath]));
}
