import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { secretWeakness } from '../../src/env/secret-weakness.ts';

describe('a webhook secret', () => {
  it.each([
    ['development', /fewer than 20/],
    ['5f1c9b0a7de24c83b6a', /fewer than 20/],
    ['aaaaaaaaaaaaaaaaaaaaaaaa', /same few/],
    ['abababababababababababab', /same few/],
    ['development-development', /well-known/],
    ['my-github-webhook-secret', /well-known/],
    ['CHANGEME_changeme_CHANGEME', /well-known/],
    ['your-webhook-secret-here-123', /well-known/],
  ])('%s is weak', (secret, why) => {
    expect(secretWeakness(secret)).toMatch(why);
  });

  it('is strong when it is random', () => {
    expect(secretWeakness('5f1c9b0a7de24c83b6aa')).toBeNull();
    for (let bytes = 20; bytes < 64; bytes += 1) {
      expect(secretWeakness(randomBytes(bytes).toString('base64url'))).toBeNull();
      expect(secretWeakness(randomBytes(bytes).toString('hex'))).toBeNull();
    }
  });
});
