import { describe, expect, it } from 'vitest';
import { failureSignature } from '../../../src/task/results/failure-signature.ts';

const one = {
  id: 't.py::a',
  message: 'assert 1 == 2',
  detail: '>   assert x == 2\nE   assert 1 == 2\n\nt.py:3: AssertionError',
};
const other = { id: 't.py::b', message: 'boom', detail: '' };
const signed = (changed: Partial<typeof one>): string => failureSignature([{ ...one, ...changed }]);

describe('the signature of a failure', () => {
  it.each<[string, Partial<typeof one>]>([
    ['elsewhere in the file', { detail: 'E   assert 1 == 2\n\nt.py:9: AssertionError' }],
    ['with a message that says more', { message: 'AssertionError: assert 1 == 2' }],
  ])('is the same for the same assertion %s', (_what, changed) => {
    expect(signed(changed)).toBe(signed({}));
  });

  it.each<[string, Partial<typeof one>]>([
    ['another value', { detail: 'E   assert 3 == 2' }],
    ['another test', { id: 't.py::a[1]' }],
    ['another line more', { detail: 'E   assert 1 == 2\nE    +  where 1 = f()' }],
    ['no assertion', { detail: '' }],
  ])('is not the same for %s', (_what, changed) => {
    expect(signed(changed)).not.toBe(signed({ message: 'said' }));
  });

  it('does not depend on the order, nor on what differs from run to run', () => {
    expect(failureSignature([one, other])).toBe(failureSignature([other, one]));
    const at = (address: string, dir: number): string =>
      signed({ detail: `E   assert <A object at ${address}> in '/tmp/pytest-of-runner/pytest-${dir}/x'` });
    expect(at('0x7f01ab', 0)).toBe(at('0x7fffcd', 12));
    expect(at('0x7f01ab', 0)).not.toBe(signed({}));
  });

  it('takes the message where pytest shows no assertion', () => {
    expect(failureSignature([other])).not.toBe(failureSignature([{ ...other, message: 'bang' }]));
  });
});
