import { describe, expect, it } from 'vitest';
import { createLog } from '../src/log.ts';

describe('the log', () => {
  it('shows no payload, no secret, and of an error only its words', () => {
    const lines: string[] = [];
    const log = createLog('info', { write: (line) => void lines.push(line) });
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
});
