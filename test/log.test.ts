import { describe, expect, it } from 'vitest';
import { createSecrets } from '../src/env/known-secrets.ts';
import { createLog } from '../src/log.ts';

describe('the log', () => {
  it('shows no payload, no secret, and of an error only its words', () => {
    const lines: string[] = [];
    const log = createLog('info', String, { write: (line) => void lines.push(line) });
    log.info({ payload: 'zq', event: { payload: 'zq' }, a: { b: { token: 'zq' } } }, 'a delivery');
    log.error({ headers: { authorization: 'zq' }, options: { privateKey: 'zq' } }, 'a request');
    const error = Object.assign(new Error('it failed'), { request: { headers: { authorization: 'zq' } } });
    log.error(error);
    log.child({ name: 'probot' }).warn({ err: error }, 'again');
    log.debug('not at this level');
    expect(lines).toHaveLength(4);
    expect(lines.join('')).not.toContain('zq');
    expect(lines.join('')).toContain('it failed');
  });

  it('writes no secret of the process, whatever quotes it', () => {
    const lines: string[] = [];
    const secrets = createSecrets();
    const log = createLog('info', secrets.redact, { write: (line) => void lines.push(line) });
    secrets.add('canary-of-the-log');
    log.info({ url: 'https://x.test/?q=canary-of-the-log' }, 'asked with canary-of-the-log');
    log.error(new Error('the key "canary-of-the-log" is wrong'));
    log.child({ name: 'canary-of-the-log' }).warn('again');
    expect(lines).toHaveLength(3);
    expect(lines.every((line) => line.includes('[redacted]') && !line.includes('canary'))).toBe(true);
    expect(() => lines.map((line): unknown => JSON.parse(line))).not.toThrow();
  });
});
