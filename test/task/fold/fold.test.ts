import { describe, expect, it } from 'vitest';
import { entryData, type Draft, type EntryKind } from '../../../src/task/entry.ts';
import { foldAll } from '../../../src/task/fold.ts';
import { baseSha, headSha } from '../../../src/task/names.ts';
import type { Task } from '../../../src/task/task.ts';
import { stageOf, transitions } from '../../../src/task/transitions.ts';
import {
  addressOf,
  after,
  answeredDraft,
  at,
  base,
  byPerson,
  consulted,
  drafts,
  entryOf,
  evidence,
  head,
  heldDraft,
  intent,
  patch,
  proof,
  stops,
  testsHead,
  tryFold,
} from '../build.ts';

const failedBuild: Draft = {
  kind: 'failed_build_patch',
  data: { reason: 'landing-no-match', attempt: 1, part: 'change', explained: null },
};
const failedTest = (part: 'tests' | 'change'): Draft => ({
  kind: 'failed_test',
  headSha: head,
  data: { reason: 'red', attempt: 1, part, runId: 12, runAttempt: 1, failed: [], explained: addressOf('d') },
});
const taken: Draft = {
  kind: 'change_taken',
  headSha: head,
  data: { pull: 9, pullId: 'PR_9', base, change: patch('theirs') },
};
const updated: Draft = {
  kind: 'base_updated',
  headSha: headSha('aaaa3333'),
  data: { base: baseSha('b1111111') },
};
const cancelled: Draft = { kind: 'cancelled', data: { reason: 'unlabelled', by: null } };

/** One draft of every kind. */
const samples: Readonly<Record<EntryKind, Draft>> = {
  queued: drafts.queued,
  announced: { kind: 'announced', data: { comment: 'posted' } },
  notified: { kind: 'notified', data: { hold: 9, people: ['ada'], comment: 'posted' } },
  admitted: drafts.admitted,
  task_generated: drafts.generated,
  intent: intent('merge'),
  intent_dropped: { kind: 'intent_dropped', data: { step: 'merge', reason: 'limited' } },
  patch_built: drafts.changeBuilt,
  failed_build_patch: failedBuild,
  tests_published: drafts.testsPublished,
  patch_applied: drafts.applied,
  proof_skipped: { kind: 'proof_skipped', data: { reason: 'no-tests-wanted' } },
  pytest_run: drafts.green,
  failed_test: failedTest('change'),
  change_taken: taken,
  base_updated: updated,
  review_drafted: drafts.drafted,
  patch_reviewed: drafts.reviewed,
  failed_patch_review: { kind: 'failed_patch_review', headSha: head, data: { reviewId: 'R_1' } },
  merged: drafts.merged,
  failed_commit: { kind: 'failed_commit', headSha: head, data: { reason: 'other' } },
  committed: drafts.committed,
  status_done: drafts.done,
  archived: drafts.archived,
  reported: drafts.reported,
  consulted: consulted('IC_1'),
  issue_opened: { kind: 'issue_opened', data: { comment: 'IC_1', by: 'bob', issue: 12 } },
  answered: answeredDraft({ command: 'status' }),
  held: heldDraft('no-run'),
  released: { kind: 'released', data: { reason: 'no-run' } },
  cancelled,
};

const held = after(at('Test(evidence)'), heldDraft('no-run'));
const over = after(at('Generate'), intent('cancel'), cancelled);
const everywhere: readonly Task[] = [...stops.map(at), held, over];

function message(task: Task | null, draft: Draft, changed: object = {}): string {
  const folded = tryFold(task, draft, changed);
  return folded.kind === 'refused' ? folded.message : 'follows';
}

describe('the fold', () => {
  it('walks the straight road through every phase', () => {
    expect(stops.map((stop) => stageOf(at(stop).state))).toEqual(
      stops.map((stop) => stop.replace(/ (?:built|drafted|merged|done|reported)$/, '')),
    );
  });

  it('answers the same for all entries at once', () => {
    const first = entryOf(null, drafts.queued);
    const second = entryOf(at('Backlog'), drafts.admitted);
    expect(foldAll([first, second])).toEqual({ kind: 'task', task: at('Generate') });
    expect(foldAll([])).toEqual({ kind: 'none' });
    expect(foldAll([first, second, second])).toMatchObject({ kind: 'refused', index: 1 });
  });

  const kinds = Object.keys(entryData).filter((kind): kind is keyof typeof transitions => kind !== 'queued');
  it.each(kinds)('takes %s only where the table lets it happen', (kind) => {
    const refused = everywhere.filter(
      (task) => message(task, samples[kind]) === `${kind} is not legal in ${stageOf(task.state)}`,
    );
    const legal = new Set(transitions[kind].from);
    expect(refused).toEqual(everywhere.filter(({ state }) => !legal.has(stageOf(state))));
  });

  it.each([
    ['tests_published', at('Execute(tests) built'), 'publishTests'],
    ['consulted', held, 'consult'],
    ['issue_opened', over, 'openIssue'],
    ['patch_applied', at('Execute(change) built'), 'publishChange'],
    ['base_updated', at('Test(evidence)'), 'updateBranch'],
    ['patch_reviewed', at('Review drafted'), 'publishReview'],
    ['failed_patch_review', at('Review drafted'), 'publishReview'],
    ['merged', at('Commit'), 'merge'],
    ['failed_commit', at('Commit'), 'merge'],
    ['status_done', at('Record'), 'finish'],
    ['answered', at('Test(evidence)'), 'answer'],
    ['notified', held, 'notify'],
    ['cancelled', at('Test(evidence)'), 'cancel'],
  ] as const)('refuses %s that nobody announced', (kind, task, step) => {
    expect(message(task, samples[kind])).toBe(`${kind} without an intent to ${step}`);
    const other = after(task, intent(step === 'consult' ? 'answer' : 'consult'));
    expect(message(other, samples[kind])).toBe(`${kind} without an intent to ${step}`);
  });

  it('has one announced effect at a time', () => {
    const open = after(at('Commit'), intent('merge'));
    expect(open.open).toMatchObject({ step: 'merge', key: head });
    expect(message(open, intent('cancel'))).toBe('intent while merge is open');
    expect(message(open, drafts.committed)).toBe('committed while merge is open');
    expect(after(open, drafts.merged).open).toBeNull();
  });

  it('drops the intent that is open and no other', () => {
    const open = after(at('Commit'), intent('merge'));
    expect(after(open, samples.intent_dropped)).toMatchObject({ open: null, state: at('Commit').state });
    expect(message(at('Commit'), samples.intent_dropped)).toBe('dropped merge, which is not open');
    const wrong: Draft = { kind: 'intent_dropped', data: { step: 'finish', reason: 'limited' } };
    expect(message(open, wrong)).toBe('dropped finish, which is not open');
  });

  it.each([
    ['another version', { version: 7 }, 'version 7 after 2'],
    ['another phase', { phase: 'Test' }, 'says Test where the task stands in Generate'],
    ['another task', { task: 'octo/cat#8' }, 'entry of octo/cat#8 in the fold of octo/cat#7'],
  ])('refuses an entry of %s', (_what, changed, said) => {
    expect(message(at('Generate'), drafts.generated, changed)).toBe(said);
  });

  it('begins with queued, once, and with the names that fit', () => {
    expect(message(null, drafts.admitted)).toBe('admitted before queued');
    expect(message(at('Backlog'), drafts.queued)).toBe('queued twice');
    const fits = 'queued does not fit its task id, version or phase';
    expect(message(null, drafts.queued, { task: 'octo/cat#8' })).toBe(fits);
    expect(message(null, drafts.queued, { task: 'octo/cat#7-2' })).toBe(fits);
    expect(message(null, drafts.queued, { version: 2 })).toBe(fits);
    expect(message(null, drafts.queued, { phase: 'Test' })).toBe(fits);
    expect(message(null, drafts.queued, { task: 'nonsense' })).toBe(fits);
  });
});

describe('evidence, verdict and merge', () => {
  const other = headSha('ffff0000');
  it.each<[string, Task, Draft]>([
    [
      'a proof of another commit than the tests',
      at('Test(proof)'),
      { kind: 'pytest_run', data: { judged: 'red', proof: { ...proof, headSha: other } } },
    ],
    ['green where red is to be seen', at('Test(proof)'), drafts.green],
    ['red where green is to be seen', at('Test(evidence)'), drafts.red],
    [
      'evidence of another head',
      at('Test(evidence)'),
      { kind: 'pytest_run', data: { judged: 'green', evidence: { ...evidence, headSha: testsHead } } },
    ],
    [
      'a review of another head',
      after(at('Review drafted'), intent('publishReview')),
      { ...drafts.reviewed, headSha: other },
    ],
    ['a review before it is drafted', at('Review'), intent('publishReview')],
    ['a second draft of one review', at('Review drafted'), drafts.drafted],
    [
      'approval where the draft rejects',
      after(at('Review'), intent('draftReview'), drafts.rejected, intent('publishReview')),
      drafts.reviewed,
    ],
    ['a merge of another head', after(at('Commit'), intent('merge')), { ...drafts.merged, headSha: other }],
    ['a second merge', at('Commit merged'), intent('merge')],
    ['a landing before the merge', at('Commit'), drafts.committed],
    [
      'a landing of another commit',
      at('Commit merged'),
      { ...drafts.committed, data: { ...drafts.committed.data, mergeSha: 'other' } },
    ],
    ['an archive before the branch is tidied up', at('Record'), drafts.archived],
  ])('are not %s', (_what, task, draft) => {
    expect(tryFold(task, draft).kind).toBe('refused');
  });

  it('in Commit are of the head that is on the branch', () => {
    const { state } = at('Commit');
    expect(state).toMatchObject({
      branch: { headSha: head },
      evidence: { headSha: head },
      verdict: { headSha: head, reviewId: 'R_1' },
      proof: { kind: 'proof' },
    });
  });

  it('are gathered anew after an update of the branch, with the proof kept', () => {
    const task = after(at('Commit'), intent('updateBranch'), updated);
    expect(task.state).toMatchObject({ phase: 'Test', part: 'evidence', proof: { kind: 'proof' } });
    expect(task.state).toMatchObject({ branch: { headSha: headSha('aaaa3333'), base: 'b1111111' } });
    expect('evidence' in task.state || 'verdict' in task.state).toBe(false);
  });

  it('are gathered anew after a refused merge, and refusals are counted', () => {
    const task = after(at('Commit'), intent('merge'), samples.failed_commit);
    expect(task).toMatchObject({
      attempts: { mergeRefusals: 1 },
      state: { phase: 'Test', part: 'evidence' },
    });
  });
});

describe('what a person brings', () => {
  it('is taken up where the role is theirs, without a proof, as an attempt', () => {
    const task = after(byPerson(), taken);
    expect(task.state).toMatchObject({
      phase: 'Test',
      part: 'evidence',
      proof: { kind: 'no-proof', reason: 'by-a-person' },
    });
    expect(task).toMatchObject({ pull: { number: 9 }, attempts: { used: 1, tried: ['theirs'] } });
  });

  it('is refused where the role is not theirs', () => {
    expect(message(at('Test(evidence)'), taken)).toBe('change_taken does not fit what stands in Test');
  });
});
