import { describe, expect, it } from 'vitest';
import { fenceRule } from '../../src/agents/prompts/quoted-part.ts';
import { personas } from '../../src/agents/prompts/personas.ts';
import { coreProfiles } from '../../src/agents/profiles.ts';
import { agentFor, costOf } from '../../src/agents/registry.ts';
import { policySchema } from '../../src/policy/policy.ts';

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
    expect(Object.isFrozen(agentFor('execution', { profiles: { execution: { model: 'x' } } }))).toBe(true);
  });

  it('carry their prompt itself, each with the rule about data', () => {
    const prompts = Object.values(coreProfiles).map(({ systemPrompt }) => systemPrompt);
    expect(new Set(prompts).size).toBe(3);
    for (const prompt of prompts) expect(prompt).toContain(fenceRule);
  });
});

describe('a persona', () => {
  it.each([
    ['sidekick', 'reasoning'],
    ['mentor', 'efficiency'],
  ] as const)('%s changes nothing of the agent %s but its prompt', (name, agent) => {
    const settings = { profiles: { [agent]: { model: 'local', contextTokens: 50_000 } } };
    const { systemPrompt, ...rest } = agentFor(name, settings);
    const { systemPrompt: core, ...same } = agentFor(agent, settings);
    expect(rest).toEqual(same);
    expect(systemPrompt).not.toBe(core);
    expect(systemPrompt).toContain(fenceRule);
    expect(Object.isFrozen(agentFor(name))).toBe(true);
  });

  it.each(Object.values(personas))('$name is no agent of its own, and cannot be changed', (persona) => {
    expect(Object.keys(coreProfiles)).toContain(persona.delegatesTo);
    expect(Object.isFrozen(persona)).toBe(true);
  });
});

describe('agentFor', () => {
  const price = { inUsd: 1, outUsd: 2 };

  it('gives the core profile where the policy says nothing', () => {
    expect(agentFor('reasoning')).toEqual(coreProfiles.reasoning);
    expect(agentFor('reasoning', { profiles: { execution: { model: 'x' } } })).toEqual(
      coreProfiles.reasoning,
    );
  });

  it.each([
    ['another model has no price', { model: 'local' }, null],
    ['another model has the price that the policy names', { model: 'local', price }, price],
    ['the same model keeps its price', { model: 'gpt-4.1' }, coreProfiles.execution.price],
    ['a price may be unset', { price: null }, null],
  ])('%s', (_title, execution, expected) => {
    expect(agentFor('execution', { profiles: { execution } }).price).toEqual(expected);
  });

  it('takes api and form of edits from the policy', () => {
    const { api, edits } = agentFor('execution', {
      api: 'responses',
      profiles: { execution: { edits: 'blocks' } },
    });
    expect([api, edits]).toEqual(['responses', 'blocks']);
    expect(agentFor('execution')).toMatchObject({ api: 'chat', edits: 'tools' });
  });

  it('leaves a small window room for a prompt, unless the policy says how long a reply may be', () => {
    const contextTokens = 8_000;
    expect(agentFor('reasoning', { profiles: { reasoning: { contextTokens } } }).maxReplyTokens).toBe(2_000);
    const said = { contextTokens, maxReplyTokens: 3_000 };
    expect(agentFor('reasoning', { profiles: { reasoning: said } }).maxReplyTokens).toBe(3_000);
  });

  it('and the policy have the same models where nobody says anything', () => {
    const { agents } = policySchema.parse({});
    for (const { name } of Object.values(coreProfiles))
      expect(agentFor(name, agents)).toEqual(coreProfiles[name]);
  });

  it('keeps name, role and review policy whatever the override', () => {
    const { name, roleTag, reviewPolicy, contextTokens } = agentFor('execution', {
      profiles: { execution: { model: 'local', contextTokens: 8_000 } },
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
    expect(costOf(agentFor('execution', { profiles: { execution: { model: 'local' } } }), 1, 1)).toBeNull();
  });
});
