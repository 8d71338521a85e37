import type { z } from 'zod';
import { noEdits, splitFences } from '../markdown/fences.ts';
import { callAgent } from './call-agent.ts';
import type { AgentDeps } from './call-agent.ts';
import { fence } from './prompts/quoted-part.ts';
import type { Message, ModelReply, Unavailable } from './model.ts';
import { spoken } from './spoken.ts';

export type InvalidReason = 'refused' | 'truncated' | 'empty' | 'not-json' | 'wrong-shape' | 'too-long';
/** A reply that is no answer, after its one repair turn. `message` is for people. */
export type Invalid = { readonly kind: 'invalid'; readonly reason: InvalidReason; readonly message: string };

export type Question<Answer> = {
  /** Name of the schema on the wire: letters, digits, `_`. */
  readonly name: string;
  readonly wire: Record<string, unknown>;
  /** Stricter than the wire schema: sizes, and what must not stand together. */
  readonly strict: z.ZodType<Answer>;
  readonly messages: readonly Message[];
  /** Whether one code fence may stand around it, for an answer that judges nothing. */
  readonly codeFence?: 'accepted';
};

/**
 * Asks for one JSON object. It is the whole reply or there is none: JSON in prose or in a code fence may be quoted
 * from the very text that is judged.
 */
export async function askForJson<Answer>(
  deps: AgentDeps,
  question: Question<Answer>,
): Promise<{ readonly kind: 'answer'; readonly value: Answer } | Invalid | Unavailable> {
  const schema = { name: question.name, jsonSchema: question.wire };
  const messages = [...question.messages];
  const first = await callAgent(deps, { messages, tools: [], schema, recorded: 0 });
  const answer = readAnswer(first, question);
  if (answer.kind !== 'invalid' || answer.reason === 'refused') return answer;

  const recorded = messages.length;
  if (first.kind === 'text')
    messages.push({ role: 'assistant', text: first.text.slice(0, 20_000), calls: [] });
  // What is wrong may quote the reply, and that the text which it is about.
  const problem = fence('why it was not used', answer.message);
  messages.push({ role: 'user', text: `${problem}\nAnswer again, with the JSON object alone.` });
  return readAnswer(await callAgent(deps, { messages, tools: [], schema, recorded }), question);
}

function readAnswer<Answer>(
  reply: ModelReply,
  { strict, codeFence }: Pick<Question<Answer>, 'strict' | 'codeFence'>,
): { readonly kind: 'answer'; readonly value: Answer } | Invalid | Unavailable {
  switch (reply.kind) {
    case 'unavailable':
      return reply;
    case 'refused':
    case 'truncated':
    case 'empty':
      return { kind: 'invalid', reason: reply.kind, message: reply.message };
    case 'tools':
      return invalid('wrong-shape', 'The model called a tool where none was offered');
    case 'text': {
      const said = spoken(reply.text);
      return said === null
        ? invalid('truncated', 'The reply ends before its thinking does')
        : parseAnswer(codeFence === 'accepted' ? unfenced(said) : said, strict);
    }
  }
}

/** What is in the code fence that the whole text is; the text itself where it is none. */
function unfenced(text: string): string {
  const [part, ...others] = splitFences(text.trim(), noEdits);
  const isOne = part?.kind === 'fence' && part.end === 'closed' && others.length === 0;
  return isOne && /^[\w-]*$/.test(part.info) ? part.lines.join('\n') : text;
}

function parseAnswer<Answer>(
  text: string,
  strict: z.ZodType<Answer>,
): { readonly kind: 'answer'; readonly value: Answer } | Invalid {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return invalid('not-json', 'The reply is not one JSON object');
  }
  const parsed = strict.safeParse(json);
  if (parsed.success) return { kind: 'answer', value: parsed.data };
  const issues = parsed.error.issues.slice(0, 5).map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  return invalid('wrong-shape', `The reply does not fit: ${issues.join('; ').slice(0, 800)}`);
}

function invalid(reason: InvalidReason, message: string): Invalid {
  return { kind: 'invalid', reason, message };
}
