import { describe, expect, it } from 'vitest';
import { lookFor } from '../../src/acts/look.ts';
import { after, at, byPerson, heldDraft } from '../task/build.ts';
import { frozen } from './fakes.ts';

describe('what is read from GitHub', () => {
  it("includes the pull requests that close the issue, where the change is a person's", () => {
    expect(lookFor(byPerson(), frozen).closes).toBe('look');
    expect(lookFor(after(byPerson(), heldDraft('proof-required')), frozen).closes).toBe('look');
  });

  it('leaves them out where an agent writes the change, or nothing is settled', () => {
    expect(lookFor(at('Execute(change)'), frozen).closes).toBe('skip');
    expect(lookFor(at('Backlog'), frozen).closes).toBe('skip');
  });
});
