import { setImmediate } from 'node:timers/promises';
import type { VisibleText } from '../markdown/visible.ts';
import type { Change, Files } from '../patch/change/change.ts';
import { runBlocks } from './run-blocks.ts';
import { callAgent } from './call-agent.ts';
import { instructionsPart, type Instructions } from './prompts/instructions-part.ts';
import type { AgentDeps } from './call-agent.ts';
import { fence } from './prompts/quoted-part.ts';
import type { Message, ModelReply, ToolCall, Unavailable } from './model.ts';
import { packPrompt } from './prompts/pack-prompt.ts';
import type { PromptPart } from './prompts/pack-prompt.ts';
import { blocksPrompt, executionPrompt } from './prompts/execution-prompt.ts';
import type { Part } from './prompts/execution-prompt.ts';
import { specText } from './reasoning-agent.ts';
import { runTool, toolSpecs } from './tools/tools.ts';
import { sizeOf, trimHistory } from './prompts/trim-history.ts';
import { openWorkTree } from './tools/work-tree.ts';
import type { PathGuard, WorkTree } from './tools/work-tree.ts';

export type GaveUpReason =
  'declined' | 'refused' | 'invalid-output' | 'turn-limit' | 'token-limit' | 'window';

/** `gave-up` costs an attempt, `unavailable` does not. Messages may quote the model: artefacts, not entries. */
export type ExecutionResult =
  | { readonly kind: 'change'; readonly change: Change; readonly summary: string }
  | { readonly kind: 'gave-up'; readonly reason: GaveUpReason; readonly message: string }
  | Unavailable;

/** What the last attempt taught: its diff, what failed (trimmed by the caller), and what a person added to `retry`. */
export type Learned = {
  readonly previousDiff: string;
  readonly failures: string;
  readonly guidance: VisibleText;
};

export type ExecutionInput = AgentDeps & {
  readonly part: Part;
  readonly spec: {
    readonly title: string;
    readonly goal: string;
    readonly acceptance: readonly string[];
    readonly tests?: readonly string[];
  };
  readonly context: string;
  /** The repository's own, from the base branch. */
  readonly instructions?: Instructions;
  readonly files: Files;
  readonly learned: Learned | null;
  /** `turns` is held to 40; `tokens` counts prompts and replies of the whole run. */
  readonly limits: { readonly turns: number; readonly tokens: number };
  /** Says which paths must not be written: the tests of a proof, protected paths. */
  readonly guard?: PathGuard;
};

const maxTurns = 40;
const maxCallsPerTurn = 20;
const maxAnswer = 60_000;

/**
 * Lets the Execution agent edit the files until it finishes, gives up, or meets a bound: through tools, or in blocks
 * where its profile says so.
 */
export async function runExecution(input: ExecutionInput): Promise<ExecutionResult> {
  const { profile, limits } = input;
  const inBlocks = profile.edits === 'blocks';
  const work = inBlocks ? blocksPrompt(input.part) : executionPrompt(input.part);
  // Tools need room for what they answer; blocks only for one more turn.
  const packed = packPrompt(profile, work, promptParts(input), inBlocks ? 0.7 : 0.5);
  if (packed.kind === 'too-long') return gaveUp('window', packed.message);
  if (inBlocks) return runBlocks(input, { ...input, messages: packed.messages, tokens: limits.tokens });
  const tree = openWorkTree(input.files, input.guard);
  const messages: Message[] = [...packed.messages];
  const room = profile.contextTokens - profile.maxReplyTokens - toolTokens;
  let spent = 0;
  let recorded = 0;
  let repairs = 0;

  for (let turn = 0; turn < Math.min(limits.turns, maxTurns); turn += 1) {
    const sent = trimHistory(messages, room);
    if (sent === null) return gaveUp('window', `The work outgrew what ${profile.model} can read at once`);
    // Before the call, at its worst: a budget looked at afterwards is no limit.
    const worst = sent.reduce((sum, message) => sum + sizeOf(message), toolTokens) + profile.maxReplyTokens;
    if (spent + worst > limits.tokens)
      return gaveUp('token-limit', `The run would go over its ${limits.tokens} tokens`);

    const reply = await callAgent(input, { messages: sent, tools: toolSpecs, schema: null, recorded });
    if (reply.kind === 'unavailable') return reply;
    recorded = messages.length;
    spent += reply.usage.promptTokens + reply.usage.replyTokens;

    if (reply.kind === 'refused') return gaveUp('refused', reply.message);
    if (reply.kind !== 'tools') {
      const problem = reply.kind === 'text' ? 'The model answered without a tool call' : reply.message;
      if (repairs === 1) return gaveUp('invalid-output', problem);
      repairs = 1;
      if (reply.kind === 'text')
        messages.push({ role: 'assistant', text: reply.text.slice(0, maxAnswer), calls: [] });
      messages.push({ role: 'user', text: repairText[reply.kind] });
      continue;
    }
    repairs = 0;
    const end = await runCalls(reply, tree, messages);
    if (end !== null) return end;
  }
  return gaveUp('turn-limit', 'The model did not finish within its turns');
}

/** Runs the calls in order and answers each; an end that is among them wins over what comes after it. */
async function runCalls(
  { calls, text, sealed }: Extract<ModelReply, { kind: 'tools' }>,
  tree: WorkTree,
  messages: Message[],
): Promise<ExecutionResult | null> {
  messages.push({
    role: 'assistant',
    text: text.slice(0, maxAnswer),
    calls,
    ...(sealed ? { sealed } : {}),
  });
  for (const [index, call] of calls.entries()) {
    if (index >= maxCallsPerTurn) {
      messages.push(answerTo(call, 'Not done: too many calls in one turn.'));
      continue;
    }
    // Between two calls the server has its turn.
    await setImmediate();
    const result = await runTool(call, tree);
    if (result.kind === 'finished') return { kind: 'change', change: tree.change(), summary: result.summary };
    if (result.kind === 'declined') return gaveUp('declined', result.why);
    messages.push(answerTo(call, result.text));
  }
  return null;
}

/** A file or an error of a tool is data, like all that a prompt quotes. A name that is none of ours is the model's word. */
function answerTo({ id, name }: ToolCall, text: string): Message {
  const label = toolSpecs.some((tool) => tool.name === name) ? name : 'no tool of ours';
  return { role: 'tool', callId: id, text: fence(label, text.slice(0, maxAnswer)) };
}

const repairText = {
  text: 'Only tool calls count. Go on with them, and call finish when the work is complete.',
  truncated: 'Your reply was cut off and not used. Make smaller edits, one at a time.',
  empty: 'Your reply was empty. Go on with tool calls, and call finish when the work is complete.',
} as const;

const toolTokens = sizeOf({ role: 'user', text: JSON.stringify(toolSpecs) });

function promptParts(input: ExecutionInput): PromptPart[] {
  const { learned } = input;
  const task = { label: 'task', text: specText(input.spec), fit: 'whole', source: 'code' } as const;
  const context = { label: 'repository', text: input.context, fit: 'cut', source: 'code' } as const;
  const instructions = instructionsPart(input.instructions ?? []);
  if (learned === null) return [task, instructions, context];
  return [
    task,
    { label: 'guidance for this attempt', text: learned.guidance, fit: 'whole', source: 'people' },
    { label: 'what failed in the last attempt', text: learned.failures, fit: 'cut', source: 'code' },
    {
      label: 'diff of the last attempt, not applied',
      text: learned.previousDiff,
      fit: 'cut',
      source: 'code',
    },
    instructions,
    context,
  ];
}

function gaveUp(reason: GaveUpReason, message: string): ExecutionResult {
  return { kind: 'gave-up', reason, message };
}
