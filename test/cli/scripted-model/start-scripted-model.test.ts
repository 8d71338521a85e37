import { describe, expect, it } from 'vitest';
import type { Script, ScriptedStep } from '../../../src/cli/scripted-model/script.ts';
import { startScriptedModel } from '../../../src/cli/scripted-model/start-scripted-model.ts';
import type { ScriptedModel } from '../../../src/cli/scripted-model/start-scripted-model.ts';

const user = (content: string) => ({ role: 'user', content });
const assistant = (content: string) => ({ role: 'assistant', content });
const text = (words: string): ScriptedStep => ({ kind: 'text', text: words });

async function on<Result>(
  script: Script,
  story: (server: ScriptedModel) => Promise<Result>,
): Promise<Result> {
  const server = await startScriptedModel(script);
  try {
    return await story(server);
  } finally {
    await server.stop();
  }
}

type Completion = { choices: { message: { content: string } }[]; usage: Record<string, number> };

async function post(server: ScriptedModel, body: unknown, key = server.key) {
  const response = await fetch(`${server.baseUrl}/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}` },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Completion };
}
const say = (...messages: unknown[]) => ({ model: 'm', messages });

const content = async (server: ScriptedModel, ...messages: unknown[]) =>
  (await post(server, say(...messages))).body.choices[0]?.message.content;

const called = (id: string, given = '{}') => ({
  role: 'assistant',
  content: null,
  tool_calls: [{ id, type: 'function', function: { name: 'f', arguments: given } }],
});

const answered = (id: string) => ({ role: 'tool', tool_call_id: id, content: 'x' });

const hello = (script: Script) => on(script, (server) => post(server, say(user('hello'))));

describe('a sequence', () => {
  const script: Script = {
    kind: 'sequence',
    steps: [text('one'), ({ messages }) => ({ kind: 'text', text: `you said ${messages[0]?.content}` })],
  };

  it('answers step by step and names the steps that were never asked for', () =>
    on(script, async (server) => {
      expect((await post(server, say(user('a')))).body.choices[0]?.message.content).toBe('one');
      expect(server.unused()).toEqual(['step 2']);
      expect((await post(server, say(user('b')))).body.choices[0]?.message.content).toBe('you said b');
      expect(server.unused()).toEqual([]);
      expect(server.errors()).toEqual([]);
    }));

  it('answers 500 to a call too many and remembers it', () =>
    on({ kind: 'sequence', steps: [] }, async (server) => {
      expect((await post(server, say(user('a')))).status).toBe(500);
      expect(server.errors()).toEqual(['call 1 was not expected: the script has no step 1']);
    }));

  it('counts usage from bytes, the same each time', async () => {
    const first = await hello(script);
    const second = await hello(script);
    expect(first.body.usage).toEqual(second.body.usage);
    expect(first.body.usage).toEqual({ prompt_tokens: 19, completion_tokens: 16, total_tokens: 35 });
  });
});

describe('conversations', () => {
  const script: Script = {
    kind: 'conversations',
    conversations: [
      {
        name: 'author',
        when: ({ messages }) => messages[0]?.content === 'write',
        replies: [text('w1'), text('w2')],
      },
      { name: 'reviewer', when: ({ schema }) => schema !== null, replies: [text('r1')] },
    ],
  };
  it('go on by the replies that stand in them, so that asking again gets the same', () =>
    on(script, async (server) => {
      expect(await content(server, user('write'))).toBe('w1');
      expect(await content(server, user('write'))).toBe('w1');
      expect(await content(server, user('write'), assistant('w1'), user('go on'))).toBe('w2');
      expect(server.unused()).toEqual(['reviewer, reply 1']);
      expect(server.errors()).toEqual([]);
    }));

  it('refuse a conversation that nobody wrote, or that goes on too long', () =>
    on(script, async (server) => {
      expect((await post(server, say(user('hello')))).status).toBe(500);
      const long = say(user('write'), assistant('w1'), assistant('w2'));
      expect((await post(server, long)).status).toBe(500);
      expect(server.errors()).toHaveLength(2);
    }));
});

describe('a request that OpenAI would refuse', () => {
  it.each([
    ['broken JSON', '{', 400],
    ['no message', say(), 400],
    ['an unknown role', say({ role: 'robot', content: 'x' }), 400],
    ['an unknown field', { ...say(user('x')), temprature: 1 }, 400],
    ['a tool call without its answer', say(called('a'), user('x')), 400],
    ['a tool call unanswered at the end', say(called('a')), 400],
    ['broken arguments in the history', say(called('a', '{'), answered('a')), 400],
    ['an answer to no call', say(user('x'), answered('a')), 400],
    ['an answer given twice', say(called('a'), answered('a'), answered('a')), 400],
  ])('is refused here: %s', (_name, body, status) =>
    on({ kind: 'sequence', steps: [text('never')] }, async (server) => {
      expect((await post(server, body)).status).toBe(status);
      expect(server.errors()).toHaveLength(1);
      expect(server.unused()).toEqual(['step 1']);
    }),
  );

  it('is refused with the wrong key or at another address', () =>
    on({ kind: 'sequence', steps: [text('never')] }, async (server) => {
      expect((await post(server, say(user('x')), 'other')).status).toBe(401);
      expect((await fetch(`${server.baseUrl}/models`)).status).toBe(404);
      expect(server.errors()).toHaveLength(2);
    }));

  it('is taken when every call is answered', () =>
    on({ kind: 'sequence', steps: [text('fine')] }, async (server) => {
      expect((await post(server, say(called('a'), answered('a')))).status).toBe(200);
    }));
});
