/** A request as the scripted model read it, whichever way it came: only what scripts look at. */
export type ScriptedRequest = {
  readonly model: string;
  readonly messages: readonly {
    readonly role: string;
    readonly content: string;
    readonly tool_call_id?: string;
    readonly tool_calls?: readonly { readonly id: string; readonly function: { readonly name: string } }[];
  }[];
  /** Names of the tools that were offered. */
  readonly tools: readonly string[];
  /** Name of the JSON schema that was asked for, or null. */
  readonly schema: string | null;
};

export type ScriptedCall = { readonly name: string; readonly arguments: unknown };

/** What the server answers. A string as `arguments` of a call goes out as it is, so that a script can break it. */
export type ScriptedReply =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'tools'; readonly calls: readonly ScriptedCall[]; readonly text?: string }
  | { readonly kind: 'refusal'; readonly text: string }
  | { readonly kind: 'truncated'; readonly text: string }
  | {
      readonly kind: 'raw';
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly body: string;
    }
  /** Sends headers and half a body, then nothing more. */
  | { readonly kind: 'stall'; readonly status?: number }
  /** Sends headers, and goes on sending forever. */
  | { readonly kind: 'drip'; readonly status?: number };

export type ScriptedStep = ScriptedReply | ((request: ScriptedRequest) => ScriptedReply);

/**
 * A conversation is found by its request and goes on by the number of replies that stand in it already. So it needs
 * no memory: a client that was killed and asks again from the start gets the same replies.
 */
export type ScriptedConversation = {
  readonly name: string;
  readonly when: (request: ScriptedRequest) => boolean;
  readonly replies: readonly ScriptedStep[];
};

export type Script =
  | { readonly kind: 'sequence'; readonly steps: readonly ScriptedStep[] }
  | { readonly kind: 'conversations'; readonly conversations: readonly ScriptedConversation[] };

/** Hands out the replies of a script, and knows which were never asked for. */
export type ScriptReader = {
  next(request: ScriptedRequest): ScriptedReply | { readonly kind: 'unexpected'; readonly why: string };
  unused(): string[];
};

export function readScript(script: Script): ScriptReader {
  const names =
    script.kind === 'sequence'
      ? script.steps.map((_step, index) => `step ${index + 1}`)
      : script.conversations.flatMap(({ name, replies }) =>
          replies.map((_reply, index) => `${name}, reply ${index + 1}`),
        );
  const used = new Set<string>();
  let served = 0;

  function find(request: ScriptedRequest): { name: string; step: ScriptedStep | undefined } {
    if (script.kind === 'sequence') return { name: `step ${served + 1}`, step: script.steps[served] };
    const conversation = script.conversations.find(({ when }) => when(request));
    const index = request.messages.filter(({ role }) => role === 'assistant').length;
    const name = `${conversation?.name ?? 'no conversation'}, reply ${index + 1}`;
    return { name, step: conversation?.replies[index] };
  }

  return {
    next(request) {
      const { name, step } = find(request);
      if (step === undefined) return { kind: 'unexpected', why: `the script has no ${name}` };
      served += 1;
      used.add(name);
      return typeof step === 'function' ? step(request) : step;
    },
    unused: () => names.filter((name) => !used.has(name)),
  };
}
