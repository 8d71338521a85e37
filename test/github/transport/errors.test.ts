import { describe, expect, it } from 'vitest';
import { classify, redact } from '../../../src/github/transport/errors.ts';

const now = 1_000_000;

function thrown(status: number, headers: object = {}, message = 'no'): Error {
  return Object.assign(new Error(message), { status, response: { status, headers } });
}

describe('what was thrown', () => {
  it.each([
    ['a bad gateway may have done it', thrown(502), { kind: 'unknown' }],
    [
      'a reset says nothing',
      Object.assign(new Error('socket hang up'), { status: 500 }),
      { kind: 'unknown' },
    ],
    ['a time-out says nothing', new DOMException('late', 'TimeoutError'), { kind: 'unknown' }],
    ['what is no error at all says nothing', 'odd', { kind: 'unknown' }],
    ['401 is for the transport', thrown(401), { kind: 'unauthorised' }],
    ['404 is gone', thrown(404), { kind: 'gone' }],
    ['410 is gone', thrown(410), { kind: 'gone' }],
    ['403 is a refusal', thrown(403), { kind: 'refused', status: 403 }],
    ['409 is a refusal', thrown(409), { kind: 'refused', status: 409 }],
    ['422 is a refusal', thrown(422), { kind: 'refused', status: 422 }],
    [
      '403 with retry-after is a limit',
      thrown(403, { 'retry-after': '30' }),
      { kind: 'limited', until: now + 30_000 },
    ],
    ['429 is a limit', thrown(429), { kind: 'limited', until: now + 60_000 }],
    [
      'an empty allowance is a limit until its reset',
      thrown(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '5000' }),
      { kind: 'limited', until: 5_000_000 },
    ],
    [
      'a reset in the past is not waited for at once',
      thrown(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' }),
      { kind: 'limited', until: now + 1000 },
    ],
    [
      'a limit told in words alone is kept for a minute',
      thrown(
        403,
        { 'x-ratelimit-remaining': '4000', 'x-ratelimit-reset': '9000' },
        'You have exceeded a secondary rate limit',
      ),
      { kind: 'limited', until: now + 60_000 },
    ],
  ])('%s', (_title, error, fault) => {
    expect(classify(error, now)).toMatchObject(fault);
  });
});

describe('a message', () => {
  it.each([
    ['an installation token', 'bad ghs_16C7e42F292c6912E7710c838347Ae178B4a', 'ghs_16'],
    ['a header', 'authorization: bearer abcdefghijkl', 'abcdefgh'],
    ['a web token', 'jwt eyJhbGciOi.eyJpc3MiOjF9.c2lnbmF0dXJl', 'eyJ'],
    ['a key', 'key -----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY----- end', 'MIIE'],
    ['a cut-off key', 'key -----BEGIN PRIVATE KEY-----\nMIIE', 'MIIE'],
    ['a signed address', 'GET https://x.test/a?sig=c2VjcmV0&b=1', 'c2VjcmV0'],
  ])('never tells %s', (_title, text, secret) => {
    expect(redact(text)).not.toContain(secret);
    expect(redact(text)).toContain('[redacted]');
  });

  it('is one line, and short', () => {
    expect(redact('a\nb')).toBe('a b');
    expect(redact('x'.repeat(900))).toHaveLength(500);
  });

  it('has no credential of what was thrown in it', () => {
    expect(classify(thrown(422, {}, 'token ghs_abcdefghijklmnop'), now).message).not.toContain('ghs_a');
  });
});
