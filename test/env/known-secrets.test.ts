import { generateKeyPairSync } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guardModel } from '../../src/agents/guard-model.ts';
import type { Model, ModelCall, ModelReply } from '../../src/agents/model.ts';
import { createSecrets } from '../../src/env/known-secrets.ts';

const secret = 'canary+value/with="odd" signs';

describe('a secret of the process', () => {
  const { redact } = createSecrets([secret, null, 'short']);

  it.each([
    ['as it stands', secret],
    ['within JSON', JSON.stringify({ token: secret })],
    ['in an address', `https://x.test/?q=${encodeURIComponent(secret)}`],
    ['in base64', Buffer.from(secret).toString('base64')],
    ['in base64 for addresses', Buffer.from(secret).toString('base64url')],
    ['in hex', Buffer.from(secret).toString('hex')],
    ['several times', `${secret}${secret} and ${secret}`],
  ])('is taken out of a text: %s', (_name, text) => {
    const clean = redact(`before ${text} after`);
    expect(clean).toContain('[redacted]');
    expect(clean).toMatch(/^before .* after$/);
    for (const part of ['canary', 'Y2FuYXJ5', '63616e617279']) expect(clean).not.toContain(part);
  });

  it('leaves every other text as it is, and what is too short to be a secret', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        expect(redact(text)).toBe(text);
      }),
    );
    expect(redact('a short walk')).toBe('a short walk');
  });

  it('that begins with another leaves no end behind', () => {
    const both = createSecrets(['canary-key', 'canary-key-and-more']);
    expect(both.redact('x canary-key-and-more y')).toBe('x [redacted] y');
  });

  it('is one from the moment it is minted', () => {
    const secrets = createSecrets([]);
    expect(secrets.redact('ghs_canary0123')).toBe('ghs_canary0123');
    secrets.addToken('ghs_canary0123');
    expect(secrets.redact('token ghs_canary0123')).toBe('token [redacted]');
  });

  it('is not forgotten for all the tokens that are minted after it', () => {
    const secrets = createSecrets(['key-of-the-model']);
    secrets.add('key-of-the-app');
    for (let token = 0; token < 5_000; token += 1) secrets.addToken(`ghs_canary${token}`);
    expect(secrets.redact('key-of-the-model, key-of-the-app')).toBe('[redacted], [redacted]');
    expect(secrets.redact('ghs_canary4999 and ghs_canary4700')).toBe('[redacted] and [redacted]');
    // Long expired, and what is kept is bounded.
    expect(secrets.redact('ghs_canary1000')).toBe('ghs_canary1000');
  });

  it('that is a key in PEM is one line by line, indented or on one line', () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const { redact: clean } = createSecrets([pem]);
    const lines = pem.split('\n').filter((line) => /^[\w+/=]{20,}$/.test(line));
    expect(lines.length).toBeGreaterThan(20);
    for (const form of [pem, JSON.stringify(pem), pem.replaceAll('\n', ' '), pem.replaceAll('\n', '\n+  ')])
      for (const line of lines) expect(clean(form)).not.toContain(line);
  });
});

describe('a guarded model', () => {
  const usage = { promptTokens: 1, replyTokens: 1, counted: 'server' } as const;
  const call: ModelCall = {
    api: 'chat',
    model: 'm',
    messages: [
      { role: 'system', text: 'sys' },
      { role: 'user', text: `issue ${secret}` },
      { role: 'assistant', text: secret, calls: [{ id: 'a', name: 'f', arguments: `{"x":"${secret}"}` }] },
      { role: 'tool', callId: 'a', text: `log ${secret}` },
    ],
    tools: [],
    schema: null,
    maxReplyTokens: 1,
    timeoutMs: 1,
  };
  const { redact } = createSecrets([secret]);

  it.each<ModelReply>([
    { kind: 'text', text: `it is ${secret}`, usage },
    { kind: 'tools', calls: [{ id: secret, name: secret, arguments: secret }], text: secret, usage },
    { kind: 'refused', message: secret, usage },
    { kind: 'unavailable', reason: 'outage', message: secret, retryAfterMs: null },
  ])('is told no secret, and tells none: $kind', async (reply) => {
    const seen: ModelCall[] = [];
    const model: Model = {
      complete: async (given) => {
        seen.push(given);
        return reply;
      },
    };
    const answer = await guardModel(model, redact).complete(call);
    expect(JSON.stringify(answer)).not.toContain('canary');
    expect(JSON.stringify(answer)).toContain('[redacted]');
    expect(JSON.stringify(seen)).not.toContain('canary');
    expect(seen[0]?.messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'tool']);
    expect(answer.kind).toBe(reply.kind);
  });
});
