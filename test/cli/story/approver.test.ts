import { describe, expect, it } from 'vitest';
import { createApprover } from '../../../src/cli/story/approver.ts';
import { entryOf, heldDraft } from '../../task/build.ts';

function approving(approves: 'everything' | 'nothing') {
  const given: string[] = [];
  return { given, ask: createApprover(approves, () => void given.push('yes')) };
}
const held = (reason: string, version: number) =>
  entryOf(null, heldDraft(reason), { phase: 'Execute', version });

describe('createApprover', () => {
  it('says yes once to each plan and patch that waits for a person', async () => {
    const { given, ask } = approving('everything');
    expect(await ask(held('plan-approval', 4))).toBe('goes on');
    expect(await ask(held('plan-approval', 4))).toBe('over');
    expect(await ask(held('change-approval', 9))).toBe('goes on');
    expect(given).toEqual(['yes', 'yes']);
  });

  it('says nothing to what waits for something else, and nothing where it was not asked to', async () => {
    const { given, ask } = approving('everything');
    expect(await ask(held('attempts-exhausted', 4))).toBe('over');
    expect(await approving('nothing').ask(held('plan-approval', 4))).toBe('over');
    expect(given).toEqual([]);
  });
});
