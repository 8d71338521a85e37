import { describe, expect, it } from 'vitest';
import { headOf, type Override } from '../../../src/task/gates/ground.ts';
import { overridesOf } from '../../../src/task/task.ts';
import { addressOf, at, evidence, head } from '../build.ts';

const overriddenTests: Override<'tests'> = {
  kind: 'override',
  gate: 'tests',
  boundTo: head,
  by: 'ada',
  rationale: addressOf('a'),
};

describe('a ground', () => {
  it('is of one head, whether it was found or given by a person', () => {
    expect(headOf({ kind: 'evidence', ...evidence })).toBe(head);
    expect(headOf({ kind: 'verdict', headSha: head, reviewId: 'R_1', findings: 0 })).toBe(head);
    expect(headOf(overriddenTests)).toBe(head);
  });

  it('counts as an override where a person gave it, also in a task that is held', () => {
    const { state } = at('Commit');
    if (state.phase !== 'Commit') throw new Error(state.phase);
    expect(overridesOf(state)).toBe(0);
    const overridden = { ...state, evidence: overriddenTests };
    expect(overridesOf(overridden)).toBe(1);
    const verdict = { ...overriddenTests, gate: 'review' } as const;
    expect(overridesOf({ ...overridden, verdict })).toBe(2);
    expect(overridesOf(at('Backlog').state)).toBe(0);
  });
});
