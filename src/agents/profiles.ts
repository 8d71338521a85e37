import type { Api } from './model.ts';
import { systemPrompts } from './prompts/system-prompts.ts';

export type AgentName = 'reasoning' | 'execution' | 'efficiency';

/** US dollars a million tokens. */
export type Price = { readonly inUsd: number; readonly outUsd: number };

/** What an agent is: immutable data. */
export type Profile = {
  readonly name: AgentName;
  readonly roleTag: 'plan-review' | 'implement' | 'lint-summarise';
  readonly model: string;
  readonly api: Api;
  /** How an edit arrives: through tool calls, or (for models that know none) as blocks in one plain text. */
  readonly edits: 'tools' | 'blocks';
  readonly contextTokens: number;
  readonly maxReplyTokens: number;
  readonly reviewPolicy:
    'commits nothing, reviews every Execution diff' | 'needs review' | 'reviews Execution code diffs';
  /** Who it is and what it never does; the work at hand is said after it, call by call. */
  readonly systemPrompt: string;
  /** Null is unknown: a task under a money limit is then held. */
  readonly price: Price | null;
  readonly extra: Readonly<Record<string, string>>;
};

/** The three core agents; personas delegate to them. Prices are list prices without discounts: an upper bound. */
export const coreProfiles: { readonly [Name in AgentName]: Profile } = Object.freeze({
  reasoning: Object.freeze<Profile>({
    name: 'reasoning',
    roleTag: 'plan-review',
    model: 'o3-2025-04-16',
    api: 'chat',
    edits: 'tools',
    contextTokens: 200_000,
    maxReplyTokens: 32_000,
    reviewPolicy: 'commits nothing, reviews every Execution diff',
    systemPrompt: systemPrompts.reasoning,
    price: Object.freeze({ inUsd: 2, outUsd: 8 }),
    extra: Object.freeze({}),
  }),
  execution: Object.freeze<Profile>({
    name: 'execution',
    roleTag: 'implement',
    model: 'gpt-4.1',
    api: 'chat',
    edits: 'tools',
    contextTokens: 1_000_000,
    maxReplyTokens: 16_000,
    reviewPolicy: 'needs review',
    systemPrompt: systemPrompts.execution,
    price: Object.freeze({ inUsd: 2, outUsd: 8 }),
    extra: Object.freeze({}),
  }),
  efficiency: Object.freeze<Profile>({
    name: 'efficiency',
    roleTag: 'lint-summarise',
    model: 'o4-mini',
    api: 'chat',
    edits: 'tools',
    contextTokens: 200_000,
    maxReplyTokens: 16_000,
    reviewPolicy: 'reviews Execution code diffs',
    systemPrompt: systemPrompts.efficiency,
    price: Object.freeze({ inUsd: 1.1, outUsd: 4.4 }),
    extra: Object.freeze({}),
  }),
});
