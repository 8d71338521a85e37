import { z } from 'zod';
import { askForJson } from './ask-for-json.ts';
import type { Invalid } from './ask-for-json.ts';
import type { AgentDeps } from './call-agent.ts';
import { instructionsPart, type Instructions } from './prompts/instructions-part.ts';
import type { Unavailable } from './model.ts';
import { packPrompt } from './prompts/pack-prompt.ts';
import type { PromptPart } from './prompts/pack-prompt.ts';
import { lintPrompt } from './prompts/lint-prompt.ts';
import { saidFinding, saidWire } from './said-finding.ts';
import { wireSchema } from './prompts/wire-schema.ts';

/** What the Efficiency agent says of a diff: a summary for people, and slips. It gives no verdict. */
export const modelLint = z.strictObject({
  summary: z.string().trim().min(1).max(2_000),
  findings: z.array(saidFinding).max(30),
});
export type LintResult = ({ readonly kind: 'lint' } & z.infer<typeof modelLint>) | Invalid | Unavailable;

const lintWire = wireSchema(z.strictObject({ summary: z.string(), findings: z.array(saidWire) }));

/** Reads a code diff for slips and sums it up. It sees the diff, the rules and the repository's instructions, not the task and not the author. */
export async function lintChange(
  deps: AgentDeps,
  change: { readonly diff: string; readonly rules: string; readonly instructions?: Instructions },
): Promise<LintResult> {
  const parts: PromptPart[] = [
    { label: 'rules of the repository', text: change.rules, fit: 'cut', source: 'code' },
    { label: 'diff', text: change.diff, fit: 'whole', source: 'code' },
    instructionsPart(change.instructions ?? []),
  ];
  const packed = packPrompt(deps.profile, lintPrompt(), parts, 0.9);
  if (packed.kind === 'too-long') return { kind: 'invalid', reason: 'too-long', message: packed.message };
  const question = { name: 'lint', wire: lintWire, strict: modelLint, messages: packed.messages };
  const result = await askForJson(deps, question);
  return result.kind === 'answer' ? { kind: 'lint', ...result.value } : result;
}
