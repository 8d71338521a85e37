import { describe, expect, it } from 'vitest';
import { release } from '../../src/acts/release.ts';
import { after, at, heldDraft } from '../task/build.ts';
import { fakeGitHub, turn } from './fakes.ts';

describe('a release', () => {
  it.each([
    ['back', {}],
    ['Test', { to: 'Test' }],
  ] as const)('to %s is written down with what the task was held for', async (to, more) => {
    const held = after(at('Test(evidence)'), heldDraft('no-run'));
    const step = { kind: 'release', reason: 'no-run', to } as const;
    expect(await release.run(turn(held, fakeGitHub()), step)).toMatchObject({
      draft: { kind: 'released', data: { reason: 'no-run', ...more } },
    });
    const result = await release.run(turn(held, fakeGitHub()), step);
    expect(result.kind === 'outcome' && Object.keys(result.draft.data)).toEqual([
      'reason',
      ...Object.keys(more),
    ]);
  });
});
