import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { coreProfiles } from '../../src/agents/profiles.ts';
import { agentFor, costOf } from '../../src/agents/registry.ts';

describe('the core agents', () => {
  it('are the three of the specification', () => {
    const table = Object.values(coreProfiles).map(
      ({ name, roleTag, model, contextTokens }) => `${name} ${roleTag} ${model} ${contextTokens}`,
    );
    expect(table).toEqual([
      'reasoning plan-review o3-2025-04-16 200000',
      'execution implement gpt-4.1 1000000',
      'efficiency lint-summarise o4-mini 200000',
    ]);
  });

  it('cannot be changed', () => {
    expect(Object.isFrozen(coreProfiles)).toBe(true);
    for (const profile of Object.values(coreProfiles)) {
      expect(Object.isFrozen(profile)).toBe(true);
      expect(Object.isFrozen(profile.price)).toBe(true);
    }
    expect(Object.isFrozen(agentFor('execution', { execution: { model: 'x' } }))).toBe(true);
  });

  it('name prompt files that exist', () => {
    const files = readdirSync(new URL('../../src/agents/prompts/', import.meta.url));
    for (const { promptFile } of Object.values(coreProfiles)) expect(files).toContain(promptFile);
  });
});

describe('agentFor', () => {
  const price = { inUsd: 1, outUsd: 2 };

  it('gives the core profile where the policy says nothing', () => {
    expect(agentFor('reasoning')).toEqual(coreProfiles.reasoning);
    expect(agentFor('reasoning', { execution: { model: 'x' } })).toEqual(coreProfiles.reasoning);
  });

  it.each([
    ['another model has no price', { model: 'local' }, null],
    ['another model has the price that the policy names', { model: 'local', price }, price],
    ['the same model keeps its price', { model: 'gpt-4.1' }, coreProfiles.execution.price],
    ['a price may be unset', { price: null }, null],
  ])('%s', (_title, execution, expected) => {
    expect(agentFor('execution', { execution }).price).toEqual(expected);
  });

  it('keeps name, role and review policy whatever the override', () => {
    const { name, roleTag, reviewPolicy, contextTokens } = agentFor('execution', {
      execution: { model: 'local', contextTokens: 8_000 },
    });
    expect({ name, roleTag, reviewPolicy, contextTokens }).toEqual({
      name: 'execution',
      roleTag: 'implement',
      reviewPolicy: 'needs review',
      contextTokens: 8_000,
    });
  });
});

describe('costOf', () => {
  it('counts prompt and reply at their own prices', () => {
    expect(costOf(agentFor('execution'), 1_000_000, 500_000)).toBe(6);
    expect(costOf(agentFor('execution', { execution: { model: 'local' } }), 1, 1)).toBeNull();
  });
});
