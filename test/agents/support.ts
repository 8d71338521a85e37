import { startScriptedModel, type ScriptedModel } from '../../src/cli/scripted-model/start-scripted-model.ts';
import type { Script, ScriptedReply, ScriptedStep } from '../../src/cli/scripted-model/script.ts';
import type { AgentCall, AgentDeps, CallBudget } from '../../src/agents/call-agent.ts';
import { type Api, type ModelCall, type ModelReply, routeModel } from '../../src/agents/model.ts';
import type { OpenaiSettings } from '../../src/agents/openai/ask-server.ts';
import { openaiResponses } from '../../src/agents/openai/responses.ts';
import { openaiModel } from '../../src/agents/openai/chat.ts';
import type { PersonaName } from '../../src/agents/prompts/personas.ts';
import type { AgentName } from '../../src/agents/profiles.ts';
import { agentFor, type ProfileOverride } from '../../src/agents/registry.ts';
import { applyChange, type Change, type Files } from '../../src/patch/change/change.ts';

/** Files of a base commit from plain texts. */
export function filesOf(texts: Record<string, string>): Files {
  const encoder = new TextEncoder();
  return new Map(
    Object.entries(texts).map(([path, text]) => [path, { mode: 'file', bytes: encoder.encode(text) }]),
  );
}

/** The files with the change made to them. */
export function filesAfter(files: Files, change: Change): Files {
  const applied = applyChange(files, change);
  if (applied.kind === 'refused') throw new Error(applied.message);
  return applied.files;
}

export function textOf(files: Files, path: string): string | null {
  const file = files.get(path);
  return file === undefined ? null : new TextDecoder('utf-8', { ignoreBOM: true }).decode(file.bytes);
}

export function sequence(...steps: ScriptedStep[]): Script {
  return { kind: 'sequence', steps };
}

export function tools(...calls: [name: string, given: unknown][]): ScriptedStep {
  return { kind: 'tools', calls: calls.map(([name, given]) => ({ name, arguments: given })) };
}

/** A budget with room for every call. */
export const endless: CallBudget = {
  reserve: async () => ({ kind: 'reserved', id: 'call' }),
  settle: async () => {},
};

export type Stage = { server: ScriptedModel; deps: AgentDeps; calls: AgentCall[] };

/** Runs a story against the scripted server with the real client. */
export async function onStage<Result>(
  script: Script,
  agent: AgentName | PersonaName,
  story: (stage: Stage) => Promise<Result>,
  override: ProfileOverride = {},
  api: Api = 'chat',
): Promise<Result> {
  const server = await startScriptedModel(script);
  const at = { baseUrl: server.baseUrl, key: server.key };
  const calls: AgentCall[] = [];
  let time = 1_000;
  try {
    return await story({
      server,
      calls,
      deps: {
        model: routeModel({ chat: openaiModel(at), responses: openaiResponses(at) }),
        profile: agentFor(agent, { api, profiles: { [agent]: override } }),
        record: async (call) => void calls.push(call),
        budget: endless,
        now: () => (time += 5),
        timeoutMs: 5_000,
      },
    });
  } finally {
    await server.stop();
  }
}

/** The shortest call over chat. */
export const chatCall: ModelCall = {
  api: 'chat',
  model: 'some-model',
  messages: [
    { role: 'system', text: 'Be brief.' },
    { role: 'user', text: 'Hello' },
  ],
  tools: [],
  schema: null,
  maxReplyTokens: 100,
  timeoutMs: 5_000,
};

/** What comes of one call that is answered so. */
export async function askChat(
  reply: ScriptedReply,
  change: Partial<ModelCall> = {},
  settings: Partial<OpenaiSettings> = {},
): Promise<ModelReply> {
  const server = await startScriptedModel(sequence(reply));
  try {
    const model = openaiModel({ baseUrl: server.baseUrl, key: server.key, ...settings });
    return await model.complete({ ...chatCall, ...change });
  } finally {
    await server.stop();
  }
}

export function raw(status: number, body: unknown, headers: Record<string, string> = {}): ScriptedReply {
  return { kind: 'raw', status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

export function completion(message: unknown, rest: Record<string, unknown> = {}): ScriptedReply {
  return raw(200, { choices: [{ index: 0, finish_reason: 'stop', message }], ...rest });
}
