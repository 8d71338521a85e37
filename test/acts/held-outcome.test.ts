import { describe, expect, it } from 'vitest';
import { unavailableOutcome } from '../../src/acts/held-outcome.ts';
import type { Trouble } from '../../src/agents/model.ts';
import { shelf } from './fakes.ts';

describe('a model that gives no reply', () => {
  it.each<[Trouble, string]>([
    ['outage', 'model-unavailable'],
    ['timeout', 'model-unavailable'],
    ['rate-limit', 'model-busy'],
    ['quota', 'model-quota-spent'],
    ['unauthorised', 'model-key-refused'],
    ['model-missing', 'model-missing'],
    ['request-refused', 'model-unusable'],
    ['task-budget', 'budget-spent'],
    ['day-budget', 'day-budget-spent'],
    ['no-price', 'model-without-price'],
  ])('holds the task, by the kind of its trouble: %s', async (reason, held) => {
    const kept = shelf();
    const trouble = { kind: 'unavailable', reason, message: 'It said no', retryAfterMs: null } as const;
    const { draft } = unavailableOutcome(kept, trouble);
    expect(draft).toMatchObject({ kind: 'held', data: { reason: held, back: 'here' } });
    expect(draft.data).not.toHaveProperty('waitMs');
  });

  it('is left alone as long as its server asked', () => {
    const busy = { kind: 'unavailable', reason: 'rate-limit', message: 'busy', retryAfterMs: 9_000 } as const;
    expect(unavailableOutcome(shelf(), busy).draft.data).toMatchObject({
      reason: 'model-busy',
      waitMs: 9_000,
    });
  });
});
