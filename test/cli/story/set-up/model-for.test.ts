import { describe, expect, it } from 'vitest';
import { modelFor } from '../../../../src/cli/story/set-up/model-for.ts';
import { approval } from '../../../../src/cli/story/script-replies.ts';

const script = [approval];
const keyed = { OPENAI_API_KEY: 'k' };
const local = { OPENAI_BASE_URL: 'http://127.0.0.1:1/v1' };

describe('modelFor', () => {
  it.each([
    ['scripted', keyed, script, { kind: 'script', conversations: script }],
    ['scripted', keyed, [], { kind: 'none' }],
    ['none', keyed, script, { kind: 'none' }],
    ['openai', keyed, script, { kind: 'server', baseUrl: 'https://api.openai.com/v1', key: 'k' }],
    ['openai', local, script, { kind: 'server', baseUrl: 'http://127.0.0.1:1/v1', key: null }],
    ['openai', {}, script, { kind: 'wrong', message: expect.stringContaining('needs OPENAI_API_KEY') }],
    [
      null,
      { OPENAI_BASE_URL: 'nowhere' },
      [],
      { kind: 'wrong', message: expect.stringMatching(/must be an address/) },
    ],
    ['scripted', { OPENAI_BASE_URL: 'nowhere' }, [], { kind: 'none' }],
    [null, {}, script, { kind: 'none' }],
    [null, local, [], { kind: 'server', baseUrl: 'http://127.0.0.1:1/v1', key: null }],
  ] as const)('takes %s with %j', (choice, env, conversations, model) => {
    expect(modelFor(choice, env, conversations)).toEqual(model);
  });
});
