/** What to read from GitHub for a task as it stands. */
import type { ObserveRequest } from '../task/shapes/mutation.ts';
import { roleHolder } from '../task/roles.ts';
import { workingState, type Task } from '../task/task.ts';
import type { AuthorisedIssue } from './artefacts/authorised-issue.ts';

/** GitHub's clock and ours may differ by so much. */
const clockSkewMs = 10 * 60_000;

export function requestFor(task: Task, frozen: AuthorisedIssue): ObserveRequest {
  const state = task.state.phase === 'Cancelled' ? null : workingState(task.state);
  const proof = state && 'proof' in state && state.proof.kind === 'proof' ? state.proof.proof : null;
  const isPersons = roleHolder(task, null, 'execute') === 'person';
  return {
    repo: task.repo,
    issue: task.issue,
    branch: frozen.branch,
    pull: task.pull?.number ?? null,
    closes: isPersons ? 'look' : 'skip',
    openedSince: task.open?.step === 'openIssue' ? task.open.at - clockSkewMs : null,
    blobs: proof ? proof.files.map((file) => file.path) : [],
    people: [task.authority.labelledBy, task.authority.by, ...task.authority.approvals.map(({ by }) => by)],
  };
}
