import { describe, expect, it } from 'vitest';
import { hasSkipMarker } from '../../../../src/simulator/actions/workflow/has-skip-marker.ts';

describe('hasSkipMarker', () => {
  it.each([
    ['Fix [skip ci]', true],
    ['[ci skip] x', true],
    ['x\n\nbody [no ci] more', true],
    ['[skip actions]', true],
    ['[Actions Skip]', true],
    ['x\n\n\nskip-checks: true', true],
    ['x\n\n\nskip-checks:true\n', true],
    ['skip ci', false],
    ['[skip  ci]', false],
    ['[skip-ci]', false],
    ['x\n\nskip-checks: true\n\nmore', false],
    ['no skip-checks: true', false],
  ])('%j: %s', (message, expected) => {
    expect(hasSkipMarker(message)).toBe(expected);
  });
});
