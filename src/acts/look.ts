/** What to read from GitHub for a task as it stands. */
import type { Look } from '../task/mutation.ts';
import { activeOf, type Task } from '../task/task.ts';
import type { Frozen } from './artefacts/frozen.ts';

/** GitHub's clock and ours may differ by so much. */
const clockSkewMs = 10 * 60_000;

export function lookFor(task: Task, frozen: Frozen): Look {
  const stand = task.stand.phase === 'Cancelled' ? null : activeOf(task.stand);
  const proof = stand && 'proof' in stand && stand.proof.kind === 'proof' ? stand.proof.proof : null;
  const person = stand && 'source' in stand && stand.source === 'person';
  return {
    repo: task.repo,
    issue: task.issue,
    branch: frozen.branch,
    pull: task.pull?.number ?? null,
    closes: person ? 'look' : 'skip',
    openedSince: task.open?.step === 'openIssue' ? task.open.at - clockSkewMs : null,
    blobs: proof ? proof.files.map((file) => file.path) : [],
    people: [task.labelledBy, task.authorisedBy, ...task.approvals.map(({ by }) => by)],
  };
}
