import { describe, expect, it } from 'vitest';
import { runExecution } from '../../../src/agents/execution-agent.ts';
import type { ModelCall, ModelReply } from '../../../src/agents/model.ts';
import type { OpenaiSettings } from '../../../src/agents/openai/ask-server.ts';
import { openaiResponses } from '../../../src/agents/openai/responses.ts';
import { draftSpec, reviewChange } from '../../../src/agents/reasoning-agent.ts';
import type { ScriptedReply } from '../../../src/cli/scripted-model/script.ts';
import { startScriptedModel } from '../../../src/cli/scripted-model/start-scripted-model.ts';
import { visibleText } from '../../../src/markdown/visible.ts';
import { filesOf, onStage, sequence, textOf, tools } from '../support.ts';

const call: ModelCall = {
  api: 'responses',
  model: 'gpt-4.1',
  messages: [
    { role: 'system', text: 'Be brief.' },
    { role: 'user', text: 'Hello' },
  ],
  tools: [],
  schema: null,
  maxReplyTokens: 100,
  timeoutMs: 5_000,
};

async function ask(
  reply: ScriptedReply,
  change: Partial<ModelCall> = {},
  settings: Partial<OpenaiSettings> = {},
): Promise<ModelReply> {
  const server = await startScriptedModel(sequence(reply));
  try {
    const model = openaiResponses({ baseUrl: server.baseUrl, key: server.key, ...settings });
    return await model.complete({ ...call, ...change });
  } finally {
    await server.stop();
  }
}

function raw(status: number, body: unknown, headers: Record<string, string> = {}): ScriptedReply {
  return { kind: 'raw', status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

const response = (rest: Record<string, unknown>) =>
  raw(200, { object: 'response', status: 'completed', output: [], ...rest });
const json = (value: unknown): ScriptedReply => ({ kind: 'text', text: JSON.stringify(value) });
const message = (...content: unknown[]) => ({ type: 'message', role: 'assistant', content });

describe('a reply over Responses', () => {
  it('is text with the usage that the server counted', async () => {
    const reply = await ask({ kind: 'text', text: 'Good day' });
    expect(reply).toMatchObject({ kind: 'text', text: 'Good day', usage: { counted: 'server' } });
    expect(reply).not.toHaveProperty('sealed');
  });

  it('is tool calls by the number that their answers must name', async () => {
    const reply = await ask({ kind: 'tools', calls: [{ name: 'read_file', arguments: '{"path":' }] });
    expect(reply).toMatchObject({
      kind: 'tools',
      calls: [{ id: 'call_1_1', name: 'read_file', arguments: '{"path":' }],
    });
  });

  it('is read when a server sends items that were not asked for, and no usage', async () => {
    const output = [{ type: 'web_search_call' }, message({ type: 'output_text', text: 'one' })];
    expect(await ask(response({ output }))).toMatchObject({
      kind: 'text',
      text: 'one',
      usage: { counted: 'estimated' },
    });
  });

  const half = [message({ type: 'output_text', text: 'hal' })];
  const finish = [{ type: 'function_call', call_id: 'a', name: 'finish', arguments: '{}' }];
  it.each<[string, ScriptedReply, string]>([
    ['a refusal', { kind: 'refusal', text: 'I will not' }, 'refused'],
    ['a cut text', { kind: 'truncated', text: 'half an ans' }, 'truncated'],
    ['blank text', { kind: 'text', text: ' \n' }, 'empty'],
    ['no output at all', response({}), 'empty'],
    ['reasoning and nothing else', response({ output: [{ type: 'reasoning', id: 'r' }] }), 'empty'],
    [
      'a stop by the content filter',
      response({ status: 'incomplete', incomplete_details: { reason: 'content_filter' }, output: half }),
      'refused',
    ],
    [
      'cut tool calls, even where they are valid JSON',
      response({
        status: 'incomplete',
        incomplete_details: { reason: 'max_output_tokens' },
        output: finish,
      }),
      'truncated',
    ],
    ['a prompt that the server will not have', response({ error: { code: 'invalid_prompt' } }), 'refused'],
    ['a reply of 10 MB', { kind: 'text', text: 'x'.repeat(10_000_000) }, 'truncated'],
    ['400 for what it says', raw(400, { error: { code: 'invalid_prompt' } }), 'refused'],
  ])('%s is a value: %#', async (_name, reply, kind) => {
    expect((await ask(reply)).kind).toBe(kind);
  });
});

describe('what was paid for over Responses', () => {
  const usage = { input_tokens: 8_000, output_tokens: 90 };
  const made = (one: unknown) => response({ output: [one], usage });
  it.each<[string, ScriptedReply, Record<string, unknown>]>([
    [
      'a call without a name',
      made({ type: 'function_call', call_id: 'a', name: null, arguments: '{}' }),
      { kind: 'tools', calls: [{ name: '' }] },
    ],
    [
      'arguments as an object',
      made({ type: 'function_call', call_id: 'a', name: 'f', arguments: { a: 1 } }),
      { kind: 'tools', calls: [{ name: 'f', arguments: '{"a":1}' }] },
    ],
    [
      'a custom call',
      made({ type: 'custom_tool_call', call_id: 'a', name: 'f', input: 'y' }),
      { kind: 'tools', calls: [{ name: 'f', arguments: 'y' }] },
    ],
    ['content as plain text', made({ type: 'message', content: 'plain' }), { kind: 'text', text: 'plain' }],
    ['an item that is none', made(7), { kind: 'empty' }],
    ['no output', raw(200, { object: 'response', usage }), { kind: 'unavailable' }],
  ])('is read and counted: %s', async (_name, reply, expected) => {
    const counted = { promptTokens: 8_000, replyTokens: 90, counted: 'server' };
    expect(await ask(reply)).toMatchObject({ ...expected, usage: counted });
  });
});

describe('a server of Responses that gives no reply', () => {
  it.each<[string, ScriptedReply, string, number | null]>([
    ['429 with seconds to wait', raw(429, {}, { 'retry-after': '7' }), 'rate-limit', 7_000],
    ['429 for want of money', raw(429, { error: { code: 'insufficient_quota' } }), 'quota', null],
    ['a limit told in a 200', response({ error: { code: 'rate_limit_exceeded' } }), 'rate-limit', null],
    [
      'a fault told in a 200',
      response({ status: 'failed', error: { code: 'server_error' } }),
      'outage',
      null,
    ],
    ['a response that is still being made', response({ status: 'in_progress' }), 'outage', null],
    ['500', raw(500, {}), 'outage', null],
    ['400', raw(400, { error: { message: 'too long' } }), 'request-refused', null],
    ['401', raw(401, {}), 'unauthorised', null],
    ['404', raw(404, { error: { code: 'model_not_found' } }), 'model-missing', null],
    ['broken JSON', raw(200, '{"output": ['), 'outage', null],
    ['a response without output', raw(200, { object: 'response' }), 'outage', null],
    ['an HTML page', raw(200, '<h1>hi</h1>', { 'content-type': 'text/html' }), 'outage', null],
    ['an empty body', raw(200, ''), 'outage', null],
  ])('%s is unavailable, and asked once', async (_name, reply, reason, retryAfterMs) => {
    expect(await ask(reply)).toMatchObject({ kind: 'unavailable', reason, retryAfterMs });
  });

  it.each<[string, ScriptedReply, string]>([
    ['stalls', { kind: 'stall' }, 'timeout'],
    ['drips for ever', { kind: 'drip' }, 'timeout'],
    ['drips an error for ever', { kind: 'drip', status: 500 }, 'outage'],
  ])('is left at the time-out when it %s', async (_name, reply, reason) => {
    expect(await ask(reply, { timeoutMs: 500 })).toMatchObject({ kind: 'unavailable', reason });
  });

  it('never gets its key quoted in a message of ours', async () => {
    const reply = await ask(raw(400, { error: { message: 'bad key scripted-model-key' } }));
    expect(reply).toMatchObject({ kind: 'unavailable', reason: 'request-refused' });
    expect(JSON.stringify(reply)).not.toContain('scripted-model-key');
  });
});

describe('an agent over Responses', () => {
  const files = filesOf({ 'calc.py': 'def add(x, y):\n    return x - 1 + y\n' });
  const spec = { title: 'Fix add', goal: 'add() adds', acceptance: ['add(2, 2) is 4'] };

  it.each(['o4-mini', 'gpt-4.1'])(
    'works through tools, and gives a model its reasoning back where it has any: %s',
    async (model) => {
      const { result, server } = await onStage(
        sequence(
          tools(['read_file', { path: 'calc.py' }], ['read_file', '{"path": ']),
          { kind: 'tools', text: 'Now.', calls: [{ name: 'list_files', arguments: {} }] },
          tools(['edit_file', { path: 'calc.py', search: 'x - 1 + y', replace: 'x + y' }]),
          tools(['finish', { summary: 'add() adds now.' }]),
        ),
        'execution',
        async (stage) => ({
          ...stage,
          result: await runExecution({
            ...stage.deps,
            part: 'change',
            spec,
            context: '',
            files,
            learned: null,
            limits: { turns: 40, tokens: 2_000_000 },
          }),
        }),
        { model },
        'responses',
      );
      expect(server.errors()).toEqual([]);
      expect(server.unused()).toEqual([]);
      if (result.kind !== 'change') throw new Error(result.message);
      expect(textOf(result.files, 'calc.py')).toContain('x + y');
    },
  );

  it('drafts and reviews through a schema, after a repair turn too', async () => {
    const drafted = { ...spec, testsWanted: true, filesInScope: [], questions: [] };
    const { draft, review, server } = await onStage(
      sequence({ kind: 'text', text: 'Sure!' }, json(drafted), json({ verdict: 'approve', findings: [] })),
      'reasoning',
      async (stage) => ({
        ...stage,
        draft: await draftSpec(stage.deps, {
          title: visibleText('add'),
          body: visibleText('add() is wrong'),
          context: '',
          guidance: visibleText(''),
        }),
        review: await reviewChange(stage.deps, {
          spec,
          diff: '-x\n+y',
          evidence: { passed: 1, failed: [] },
          context: '',
        }),
      }),
      {},
      'responses',
    );
    expect(server.errors()).toEqual([]);
    expect(draft).toMatchObject({ kind: 'spec', spec: drafted });
    expect(review).toMatchObject({ kind: 'review', verdict: 'approve' });
    expect(server.requests().map(({ schema }) => schema)).toEqual([
      'task_specification',
      'task_specification',
      'review',
    ]);
  });
});
