/** Sidekick answers a person about code: one answer through a schema, with the places that it rests on. */
import { z } from 'zod';
import { askForJson, type Invalid } from './ask-for-json.ts';
import type { AgentDeps } from './call-agent.ts';
import type { Unavailable } from './model.ts';
import { packPrompt, type PromptPart } from './prompts/pack-prompt.ts';
import { sidekickPrompt, type SidekickTask } from './prompts/sidekick-prompt.ts';

const number = z.number().int().min(1).max(10_000_000);

/** Lines of a file that an answer rests on, from 1, inclusive; whether they exist is for the caller to see. */
export const citation = z
  .strictObject({ path: z.string().trim().min(1).max(500), first: number, last: number })
  .refine(({ first, last }) => first <= last, { message: 'first is not after last', path: ['last'] });

export const sidekickAnswer = z.strictObject({
  answer: z.string().trim().min(1).max(20_000),
  citations: z.array(citation).max(30),
  task: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .regex(/^[^\n]*$/, 'one line')
    .nullable(),
});
export type SidekickAnswer = z.infer<typeof sidekickAnswer>;

// Plain, as every server takes it: the strict schema judges the reply.
const { $schema: _dialect, ...wire } = z.toJSONSchema(
  z.strictObject({
    answer: z.string(),
    citations: z.array(z.strictObject({ path: z.string(), first: z.number(), last: z.number() })),
    task: z.string().nullable(),
  }),
);

export type SidekickResult = ({ readonly kind: 'answer' } & SidekickAnswer) | Invalid | Unavailable;

/** Asks for one answer. `parts`: what the person wrote first, then what there is to read. */
export async function askSidekick(
  deps: AgentDeps,
  task: SidekickTask,
  parts: readonly PromptPart[],
): Promise<SidekickResult> {
  const packed = packPrompt(deps.profile, sidekickPrompt(task), parts, 0.9);
  if (packed.kind === 'too-long') return { kind: 'invalid', reason: 'too-long', message: packed.message };
  const reply = await askForJson(deps, {
    name: 'sidekick_answer',
    wire,
    strict: sidekickAnswer,
    messages: packed.messages,
  });
  return reply.kind === 'answer' ? { kind: 'answer', ...reply.value } : reply;
}
