import { reveal } from '../../markdown/invisible.ts';
import type { VisibleText } from '../../markdown/visible.ts';
import { cut } from '../cut.ts';
import { fence } from './quoted-part.ts';
import type { Message } from '../model.ts';
import type { Profile } from '../profiles.ts';
import { withoutBase64 } from '../without-base64.ts';
import { charactersIn, estimateTokens } from './estimate-tokens.ts';

/** A part of a prompt. `whole` is never cut: the task itself; `cut` gives way, in the order given, the last first. */
export type PromptPart = {
  readonly label: string;
  readonly fit: 'whole' | 'cut';
} & (
  | { readonly source: 'people'; readonly text: VisibleText }
  /** Code, reports and our own words keep every character, unseen ones spelt out. */
  | { readonly source: 'code'; readonly text: string }
);

export type Packed =
  | { readonly kind: 'packed'; readonly messages: readonly Message[] }
  | { readonly kind: 'too-long'; readonly message: string };

/**
 * The profile's own prompt with the work at hand, and fenced parts, within the share of the profile's window that a
 * first prompt may take. The same parts always give the same prompt.
 */
export function packPrompt(
  profile: Profile,
  work: string,
  parts: readonly PromptPart[],
  share: number,
): Packed {
  const system = `${profile.systemPrompt}\n\n${work}`;
  const window = Math.floor((profile.contextTokens - profile.maxReplyTokens) * share);
  const clean = parts.map((part) => ({
    ...part,
    text: part.source === 'people' ? withoutBase64(part.text) : reveal(part.text),
  }));
  const fixed = clean.filter(({ fit }) => fit === 'whole');
  let left = window - estimateTokens(system) - fixed.reduce((sum, part) => sum + tokensOf(part), 0);
  if (left < 0)
    return {
      kind: 'too-long',
      message: `The task alone is longer than the ${profile.contextTokens} tokens that ${profile.model} reads`,
    };

  const blocks: string[] = [];
  for (const part of clean) {
    let text = part.text;
    if (part.fit === 'cut') {
      text = cutToTokens(text, left);
      left -= tokensOf({ label: part.label, text });
    }
    if (text.trim() !== '') blocks.push(fence(part.label, text));
  }
  return {
    kind: 'packed',
    messages: [
      { role: 'system', text: system },
      { role: 'user', text: blocks.join('\n\n') },
    ],
  };
}

function tokensOf(part: { readonly label: string; readonly text: string }): number {
  return estimateTokens(fence(part.label, part.text)) + 1;
}

/** Cuts by characters until the bytes fit: text beyond ASCII takes more of them. */
function cutToTokens(text: string, tokens: number): string {
  let room = charactersIn(tokens - 40);
  let kept = cut(text, room);
  while (room >= 100 && estimateTokens(kept) > tokens - 40) {
    room = Math.floor(room * 0.7);
    kept = cut(text, room);
  }
  // A scrap tells a model nothing.
  return room < 100 ? '' : kept;
}
