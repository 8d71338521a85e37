import { describe, expect, it } from 'vitest';
import { jsonArtefact } from '../../../src/acts/artefacts/json-artefact.ts';
import { publishReview } from '../../../src/acts/review/publish-review.ts';
import { storeChange } from '../../../src/acts/artefacts/stored-change.ts';
import type { ActDeps, Turn } from '../../../src/acts/act.ts';
import type { DraftedReview } from '../../../src/acts/artefacts/review-artefact.ts';
import type { Change } from '../../../src/patch/change/change.ts';
import type { Draft } from '../../../src/task/entry.ts';
import type { Pull, Situation } from '../../../src/task/situation.ts';
import { after, at, base, drafts, head, intent } from '../../task/build.ts';
import { pull, situation } from '../../task/situations.ts';
import { done, fakeGitHub, intentOf, replied, sent, shelf, signal, turn, type Fake } from '../fakes.ts';

const kept = shelf();
const text = (value: string): { mode: 'file'; bytes: Uint8Array } => ({
  mode: 'file',
  bytes: new TextEncoder().encode(value),
});
const change = storeChange(
  kept,
  [{ path: 'add.py', kind: 'added', before: null, after: text('a\nb\n') }] as Change,
  [],
);
const finding = {
  rule: 'todo',
  severity: 'reject',
  path: 'add.py',
  line: 2,
  message: 'No.',
  key: 'c'.repeat(32),
  round: 'new',
} as const;
const task = at('Execute(change)');

function drafted(review: Partial<DraftedReview>): Turn['task'] {
  const whole: DraftedReview = {
    verdict: 'pass',
    reviewers: ['rules'],
    summary: null,
    dismissed: 0,
    findings: [],
    ...review,
  };
  const built: Draft = { kind: 'patch_built', data: { by: 'agent', base, tests: null, change: change.ref } };
  const draft: Draft = {
    kind: 'review_drafted',
    headSha: head,
    data: {
      verdict: whole.verdict,
      findings: whole.findings.length,
      rejecting: whole.findings.length,
      reviewers: [...whole.reviewers],
      review: jsonArtefact(kept, whole).address,
    },
  };
  return after(
    task,
    intent('buildPatch'),
    built,
    intent('publishChange'),
    drafts.applied,
    drafts.green,
    intent('draftReview'),
    draft,
  );
}

const passed = drafted({});
const rejected = drafted({
  verdict: 'reject',
  findings: [finding, { ...finding, line: 99 }, { ...finding, path: null, line: null }],
});
const review = { id: 'R_1', state: 'COMMENTED', headSha: head, ours: true, body: 'Passed.' };
const check = { id: 'C_1', externalId: `${passed.id}@${head}`, title: '' };
const shown = (changed: Partial<Pull>): Situation => situation({ pull: pull(changed) });
const all = shown({ reviews: [review], checkRun: check });

async function act(
  of: Turn['task'],
  seen: Situation,
  changed: Partial<ActDeps> = {},
): Promise<[Fake, unknown]> {
  const fake = fakeGitHub({ mutate: async () => replied(all, done) });
  const given = turn(of, fake, seen, { ...kept, ...changed });
  return [fake, await publishReview.act(given, intentOf('publishReview', { headSha: head }), signal)];
}

function ours(fake: Fake): string[] {
  const wanted = new Set(['addReview', 'submitReview', 'createCheckRun']);
  return sent(fake).flatMap((one) => (wanted.has(one.do) ? [one.do] : []));
}

describe('publishing a review', () => {
  it.each<[string, Partial<Pull>, string[]]>([
    ['nothing is there', {}, ['addReview', 'submitReview', 'createCheckRun']],
    ['a pending one is', { reviews: [{ ...review, state: 'PENDING' }] }, ['submitReview', 'createCheckRun']],
    ['a submitted one is', { reviews: [review] }, ['createCheckRun']],
    ['the check run is', { checkRun: check }, ['addReview', 'submitReview']],
    [
      'the check run of another head is',
      { reviews: [review], checkRun: { ...check, externalId: 'x' } },
      ['createCheckRun'],
    ],
    [
      'one of another head is',
      { reviews: [{ ...review, headSha: 'ffff9999' }], checkRun: check },
      ['addReview', 'submitReview'],
    ],
    [
      'one of somebody else is',
      { reviews: [{ ...review, ours: false }], checkRun: check },
      ['addReview', 'submitReview'],
    ],
    ['all of it is', { reviews: [review], checkRun: check }, []],
  ])('does what is missing where %s', async (_what, changed, expected) => {
    const [fake] = await act(passed, shown(changed));
    expect(ours(fake)).toEqual(expected);
  });

  it('leads on or back as it was drafted, whatever the pull request says', async () => {
    expect((await act(passed, shown({})))[1]).toMatchObject({
      draft: { kind: 'patch_reviewed', headSha: head },
    });
    expect((await act(rejected, shown({})))[1]).toMatchObject({ draft: { kind: 'failed_patch_review' } });
  });

  it('says a rejection in the check run, and comments only on lines that the diff shows', async () => {
    const [fake] = await act(rejected, shown({}));
    const [added, , made] = sent(fake);
    expect(added).toMatchObject({ do: 'addReview', headSha: head, threads: [{ path: 'add.py', line: 2 }] });
    expect(made).toMatchObject({ do: 'createCheckRun', conclusion: 'failure', externalId: check.externalId });
  });

  it('says each finding once', async () => {
    const onLine = { ...finding, message: 'Said on its line.' };
    const whole = { ...finding, path: null, line: null, message: 'Said in the list.' };
    const again = { ...finding, round: 'again', message: 'Said before.' } as const;
    const of = drafted({ verdict: 'reject', findings: [onLine, whole, again] });
    const [added, , made] = sent((await act(of, shown({})))[0]);
    if (added?.do !== 'addReview' || made?.do !== 'createCheckRun') throw new Error('no review was added');
    expect(added.threads.map(({ body }) => body).join()).toContain('Said on its line.');
    expect(added.body).toContain('Said in the list.');
    expect(added.body).not.toMatch(/Said on its line|Said before/);
    expect(made.summary).not.toContain('Said');
  });

  it('comments on the files of the test commit, which the pull request shows too', async () => {
    const tests = storeChange(
      kept,
      [{ path: 'tests/test_add.py', kind: 'added', before: null, after: text('c\nd\n') }] as Change,
      [],
    );
    const onTest = { ...finding, path: 'tests/test_add.py', suggestion: { startLine: 2, replacement: 'e' } };
    const of = drafted({ verdict: 'reject', findings: [finding, onTest, { ...onTest, line: 3 }] });
    if (of.state.phase !== 'Review') throw new Error(of.state.phase);
    const { state } = of;
    const both = { ...of, state: { ...state, branch: { ...state.branch, tests: tests.ref } } };
    const [added] = sent((await act(both, shown({})))[0]);
    expect(added).toMatchObject({
      threads: [
        { path: 'add.py', line: 2 },
        { path: 'tests/test_add.py', line: 2, body: expect.stringContaining('```suggestion\ne\n```') },
      ],
    });
  });

  it('holds where its words were erased from the record', async () => {
    const [fake, result] = await act(passed, shown({}), { read: async () => null });
    expect(result).toMatchObject({ draft: { kind: 'held', data: { reason: 'artefact-missing' } } });
    expect(fake.calls).toEqual([]);
  });

  it('is not the wordless review that GitHub keeps for a reply in a thread', async () => {
    const reply = { ...review, id: 'R_reply', body: '' };
    const look = publishReview.look(
      turn(passed, fakeGitHub(), shown({ reviews: [reply], checkRun: check })),
      intentOf('publishReview'),
    );
    expect(look).toBeNull();
    const both = shown({ reviews: [reply, review], checkRun: check });
    expect(publishReview.look(turn(passed, fakeGitHub(), both), intentOf('publishReview'))).toMatchObject({
      draft: { data: { reviewId: 'R_1' } },
    });
  });
});
