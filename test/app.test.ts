import { createHmac, generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createApp, readEvents } from '../src/app.ts';
import { createLog } from '../src/log.ts';

const webhookSecret = '5f1c9b0a7de24c83b6aa';
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

describe('the App', () => {
  it('takes a payload only under its own secret, and byte for byte', async () => {
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const settings = {
      credentials: { appId: 1, privateKey: pem, webhookSecret },
      github: { apiUrl: 'http://127.0.0.1:9/api/v3', graphqlUrl: 'http://127.0.0.1:9/api/graphql' },
    };
    const app = await createApp(settings, createLog('silent', String));
    const text = '{ "a": "é" }';
    expect(await app.verify(text, signed(webhookSecret, text))).toBe(true);
    expect(await app.verify(text, signed('development', text))).toBe(false);
    expect(await app.verify('{"a":"é"}', signed(webhookSecret, text))).toBe(false);
  });

  it('subscribes to the events that it reads, and asks for no right to edit workflows', () => {
    const manifest: unknown = parse(readFileSync(new URL('../app.yml', import.meta.url), 'utf8'));
    expect(manifest).toMatchObject({
      default_events: [...readEvents].toSorted(),
      hook_attributes: { url: expect.stringMatching(/\/api\/github\/webhooks$/) },
      default_permissions: {
        actions: 'read',
        checks: 'write',
        contents: 'write',
        issues: 'write',
        metadata: 'read',
        pull_requests: 'write',
      },
    });
    expect(manifest).not.toHaveProperty('default_permissions.workflows');
  });
});

function signed(secret: string, text: string): string {
  return `sha256=${createHmac('sha256', secret).update(text).digest('hex')}`;
}
