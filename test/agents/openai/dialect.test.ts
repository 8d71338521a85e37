import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import type { ModelReply } from '../../../src/agents/model.ts';
import { openaiModel } from '../../../src/agents/openai/chat.ts';
import { chatCall } from '../support.ts';

type Body = Record<string, unknown>;
const schema = {
  name: 'answer',
  jsonSchema: { type: 'object', properties: {}, additionalProperties: false },
};
const completion = {
  choices: [{ finish_reason: 'stop', message: { content: '{}' } }],
  usage: { prompt_tokens: 30, completion_tokens: 2 },
};

/** Calls a model twice, on a server that answers 400 with these words to a body that has such a key. */
async function askTwice(
  refused: Readonly<Record<string, string>>,
): Promise<{ replies: ModelReply[]; bodies: Body[] }> {
  const bodies: Body[] = [];
  const server = createServer(async (request, response) => {
    const body = JSON.parse(await text(request)) as Body;
    bodies.push(body);
    const key = Object.keys(refused).find((name) => name in body);
    response.writeHead(key ? 400 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(key ? { error: { message: refused[key] } } : completion));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const model = openaiModel({ baseUrl: `http://127.0.0.1:${port}/v1`, key: 'k' });
  const call = { ...chatCall, schema };
  const replies = [await model.complete(call), await model.complete(call)];
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
  return { replies, bodies };
}

describe('a server that does not know a parameter', () => {
  it.each<[string, Record<string, string>, string[]]>([
    [
      'response_format',
      { response_format: 'This response_format type is unavailable now' },
      ['max_completion_tokens'],
    ],
    ['json_schema', { response_format: "Invalid type 'json_schema'" }, ['max_completion_tokens']],
    [
      'max_completion_tokens',
      { max_completion_tokens: 'Unrecognized request argument supplied: max_completion_tokens' },
      ['max_tokens', 'response_format'],
    ],
    [
      'max_completion_tokens, in the words of another',
      { max_completion_tokens: 'body.max_completion_tokens: Extra inputs are not permitted' },
      ['max_tokens', 'response_format'],
    ],
    [
      'either',
      {
        response_format: 'response_format: unknown',
        max_completion_tokens: 'max_completion_tokens: unknown',
      },
      ['max_tokens'],
    ],
  ])('is asked without it, and not asked with it again: %s', async (_what, refused, keys) => {
    const { replies, bodies } = await askTwice(refused);
    expect(replies.map(({ kind }) => kind)).toEqual(['text', 'text']);
    expect(bodies).toHaveLength(2 + Object.keys(refused).length);
    const sent = Object.keys(bodies.at(-1) ?? {}).filter((key) => !['model', 'messages'].includes(key));
    expect(sent.toSorted()).toEqual(keys);
  });

  it.each<[string, string]>([
    ['another parameter', 'Unknown parameter: tools'],
    ['a limit that is too high', 'max_completion_tokens is too large: 100. At most 50 are supported'],
    ['the prompt', 'This model reads at most 8192 tokens'],
  ])('is not asked again where it minds %s', async (_what, words) => {
    const { replies, bodies } = await askTwice({ model: words });
    expect(replies).toMatchObject([{ reason: 'request-refused' }, { reason: 'request-refused' }]);
    expect(bodies).toHaveLength(2);
  });
});
