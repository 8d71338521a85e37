import { describe, expect, it } from 'vitest';
import { admit } from '../../../src/acts/backlog/admit.ts';
import { at } from '../../task/build.ts';
import { policy, situation } from '../../task/situations.ts';
import { fakeGitHub, turn } from '../fakes.ts';

const step = { kind: 'admit' } as const;

describe('an admission', () => {
  it('writes down which policy it was, and what it grants', async () => {
    const found = { kind: 'policy', policy: policy({ limits: { attempts: 2 } }), hash: 'p7' } as const;
    const given = turn(at('Backlog'), fakeGitHub(), situation({ policy: found }));
    expect(await admit.run(given, step)).toMatchObject({
      draft: { kind: 'admitted', data: { policyHash: 'p7', attempts: 2, redProof: 'preferred' } },
    });
  });

  it('without a policy is a defect', async () => {
    const given = turn(at('Backlog'), fakeGitHub(), situation({ policy: { kind: 'missing' } }));
    await expect(admit.run(given, step)).rejects.toThrow('without a policy');
  });
});
