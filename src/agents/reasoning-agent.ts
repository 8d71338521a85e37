import { z } from 'zod';
import { risks } from '../task/spec.ts';
import { askForJson } from './ask-for-json.ts';
import type { Invalid, Question } from './ask-for-json.ts';
import type { AgentDeps } from './call-agent.ts';
import { instructionsPart, type Instructions } from './prompts/instructions-part.ts';
import type { Unavailable } from './model.ts';
import { packPrompt } from './prompts/pack-prompt.ts';
import type { PromptPart } from './prompts/pack-prompt.ts';
import { draftPrompt } from './prompts/draft-prompt.ts';
import { reviewPrompt } from './prompts/review-prompt.ts';
import { saidFinding, saidWire } from './said-finding.ts';
import { withoutInvisible } from './sanitise.ts';
import { wireSchema } from './prompts/wire-schema.ts';

const line = (max: number) => z.string().trim().min(1).max(max);

/** The task specification that an issue becomes, as a model drafted it. */
export const draftedSpec = z.strictObject({
  title: line(200).regex(/^[^\n]*$/, 'one line'),
  goal: line(2_000),
  acceptance: z.array(line(1_000)).min(1).max(30),
  testsWanted: z.boolean(),
  tests: z.array(line(1_000)).max(30).default([]),
  filesInScope: z.array(line(250)).max(100),
  // A model that does not say is not taken to have said that there is none.
  risk: z.enum(risks).default('medium'),
  questions: z.array(line(1_000)).max(10),
});
export type DraftedSpec = z.infer<typeof draftedSpec>;

/** A review, whole or not at all: approval without findings, or rejection with some. */
export const modelReview = z
  .strictObject({ verdict: z.enum(['approve', 'reject']), findings: z.array(saidFinding).max(50) })
  .refine((reply) => (reply.verdict === 'approve') === (reply.findings.length === 0), {
    message: 'approve has no findings, reject has at least one',
    path: ['verdict'],
  });
export type ModelReview = z.infer<typeof modelReview>;

export type DraftResult = { readonly kind: 'spec'; readonly spec: DraftedSpec } | Invalid | Unavailable;
/** Only `kind: 'review'` with the verdict `approve` is an approval. */
export type ReviewResult = ({ readonly kind: 'review' } & ModelReview) | Invalid | Unavailable;

/** Turns an issue into a validated specification, or says why there is none. */
export async function draftSpec(
  deps: AgentDeps,
  issue: {
    readonly title: string;
    readonly body: string;
    readonly context: string;
    readonly instructions?: Instructions;
    /** What people added since: answers to questions, wishes for the plan; empty where there is nothing. */
    readonly guidance: string;
  },
): Promise<DraftResult> {
  const parts: PromptPart[] = [
    { label: 'issue title', text: withoutInvisible(issue.title), fit: 'whole', source: 'code' },
    { label: 'issue body', text: issue.body, fit: 'whole', source: 'people' },
    { label: 'guidance from people', text: issue.guidance, fit: 'whole', source: 'people' },
    instructionsPart(issue.instructions ?? []),
    { label: 'repository', text: issue.context, fit: 'cut', source: 'code' },
  ];
  const asked = {
    name: 'task_specification',
    strict: draftedSpec,
    wire: draftWire,
    codeFence: 'accepted',
  } as const;
  const result = await ask(deps, draftPrompt(), parts, asked);
  return result.kind === 'answer' ? { kind: 'spec', spec: result.value } : result;
}

/** Judges a diff against its specification. The author's rationale is no part of the input, on purpose. */
export async function reviewChange(
  deps: AgentDeps,
  change: {
    readonly spec: { readonly title: string; readonly goal: string; readonly acceptance: readonly string[] };
    readonly diff: string;
    /** Null where a person overrode the tests: there is no run to show. */
    readonly evidence: { readonly passed: number; readonly failed: readonly string[] } | null;
    readonly context: string;
    readonly instructions?: Instructions;
    /** What people dismissed in earlier rounds; empty where there is nothing. */
    readonly dismissed?: string;
  },
): Promise<ReviewResult> {
  const { evidence } = change;
  const failed = evidence?.failed.length ? `; failed: ${evidence.failed.join(', ')}` : '';
  const run = evidence ? `${evidence.passed} passed${failed}` : 'none: a person overrode the tests';
  const parts: PromptPart[] = [
    { label: 'task', text: criteriaText(change.spec), fit: 'whole', source: 'code' },
    // A diff that is cut could hide the line that matters: too long is no review.
    { label: 'diff', text: change.diff, fit: 'whole', source: 'code' },
    { label: 'test run', text: run, fit: 'cut', source: 'code' },
    instructionsPart(change.instructions ?? []),
    {
      label: 'findings that a person dismissed, not to be said again',
      text: change.dismissed ?? '',
      fit: 'cut',
      source: 'people',
    },
    { label: 'repository', text: change.context, fit: 'cut', source: 'code' },
  ];
  const asked = { name: 'review', strict: modelReview, wire: reviewWire };
  const result = await ask(deps, reviewPrompt(), parts, asked);
  return result.kind === 'answer' ? { kind: 'review', ...result.value } : result;
}

/** A specification as its judge sees it: the criteria numbered, so that a finding can cite one. */
function criteriaText(spec: {
  readonly title: string;
  readonly goal: string;
  readonly acceptance: readonly string[];
}): string {
  const numbered = spec.acceptance.map((item, index) => `acceptance:${index + 1} ${item}`);
  return [spec.title, '', spec.goal, '', ...numbered].join('\n');
}

/** A specification as a prompt shows it. */
export function specText(spec: {
  readonly title: string;
  readonly goal: string;
  readonly acceptance: readonly string[];
  readonly tests?: readonly string[];
}): string {
  const lines = [spec.title, '', spec.goal, '', 'Acceptance:', ...spec.acceptance.map((item) => `- ${item}`)];
  const tests = (spec.tests ?? []).map((item) => `- ${item}`);
  return [...lines, ...(tests.length > 0 ? ['', 'Tests to write:', ...tests] : [])].join('\n');
}

async function ask<Answer>(
  deps: AgentDeps,
  system: string,
  parts: readonly PromptPart[],
  question: Omit<Question<Answer>, 'messages'>,
) {
  const packed = packPrompt(deps.profile, system, parts, 0.9);
  if (packed.kind === 'too-long')
    return { kind: 'invalid', reason: 'too-long', message: packed.message } as const;
  return askForJson(deps, { ...question, messages: packed.messages });
}

// The wire schemas are plain: what "strict" mode and compatible servers all take. The strict ones judge the reply.
const draftWire = wireSchema(
  z.strictObject({
    title: z.string(),
    goal: z.string(),
    acceptance: z.array(z.string()),
    testsWanted: z.boolean(),
    tests: z.array(z.string()),
    filesInScope: z.array(z.string()),
    risk: z.enum(risks),
    questions: z.array(z.string()),
  }),
);
const reviewWire = wireSchema(
  z.strictObject({
    verdict: z.enum(['approve', 'reject']),
    findings: z.array(saidWire),
  }),
);
