import { expect, it } from 'vitest';
import { createFaults } from '../../../src/simulator/faults.ts';

it('a fault is met by its operation on its resource, once', () => {
  const faults = createFaults();
  faults.add({ operation: 'pulls/merge', resource: 'octo/demo#7', kind: 'after', status: 502 });
  expect(faults.take('pulls/get', ['octo/demo', 'octo/demo#7'])).toBeNull();
  expect(faults.take('pulls/merge', ['octo/demo', 'octo/demo#8'])).toBeNull();
  expect(faults.pending()).toHaveLength(1);
  expect(faults.take('pulls/merge', ['octo/demo', 'octo/demo#7'])).toMatchObject({ status: 502 });
  expect(faults.take('pulls/merge', ['octo/demo', 'octo/demo#7'])).toBeNull();
});

it('the star lies on any resource, and faults are met in the order they were laid', () => {
  const faults = createFaults();
  faults.add({ operation: 'createRef', resource: '*', kind: 'reset' });
  faults.add({ operation: 'createRef', resource: '*', kind: 'delay', ms: 5 });
  expect([1, 2, 3].map(() => faults.take('createRef', [])?.kind)).toEqual(['reset', 'delay', undefined]);
});
