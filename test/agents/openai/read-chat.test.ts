import { createServer } from 'node:http';
import { describe, expect, it } from 'vitest';
import { openaiModel } from '../../../src/agents/openai/chat.ts';
import type { ScriptedReply } from '../../../src/cli/scripted-model/script.ts';
import { startScriptedModel } from '../../../src/cli/scripted-model/start-scripted-model.ts';
import { askChat as ask, chatCall as call, completion, raw, sequence } from '../support.ts';

const paid = { prompt_tokens: 8_000, completion_tokens: 90 };

function ended(reason: unknown) {
  return { choices: [{ finish_reason: reason, message: { content: 'x' } }], usage: paid };
}
function whole(reason: string): [string, unknown, 'text'] {
  return [reason, ended(reason), 'text'];
}
function cut(reason: string | number): [string, unknown, 'truncated'] {
  return [String(reason), ended(reason), 'truncated'];
}

describe('a reply that was paid for', () => {
  const called = (...calls: unknown[]) =>
    raw(200, { choices: [{ finish_reason: 'tool_calls', message: { tool_calls: calls } }], usage: paid });
  const given = { name: 'list_files', arguments: '{}' };
  it.each<[string, ScriptedReply, { id?: string; name?: string; arguments?: string }]>([
    ['a name that is null', called({ id: 'a', function: { name: null, arguments: '{}' } }), { name: '' }],
    ['a number for its id', called({ id: 7, function: given }), { id: '7', name: 'list_files' }],
    ['an object for its id', called({ id: {}, function: given }), { id: 'call_0', name: 'list_files' }],
    ['a number for arguments', called({ id: 'a', function: { ...given, arguments: 3 } }), { arguments: '3' }],
    ['custom input', called({ id: 'a', custom: { name: 'x', input: 'y' } }), { name: 'x', arguments: 'y' }],
    ['nothing that can be read', called(null), { id: 'call_0', name: '', arguments: '{}' }],
  ])('is a bad call to answer, and no outage, where a tool call has %s', async (_name, reply, expected) => {
    expect(await ask(reply)).toMatchObject({
      kind: 'tools',
      calls: [expected],
      usage: { promptTokens: 8_000, replyTokens: 90, counted: 'server' },
    });
  });

  it.each<[string, ScriptedReply, string]>([
    ['no choice', raw(200, { choices: [], usage: paid }), 'empty'],
    ['no message', raw(200, { choices: [{ message: null }], usage: paid }), 'empty'],
    ['content of no known form', completion({ content: { text: 'x' } }, { usage: paid }), 'empty'],
    ['a refusal that is false', completion({ content: 'x', refusal: false }, { usage: paid }), 'text'],
    ['an error beside it', raw(200, { error: { message: 'x' }, usage: paid }), 'unavailable'],
  ])('keeps what the server counted where it holds %s', async (_name, reply, kind) => {
    expect(await ask(reply)).toMatchObject({ kind, usage: { promptTokens: 8_000, counted: 'server' } });
  });

  it.each<[string, unknown, 'text' | 'truncated']>([
    ...['stop', 'STOP', 'tool_calls', 'function_call', 'end_turn', 'eos'].map(whole),
    ...['length', 'max_tokens', 'MAX_TOKENS', 'model_length', 'error', 'something new', 3].map(cut),
    ['no reason, below its limit', { choices: [{ message: { content: 'x' } }], usage: paid }, 'text'],
    [
      'no reason, at its limit',
      {
        choices: [{ finish_reason: null, message: { content: 'x' } }],
        usage: { ...paid, completion_tokens: 100 },
      },
      'truncated',
    ],
  ])('is whole only where the server says so: %s', async (_name, body, kind) => {
    expect((await ask(raw(200, body))).kind).toBe(kind);
  });

  it('sends a call back under a name that servers take', async () => {
    const server = await startScriptedModel(sequence({ kind: 'text', text: 'ok' }));
    const calls = ['', 'functions.list files'].map((name, index) => ({
      id: `c${index}`,
      name,
      arguments: '{}',
    }));
    await openaiModel({ baseUrl: server.baseUrl, key: server.key }).complete({
      ...call,
      messages: [
        ...call.messages,
        { role: 'assistant', text: '', calls },
        ...calls.map(({ id }) => ({ role: 'tool' as const, callId: id, text: 'no such tool' })),
      ],
    });
    await server.stop();
    const sent = server.requests()[0]?.messages.flatMap(({ tool_calls: sentCalls }) => sentCalls ?? []);
    expect(sent?.map((one) => one.function.name)).toEqual(['unreadable', 'functions_list_files']);
  });
});

describe('a call without a reply', () => {
  it.each<[string, ScriptedReply, 'none' | 'estimated']>([
    ['429', raw(429, {}), 'none'],
    ['402', raw(402, {}), 'none'],
    ['400', raw(400, {}), 'none'],
    ['401', raw(401, {}), 'none'],
    ['404', raw(404, {}), 'none'],
    ['500', raw(500, {}), 'none'],
    ['503', raw(503, {}), 'none'],
    ['502 of a gateway', raw(502, {}), 'estimated'],
    ['504 of a gateway', raw(504, {}), 'estimated'],
    ['broken JSON', raw(200, '{"choices": ['), 'estimated'],
    ['an HTML page', raw(200, '<h1>hi</h1>', { 'content-type': 'text/html' }), 'estimated'],
    ['a stalled reply', { kind: 'stall' }, 'estimated'],
    ['a reply of 10 MB', { kind: 'text', text: 'x'.repeat(10_000_000) }, 'estimated'],
  ])('may have cost something only where it did not turn us away: %s', async (_name, reply, counted) => {
    expect(await ask(reply, { timeoutMs: 500 })).toMatchObject({ usage: { counted } });
  });

  it.each<[string, 'listen' | 'hang up' | 'hang up amid it', 'none' | 'estimated']>([
    ['nobody listened', 'listen', 'none'],
    ['the connection was lost', 'hang up', 'estimated'],
    ['the connection was lost amid the reply', 'hang up amid it', 'estimated'],
  ])('may have cost something unless %s', async (_name, then, counted) => {
    const server = createServer((request, response) => {
      request.resume();
      request.on('end', () => {
        if (then === 'hang up amid it') response.writeHead(200, { 'content-length': '100' }).write('{"ch');
        setTimeout(() => response.socket?.destroy(), 5);
      });
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    if (then === 'listen') await new Promise((closed) => server.close(closed));
    const reply = await openaiModel({ baseUrl: `http://127.0.0.1:${port}/v1`, key: 'k' }).complete(call);
    if (then !== 'listen') await new Promise((closed) => server.close(closed));
    expect(reply).toMatchObject({ kind: 'unavailable', reason: 'outage', usage: { counted } });
  });
});
