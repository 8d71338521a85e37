import { z } from 'zod';
import type { Entry } from '../../task/entry.ts';
import { requestCounts } from '../../task/spending.ts';
import { overridesOf, type Task } from '../../task/task.ts';
import { evidence, proof } from '../../task/entry.ts';

const count = z.number().int().nonnegative();
const tested = { runId: true, headSha: true } as const;

/** The one line of JSON that `demo` and `try` print on stdout. Its names do not drift. */
export const outcomeLine = z.strictObject({
  outcome: z.enum(['merged', 'held', 'cancelled']),
  /** Reason code of the record; null where it merged. */
  reason: z.string().nullable(),
  issue: z.strictObject({ number: count, state: z.enum(['open', 'closed']), labels: z.array(z.string()) }),
  pull: z
    .strictObject({
      number: count,
      state: z.enum(['open', 'closed', 'merged']),
      headSha: z.string(),
      mergeSha: z.string().nullable(),
    })
    .nullable(),
  attempts: count,
  proof: proof.pick({ ...tested, failed: true }).nullable(),
  evidence: evidence.pick({ ...tested, passed: true }).nullable(),
  review: z.strictObject({ verdict: z.string(), findings: count }).nullable(),
  overrides: count,
  requests: requestCounts,
  tokens: z.strictObject({ in: count, out: count }),
  cost: z.strictObject({ usd: z.number().nonnegative() }),
  record: z.strictObject({ entries: count, verified: z.boolean(), root: z.string() }),
  seconds: z.number().nonnegative(),
});
export type OutcomeLine = z.infer<typeof outcomeLine>;

/** What GitHub shows at the end, as a person would read it there. */
export type Seen = Pick<OutcomeLine, 'issue' | 'pull'>;

/** The end of a task as its own record tells it, beside what GitHub shows. */
export function outcomeOf(
  task: Task,
  entries: readonly Entry[],
  seen: Seen,
  rest: Pick<OutcomeLine, 'record' | 'seconds'>,
): OutcomeLine {
  const { tokensIn, tokensOut, costUsd, requests } = task.spent;
  const drafted = entries.findLast((entry) => entry.kind === 'review_drafted');
  const red = entries.findLast((entry) => entry.kind === 'pytest_run' && entry.data.judged === 'red');
  const green = entries.findLast((entry) => entry.kind === 'pytest_run' && entry.data.judged === 'green');
  // A proof or a verdict that later work has voided is in the record, but is not what the end rests on.
  const head = seen.pull?.headSha;
  const { state } = task;
  return outcomeLine.parse({
    ...endOf(state),
    ...seen,
    attempts: task.attempts.used,
    proof: red && 'proof' in red.data ? pick(red.data.proof, ['runId', 'headSha', 'failed']) : null,
    evidence:
      green && 'evidence' in green.data && green.data.evidence.headSha === head
        ? pick(green.data.evidence, ['runId', 'headSha', 'passed'])
        : null,
    review:
      drafted && drafted.headSha === head
        ? { verdict: drafted.data.verdict, findings: drafted.data.findings }
        : null,
    overrides: overridesOf(task.state),
    requests,
    tokens: { in: tokensIn, out: tokensOut },
    cost: { usd: costUsd },
    ...rest,
  });
}

function endOf(state: Task['state']): Pick<OutcomeLine, 'outcome' | 'reason'> {
  switch (state.phase) {
    case 'Meta':
      return { outcome: 'merged', reason: null };
    case 'Held':
      return { outcome: 'held', reason: state.reason };
    case 'Cancelled':
      return { outcome: 'cancelled', reason: state.reason };
    default:
      throw new Error(`a task that stands in ${state.phase} has not ended`);
  }
}

function pick<T extends object, K extends keyof T>(from: T, names: readonly K[]): Pick<T, K> {
  return Object.fromEntries(names.map((name) => [name, from[name]])) as Pick<T, K>;
}
