/** The first entry of a task: who labelled what, and the text frozen as it was seen. Not an act on a task: it begins one. */
import type { Situation } from '../../task/situation.ts';
import { textHash } from '../../task/text-hash.ts';
import { outcome, type ActDeps, type Outcome } from '../act.ts';
import { snapshotIssue } from '../artefacts/authorised-issue.ts';
import { jsonArtefact } from '../artefacts/json-artefact.ts';

export function queue(deps: Pick<ActDeps, 'artefact'>, situation: Situation, generation: number): Outcome {
  const { issue, repo } = situation;
  if (!issue.labelled) throw new Error('an issue without the label is not queued');
  const artefact = jsonArtefact(deps, snapshotIssue(issue, generation));
  return outcome(
    {
      kind: 'queued',
      data: {
        issue: issue.number,
        issueId: issue.id,
        generation,
        size: sizeOf(issue.labels),
        labelledBy: issue.labelled.by.login,
        labelledAt: new Date(issue.labelled.at).toISOString(),
        textHash: textHash(issue),
        baseBranch: repo.defaultBranch,
        frozen: artefact.address,
      },
    },
    [artefact],
  );
}

function sizeOf(labels: readonly string[]): 'micro' | 'story' | 'epic' {
  if (labels.includes('cadence:epic')) return 'epic';
  return labels.includes('cadence:story') ? 'story' : 'micro';
}
