import { describe, expect, it } from 'vitest';
import { openaiModel } from '../../../src/agents/openai/chat.ts';
import type { ScriptedReply } from '../../../src/cli/scripted-model/script.ts';
import { startScriptedModel } from '../../../src/cli/scripted-model/start-scripted-model.ts';
import { askChat as ask, chatCall as call, completion, raw, sequence } from '../support.ts';

describe('a reply of a chat server', () => {
  it('is text with the usage that the server counted', async () => {
    const reply = await ask({ kind: 'text', text: 'Good day' });
    expect(reply).toMatchObject({ kind: 'text', text: 'Good day', usage: { counted: 'server' } });
  });

  it('is tool calls with their arguments untouched', async () => {
    const reply = await ask({ kind: 'tools', calls: [{ name: 'read_file', arguments: '{"path":' }] });
    expect(reply).toMatchObject({
      kind: 'tools',
      calls: [{ id: 'call_1_1', name: 'read_file', arguments: '{"path":' }],
    });
  });

  it('is read when a compatible server leaves out ids and usage, and sends arguments as an object', async () => {
    const message = {
      content: null,
      tool_calls: [{ function: { name: 'list_files', arguments: { a: 1 } } }],
    };
    const reply = await ask(completion(message));
    expect(reply).toMatchObject({
      kind: 'tools',
      calls: [{ id: 'call_0', name: 'list_files', arguments: '{"a":1}' }],
      usage: { counted: 'estimated' },
    });
  });

  it('is read when its content comes in parts', async () => {
    const reply = await ask(completion({ content: [{ type: 'text', text: 'one ' }, { text: 'two' }] }));
    expect(reply).toMatchObject({ kind: 'text', text: 'one two' });
  });

  it.each<[string, ScriptedReply, string]>([
    ['a refusal', { kind: 'refusal', text: 'I will not' }, 'refused'],
    ['a cut text', { kind: 'truncated', text: 'half an ans' }, 'truncated'],
    ['blank text', { kind: 'text', text: ' \n' }, 'empty'],
    ['no content at all', completion({ content: null }), 'empty'],
    [
      'a stop by the content filter',
      raw(200, { choices: [{ finish_reason: 'content_filter', message: { content: 'x' } }] }),
      'refused',
    ],
    [
      'cut tool calls, even where they are valid JSON',
      raw(200, {
        choices: [
          {
            finish_reason: 'length',
            message: { tool_calls: [{ id: 'a', function: { name: 'finish', arguments: '{}' } }] },
          },
        ],
      }),
      'truncated',
    ],
    ['a filter told in a 400', raw(400, { error: { code: 'content_filter' } }), 'refused'],
    ['a reply of 10 MB', { kind: 'text', text: 'x'.repeat(10_000_000) }, 'truncated'],
  ])('%s is a value: %#', async (_name, reply, kind) => {
    expect((await ask(reply)).kind).toBe(kind);
  });

  it('sends schema, tools and limit as OpenAI takes them', async () => {
    const server = await startScriptedModel(sequence({ kind: 'text', text: '{}' }));
    const jsonSchema = { type: 'object', properties: {}, additionalProperties: false };
    const parameters = { type: 'object', properties: {} };
    const reply = await openaiModel({ baseUrl: server.baseUrl, key: server.key }).complete({
      ...call,
      schema: { name: 'answer', jsonSchema },
      tools: [{ name: 'look', description: 'Look', parameters }],
    });
    await server.stop();
    expect(reply.kind).toBe('text');
    expect(server.errors()).toEqual([]);
    expect(server.requests()).toMatchObject([{ model: 'some-model', tools: ['look'], schema: 'answer' }]);
  });
});

describe('a server that gives no reply', () => {
  it.each<[string, ScriptedReply, string, number | null]>([
    ['429 with seconds to wait', raw(429, {}, { 'retry-after': '7' }), 'rate-limit', 7_000],
    ['429 with milliseconds to wait', raw(429, {}, { 'retry-after-ms': '1500' }), 'rate-limit', 1_500],
    ['429 that says nothing', raw(429, {}), 'rate-limit', null],
    ['429 that asks for a year', raw(429, {}, { 'retry-after': '31536000' }), 'rate-limit', 86_400_000],
    ['429 with a date gone by', raw(429, {}, { 'retry-after': new Date(0).toUTCString() }), 'rate-limit', 0],
    ['429 for want of money', raw(429, { error: { code: 'insufficient_quota' } }), 'quota', null],
    ['402', raw(402, {}), 'quota', null],
    ['500', raw(500, {}), 'outage', null],
    ['503 with a time', raw(503, {}, { 'retry-after': '2' }), 'outage', 2_000],
    ['401', raw(401, {}), 'unauthorised', null],
    ['403', raw(403, {}), 'unauthorised', null],
    ['404', raw(404, { error: { code: 'model_not_found' } }), 'model-missing', null],
    ['400', raw(400, { error: { message: 'no' } }), 'request-refused', null],
    ['422', raw(422, {}), 'request-refused', null],
    ['broken JSON', raw(200, '{"choices": ['), 'outage', null],
    ['an HTML page', raw(200, '<h1>hi</h1>', { 'content-type': 'text/html' }), 'outage', null],
    ['an error with status 200', raw(200, { error: { message: 'busy' } }), 'outage', null],
  ])('%s is unavailable, and asked once', async (_name, reply, reason, retryAfterMs) => {
    expect(await ask(reply)).toMatchObject({ kind: 'unavailable', reason, retryAfterMs });
  });

  it('is not followed when it points elsewhere', async () => {
    const other = await startScriptedModel(sequence({ kind: 'text', text: 'stolen' }));
    const reply = await ask(raw(307, '', { location: `${other.baseUrl}/chat/completions` }));
    await other.stop();
    expect(reply).toMatchObject({ kind: 'unavailable', reason: 'model-missing', usage: { counted: 'none' } });
    const { message } = reply as { message: string };
    expect(message).toContain('redirects (307)');
    expect(message).toContain('OPENAI_BASE_URL');
    expect(other.errors()).toEqual([]);
    expect(other.requests()).toEqual([]);
  });

  it.each<[string, ScriptedReply, string]>([
    ['stalls', { kind: 'stall' }, 'timeout'],
    ['drips for ever', { kind: 'drip' }, 'timeout'],
    ['stalls amid an error', { kind: 'stall', status: 500 }, 'outage'],
    ['drips an error for ever', { kind: 'drip', status: 429 }, 'rate-limit'],
  ])('is left at the time-out when its reply %s', async (_name, reply, reason) => {
    expect(await ask(reply, { timeoutMs: 80 })).toMatchObject({ kind: 'unavailable', reason });
  });

  it("stops at the caller's deadline", async () => {
    const reply = await ask({ kind: 'stall' }, { signal: AbortSignal.timeout(50) });
    expect(reply).toMatchObject({ kind: 'unavailable', reason: 'timeout' });
  });

  it('is an outage when nobody listens', async () => {
    const server = await startScriptedModel(sequence());
    await server.stop();
    const reply = await openaiModel({ baseUrl: server.baseUrl, key: null }).complete(call);
    expect(reply).toMatchObject({ kind: 'unavailable', reason: 'outage' });
  });
});

describe('the key', () => {
  const key = 'sk-canary-0123456789';

  it.each([400, 401, 404, 429, 500])(
    'never comes back in the message of a %d that quotes it',
    async (status) => {
      const body = { error: { message: `Incorrect key sk-canar****6789 or ${key}`, code: key, type: key } };
      const quoting = await startScriptedModel(sequence(raw(status, body)));
      const model = openaiModel({ baseUrl: quoting.baseUrl, key: quoting.key });
      const reply = await model.complete(call);
      await quoting.stop();
      expect(JSON.stringify(reply)).not.toContain('canar');
    },
  );

  it('is taken out in any form when the server quotes it', async () => {
    const server = await startScriptedModel(
      sequence(raw(400, { error: { message: 'bad key scripted-model-key', code: 'scripted-model-key' } })),
    );
    const reply = await openaiModel({ baseUrl: server.baseUrl, key: server.key }).complete(call);
    await server.stop();
    expect(reply).toMatchObject({ kind: 'unavailable', reason: 'request-refused' });
    expect(JSON.stringify(reply)).not.toContain(server.key);
  });

  it('that is wrong ends as unauthorised', async () => {
    const reply = await ask({ kind: 'text', text: 'never sent' }, {}, { key });
    expect(reply).toMatchObject({ kind: 'unavailable', reason: 'unauthorised' });
  });
});
