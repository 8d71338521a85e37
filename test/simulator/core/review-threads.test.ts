import { describe, expect, it } from 'vitest';
import { markThread } from '../../../src/simulator/ops/pulls/review-threads.ts';
import type { ReviewComment } from '../../../src/simulator/state/repository.ts';
import { withPull } from './core-pull.ts';
import type { Scene } from './core-world.ts';
import { refusal } from './core-world.ts';

async function withThread(): Promise<Scene & { comment: ReviewComment }> {
  const here = await withPull();
  const comments = [{ path: 'a.txt', line: 2, body: 'why?' }];
  const review = await here.owner.review(here.pull.number, { event: 'COMMENT', comments });
  const [comment] = review.comments;
  if (!comment) throw new Error('no comment');
  return { ...here, comment };
}

describe('threads of review comments', () => {
  it('take replies, each at the place of the first and heard as a comment of its own', async () => {
    const { comment, person, events, last, world } = await withThread();
    const reply = person('alice').reply(comment, 'because');
    const again = person('alice').reply(reply, 'really');
    expect([reply.inReplyTo, again.inReplyTo]).toEqual([comment, comment]);
    expect(events().slice(-2)).toEqual([
      'pull_request_review.submitted',
      'pull_request_review_comment.created',
    ]);
    expect(last('pull_request_review_comment.created')).toMatchObject({
      comment: { body: 'really', path: 'a.txt', line: 2, in_reply_to_id: comment.id },
    });
    expect(world.mismatches).toEqual([]);
  });

  it('are resolved once by who may write or opened the pull request, and opened again', async () => {
    const { comment, person, bot, events, last, world } = await withThread();
    expect(await refusal(() => person('reader', 'read').resolveThread(comment))).toMatchObject({
      status: 403,
    });
    person('alice', 'write').resolveThread(comment);
    const before = events().length;
    markThread(world, bot, comment, 'resolved');
    expect([comment.resolvedBy?.login, events().length]).toEqual(['alice', before]);
    expect(last('pull_request_review_thread.resolved')).toMatchObject({
      thread: { node_id: comment.threadNodeId, comments: [{ id: comment.id }] },
      sender: { login: 'alice' },
    });
    person('alice').unresolveThread(comment);
    expect(comment.resolvedBy).toBeNull();
    expect(events().at(-1)).toBe('pull_request_review_thread.unresolved');
    expect(world.mismatches).toEqual([]);
  });

  it('keep the edits of their comments', async () => {
    const { comment, owner, events, world } = await withThread();
    owner.editReviewComment(comment, 'why not?');
    owner.editReviewComment(comment, 'why not?');
    expect(comment).toMatchObject({ body: 'why not?', edits: [{ body: 'why?' }, { body: 'why not?' }] });
    expect(events().filter((name) => name === 'pull_request_review_comment.edited')).toHaveLength(1);
    expect(world.mismatches).toEqual([]);
  });
});
