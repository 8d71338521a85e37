import { describe, expect, it } from 'vitest';
import { waitingFor } from '../../../src/words/entries/waiting-for.ts';
import type { Draft } from '../../../src/task/entry.ts';
import { drafts, entryOf, heldDraft, intent } from '../../task/build.ts';

const after = (draft: Draft): string => waitingFor(entryOf(null, draft, { phase: 'Test' }));

describe('waitingFor', () => {
  it.each<[Draft, string]>([
    [drafts.queued, 'checking the policy and the set-up'],
    [drafts.admitted, 'turning the issue into a plan'],
    [drafts.generated, 'waiting for the patch'],
    [drafts.testsPublished, 'waiting for pytest to run the new tests without the change'],
    [drafts.applied, 'waiting for pytest to run the tests with the change'],
    [drafts.red, 'waiting for the change'],
    [drafts.green, 'waiting for the review'],
    [drafts.drafted, 'publishing the review'],
    [intent('merge'), 'merging the pull request'],
    [drafts.merged, 'checking that the merge matches what was tested'],
    [heldDraft('questions'), 'waiting until nothing is under way any more'],
  ])('says what is under way after %j', (draft, sentence) => {
    expect(after(draft)).toBe(sentence);
  });

  it('says what is waited for before there is an entry', () => {
    expect(waitingFor(null)).toBe('waiting for the App to see the label');
  });
});
