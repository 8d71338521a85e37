import { describe, expect, it } from 'vitest';
import { refusalOf } from '../../../src/github/transport/graphql-refusal.ts';

describe('a mutation that GitHub refused', () => {
  it.each([
    ['STALE_DATA', 'Expected branch to point to "a1" but it did not. Pull and try again.', 'moved'],
    ['STALE_DATA', 'whatever it may say one day', 'moved'],
    ['UNPROCESSABLE', 'Expected branch to point to "a1" but it did not.', 'moved'],
    ['UNPROCESSABLE', "cannot lock ref 'refs/heads/x': is at a1 but expected b2", 'moved'],
    ['UNPROCESSABLE', 'A ref named "refs/heads/x" already exists in the repository.', 'exists'],
    ['UNPROCESSABLE', 'A pull request already exists for octo:cadence/7.', 'exists'],
    ['FORBIDDEN', 'Resource not accessible by integration', 'forbidden'],
    ['FORBIDDEN', 'A rule named "already exists" is not yours to pass', 'forbidden'],
    ['INSUFFICIENT_SCOPES', 'no', 'forbidden'],
    ['NOT_FOUND', 'Could not resolve to a node', 'gone'],
    ['UNPROCESSABLE', 'Ref cannot be created.', 'other'],
    ['UNPROCESSABLE', 'Required status check "ci" is expected.', 'other'],
    ['UNPROCESSABLE', 'Our words are looked at: the office is at home', 'other'],
    ['SOMETHING_NEW', 'A sentence that nobody has seen.', 'other'],
  ])('with %s "%s" was refused for the reason: %s', (type, message, reason) => {
    expect(refusalOf({ type, message })).toBe(reason);
  });
});
