import { describe, expect, it } from 'vitest';
import { roleHolder } from '../../src/task/roles.ts';
import { at, byPerson } from './build.ts';
import { policy } from './situations.ts';

describe('the holder of a role', () => {
  const agents = policy();
  const persons = policy({ roles: { execute: 'human' } });

  it('is who the policy names, as long as no specification settles it', () => {
    expect(roleHolder(at('Generate'), agents, 'execute')).toBe('agent');
    expect(roleHolder(at('Generate'), persons, 'execute')).toBe('person');
    expect(roleHolder(at('Generate'), agents, 'generate')).toBe('agent');
  });

  it('keeps the change, whatever a later policy says', () => {
    expect(roleHolder(at('Execute(change)'), persons, 'execute')).toBe('agent');
    expect(roleHolder(byPerson(), agents, 'execute')).toBe('person');
    expect(roleHolder(byPerson(), null, 'execute')).toBe('person');
  });

  it('of a review is the policy’s list of reviewers, and nobody without a policy', () => {
    expect(roleHolder(at('Review'), agents, 'review')).toEqual(['rules']);
    expect(roleHolder(at('Review'), null, 'review')).toEqual([]);
  });
});
