/** The entry of a run that an attempt did not pass, with the words that people and the next attempt are told. */
import type { Draft } from '../../task/entry.ts';
import type { TestFailure } from '../../task/failure-reasons.ts';
import type { Run } from '../../task/situation.ts';
import { outcome, type Outcome, type Turn } from '../act.ts';
import { textArtefact } from '../artefacts/json-artefact.ts';
import type { RunResults } from './run-results.ts';

/** Node ids in an entry are identifiers; a thousand of them would be a log. */
export const maxIds = 200;

/** `said` is what people and the next attempt are told of it. */
export type Failing = {
  readonly reason: TestFailure;
  readonly part: 'tests' | 'change';
  readonly failed: readonly string[];
  readonly signature?: string;
  readonly said: string;
};

export function failedTest(turn: Turn, run: Run, read: RunResults, failing: Failing): Outcome {
  const { reason, part, failed, signature, said } = failing;
  const explained = textArtefact(turn.deps, said);
  const { state, attempts } = turn.task;
  const attempt = part === 'tests' ? attempts.used + 1 : attempts.used;
  const headSha = state.phase === 'Test' ? state.branch.headSha : run.headSha;
  const draft: Draft = {
    kind: 'failed_test',
    headSha,
    data: {
      reason,
      attempt,
      part,
      runId: run.id,
      runAttempt: read.attempt,
      failed: failed.slice(0, maxIds),
      ...(signature ? { signature } : {}),
      seenRunAt: run.updatedAt,
      explained: explained.address,
    },
  };
  return outcome(draft, [explained]);
}
