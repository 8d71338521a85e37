import { describe, expect, it } from 'vitest';
import { createPull } from '../../../src/simulator/ops/pulls/pulls.ts';
import {
  addReview,
  deleteReview,
  pendingReview,
  submitReview,
  visibleReviews,
} from '../../../src/simulator/ops/pulls/reviews.ts';
import type { Pull } from '../../../src/simulator/state/repository.ts';
import type { Scene } from './core-world.ts';
import { refusal, scene } from './core-world.ts';

async function withPull(): Promise<Scene & { pull: Pull }> {
  const here = await scene();
  await here.owner.push({ branch: 'topic', files: { 'a.txt': 'one\n2\nthree\n' } });
  const pull = await createPull(here.world, here.bot, here.repository, {
    title: 'Topic',
    head: 'topic',
    base: 'main',
  });
  return { ...here, pull };
}

describe('reviews (docs.github.com/rest/pulls/reviews)', () => {
  it.each([
    ['APPROVE', 'Can not approve your own pull request'],
    ['REQUEST_CHANGES', 'Can not request changes on your own pull request'],
  ] as const)('%s by the author, an app too, is refused', async (event, message) => {
    const { world, bot, pull } = await withPull();
    expect(await refusal(() => addReview(world, bot, pull, { event, body: 'x' }))).toEqual({
      status: 422,
      message,
    });
    expect(pull.reviews).toEqual([]);
  });

  it('by another are submitted at once with an event, each comment with its own', async () => {
    const { pull, person, events, last, world } = await withPull();
    const comments = [{ path: 'a.txt', line: 2, body: 'why?' }];
    const review = await person('alice').review(pull.number, { event: 'APPROVE', comments });
    expect(review).toMatchObject({ state: 'APPROVED', commitOid: pull.head.oid });
    expect(events().slice(-2)).toEqual([
      'pull_request_review.submitted',
      'pull_request_review_comment.created',
    ]);
    expect(last('pull_request_review.submitted')).toMatchObject({ review: { state: 'approved' } });
    expect(pull.reviewComments[0]?.diffHunk).toBe('@@ -1,3 +1,3 @@\n one\n-two\n+2');
    expect(world.mismatches).toEqual([]);
  });

  it('without an event are pending: one a user, seen by nobody else, silent', async () => {
    const { world, bot, pull, owner, events } = await withPull();
    const before = events().length;
    const review = await addReview(world, bot, pull, { body: 'draft' });
    expect(pendingReview(pull, bot.user)).toBe(review);
    expect(visibleReviews(pull, owner.user)).toEqual([]);
    expect(visibleReviews(pull, bot.user)).toEqual([review]);
    expect(events()).toHaveLength(before);
    expect(await refusal(() => addReview(world, bot, pull, { body: 'again', event: 'COMMENT' }))).toEqual({
      status: 422,
      message: 'User can only have one pending review per pull request',
    });
  });

  it('one of two pending ones begun at once wins', async () => {
    const { world, bot, pull } = await withPull();
    const begin = () => addReview(world, bot, pull, { body: 'draft' });
    const outcomes = await Promise.allSettled([begin(), begin()]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('are submitted once and then stay', async () => {
    const { world, bot, pull } = await withPull();
    const review = await addReview(world, bot, pull, {});
    submitReview(world, bot, review, { event: 'COMMENT', body: 'done' });
    expect(review).toMatchObject({ state: 'COMMENTED', body: 'done' });
    expect(
      await refusal(() => submitReview(world, bot, review, { event: 'COMMENT', body: 'more' })),
    ).toMatchObject({
      status: 422,
    });
    expect(await refusal(() => deleteReview(world, bot, review))).toMatchObject({ status: 422 });
    expect(pull.reviews).toEqual([review]);
  });

  it('pending ones can be deleted, with their comments', async () => {
    const { world, bot, pull } = await withPull();
    const review = await addReview(world, bot, pull, { comments: [{ path: 'a.txt', line: 1, body: 'x' }] });
    deleteReview(world, bot, review);
    expect([pull.reviews, pull.reviewComments]).toEqual([[], []]);
  });

  it('need a body or a comment to comment', async () => {
    const { world, bot, pull } = await withPull();
    expect(await refusal(() => addReview(world, bot, pull, { event: 'COMMENT' }))).toMatchObject({
      status: 422,
    });
  });

  it.each([
    [{ path: 'a.txt', line: 9 }, 'Line could not be resolved'],
    [{ path: 'a.txt', line: 4, side: 'LEFT' as const }, 'Line could not be resolved'],
    [{ path: 'README.md', line: 1 }, 'Path could not be resolved'],
    [{ path: 'a.txt', line: 2, startLine: 2 }, 'Start line could not be resolved'],
  ])('a comment at %j, outside the diff, is refused with the whole review', async (place, message) => {
    const { world, bot, pull } = await withPull();
    const comments = [{ body: 'x', ...place }];
    expect(await refusal(() => addReview(world, bot, pull, { event: 'COMMENT', comments }))).toEqual({
      status: 422,
      message,
    });
    expect(pull.reviews).toEqual([]);
  });

  it('comments are outdated by a push', async () => {
    const { pull, owner, person } = await withPull();
    await person('alice').review(pull.number, {
      event: 'COMMENT',
      comments: [{ path: 'a.txt', line: 2, body: 'x' }],
    });
    await owner.push({ branch: 'topic', files: { 'a.txt': 'one\n3\nthree\n' } });
    expect(pull.reviewComments[0]).toMatchObject({ line: null, originalLine: 2 });
  });
});
