import type { Message, Model, ModelReply } from './model.ts';

type Redact = (text: string) => string;

/** A model that no secret of ours reaches, and that hands none on: prompts and replies are redacted both ways. */
export function guardModel(model: Model, redact: Redact): Model {
  return {
    complete: async (call) => {
      const messages = call.messages.map((message) => redactMessage(message, redact));
      return redactReply(await model.complete({ ...call, messages }), redact);
    },
  };
}

function redactMessage(message: Message, redact: Redact): Message {
  if (message.role !== 'assistant') return { ...message, text: redact(message.text) };
  const calls = message.calls.map((call) => ({ ...call, arguments: redact(call.arguments) }));
  return { ...message, text: redact(message.text), calls };
}

function redactReply(reply: ModelReply, redact: Redact): ModelReply {
  switch (reply.kind) {
    case 'text':
      return { ...reply, text: redact(reply.text) };
    case 'tools':
      return {
        ...reply,
        text: redact(reply.text),
        calls: reply.calls.map((call) => ({
          id: redact(call.id),
          name: redact(call.name),
          arguments: redact(call.arguments),
        })),
      };
    case 'refused':
    case 'truncated':
    case 'empty':
    case 'unavailable':
      return { ...reply, message: redact(reply.message) };
    default: {
      const never: never = reply;
      throw new Error(`unknown reply ${JSON.stringify(never)}`);
    }
  }
}
