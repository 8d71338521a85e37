/** The outcome that an act has when a person must look: the reason as a code, the words in an artefact. */
import type { Trouble, Unavailable } from '../agents/model.ts';
import type { HoldReason } from '../task/hold-reasons.ts';
import { outcome, type ActDeps, type Outcome } from './act.ts';
import { textArtefact } from './artefacts/json-artefact.ts';

/** Where the task goes on; the run that could not be judged; how long a server asked to be left alone. */
type HeldHow = {
  readonly back?: 'here' | 'Generate';
  readonly seenRunAt?: number;
  readonly waitMs?: number;
};

export function heldOutcome(
  deps: Pick<ActDeps, 'artefact' | 'redact'>,
  reason: HoldReason,
  explained: string | null,
  { back = 'here', ...seen }: HeldHow = {},
): Outcome {
  const artefact = explained === null ? null : textArtefact(deps, explained);
  const draft = {
    kind: 'held',
    data: { reason, back, explained: artefact?.address ?? null, ...seen },
  } as const;
  return outcome(draft, artefact ? [artefact] : []);
}

/** No reply from a model: each kind of trouble is waited for in its own way, and none is an attempt. */
export function unavailableOutcome(
  deps: Pick<ActDeps, 'artefact' | 'redact'>,
  { reason, message, retryAfterMs }: Omit<Unavailable, 'reason'> & { readonly reason: Trouble },
): Outcome {
  const wait = retryAfterMs === null ? {} : { waitMs: retryAfterMs };
  return heldOutcome(deps, troubles[reason], message, wait);
}

const troubles: { readonly [Reason in Trouble]: HoldReason } = {
  outage: 'model-unavailable',
  timeout: 'model-unavailable',
  'rate-limit': 'model-busy',
  quota: 'model-quota-spent',
  unauthorised: 'model-key-refused',
  'model-missing': 'model-missing',
  'request-refused': 'model-unusable',
  'task-budget': 'budget-spent',
  'day-budget': 'day-budget-spent',
  'no-price': 'model-without-price',
};
