import { describe, expect, it } from 'vitest';
import { packPrompt } from '../../../src/agents/prompts/pack-prompt.ts';
import type { PromptPart } from '../../../src/agents/prompts/pack-prompt.ts';
import { agentFor } from '../../../src/agents/registry.ts';
import { estimateTokens } from '../../../src/agents/prompts/estimate-tokens.ts';
import { visibleText } from '../../../src/markdown/visible.ts';

const profile = agentFor('execution', {
  profiles: { execution: { contextTokens: 3_000, maxReplyTokens: 1_000 } },
});
const task = (text: string): PromptPart => ({
  label: 'task',
  text: visibleText(text),
  fit: 'whole',
  source: 'people',
});
const code = (label: string, text: string): PromptPart => ({ label, text, fit: 'cut', source: 'code' });

function pack(parts: PromptPart[]): string {
  const packed = packPrompt(profile, 'work', parts, 1);
  if (packed.kind !== 'packed') throw new Error(packed.message);
  return packed.messages
    .map(({ role, ...message }) => `${role}: ${'text' in message ? message.text : ''}`)
    .join('\n');
}

describe('packPrompt', () => {
  it('fences each part, and leaves out the empty ones', () => {
    const prompt = pack([task('Fix add'), code('repository', ' ')]);
    expect(prompt).toMatch(
      /^system: You are the Execution agent[\s\S]*\n\nwork\nuser: <data \w+ task>\nFix add\n<\/data \w+>$/,
    );
  });

  it("takes base64 out of people's text and spells out what is unseen in code", () => {
    const prompt = pack([
      task(`a<!-- x -->\u200b ${'aB3+'.repeat(40)}`),
      code('repository', 'b\u200b <!-- y -->'),
    ]);
    expect(prompt).toContain('a[HTML comment removed] [160 characters of base64 removed]\n');
    expect(prompt).toContain('b⟦U+200B⟧ <!-- y -->');
  });

  it('cuts code to fit, the first part before the later ones, and never the task', () => {
    const long = 'é'.repeat(3_000);
    const prompt = pack([task('t'.repeat(3_000)), code('failures', long), code('repository', long)]);
    expect(prompt).toContain('t'.repeat(3_000));
    expect(prompt).toContain('characters left out');
    expect(prompt).toContain('failures>');
    expect(prompt).not.toContain('repository>');
    expect(estimateTokens(prompt)).toBeLessThanOrEqual(2_000);
    expect(pack([task('t'.repeat(3_000)), code('failures', long), code('repository', long)])).toBe(prompt);
  });

  it('is refused when the task alone is too long', () => {
    const packed = packPrompt(profile, 'work', [task('t'.repeat(9_000))], 1);
    expect(packed).toMatchObject({ kind: 'too-long', message: expect.stringContaining('gpt-4.1') });
  });
});
