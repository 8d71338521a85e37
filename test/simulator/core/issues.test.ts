import { describe, expect, it } from 'vitest';
import { closeIssue, createIssue, updateIssue } from '../../../src/simulator/ops/conversation/issues.ts';
import { updateComment } from '../../../src/simulator/ops/conversation/comments.ts';
import { addReaction, removeReaction } from '../../../src/simulator/ops/conversation/reactions.ts';
import { addLabels, createLabel } from '../../../src/simulator/ops/conversation/change-labels.ts';
import { legacyPermission, roleOf } from '../../../src/simulator/ops/access/permit.ts';
import { refusal, scene } from './core-world.ts';

describe('issues (docs.github.com/rest/issues/issues)', () => {
  it('share one series of numbers with pull requests', async () => {
    const { owner } = await scene();
    owner.openIssue({ title: 'one' });
    await owner.push({ branch: 'topic', files: { 'b.txt': 'b' } });
    const pull = await owner.openPull({ title: 'two', head: 'topic', base: 'main' });
    expect([pull.number, owner.openIssue({ title: 'three' }).number]).toEqual([2, 3]);
  });

  it('drop the labels of somebody without triage in silence', async () => {
    const { repository, person } = await scene();
    person('guest').openIssue({ title: 'x', labels: ['ready'] });
    expect(repository.conversations.get(1)?.labels).toEqual([]);
  });

  it('send opened, then labeled for each label, with the label in the payload', async () => {
    const { owner, events, last, world } = await scene();
    owner.openIssue({ title: 'x', labels: ['ready'] });
    expect(events()).toEqual(['issues.opened', 'issues.labeled']);
    expect(last('issues.labeled')).toMatchObject({
      label: { name: 'ready' },
      issue: { labels: [{ name: 'ready' }] },
    });
    expect(world.mismatches).toEqual([]);
  });

  it('keep who edited them, when, and the text from before', async () => {
    const { owner, last } = await scene();
    const issue = owner.openIssue({ title: 'old', body: 'first' });
    owner.editIssue(1, { title: 'new', body: 'second' });
    expect(last('issues.edited')).toMatchObject({
      changes: { title: { from: 'old' }, body: { from: 'first' } },
    });
    expect(issue.edits.map(({ body }) => body)).toEqual(['first', 'second']);
    expect(issue.editor).toBe(owner.user);
    expect(issue.lastEditedAt).not.toBeNull();
  });

  it('say nothing when an edit changes nothing', async () => {
    const { owner, events } = await scene();
    owner.openIssue({ title: 'same', body: 'same' });
    owner.editIssue(1, { title: 'same', body: 'same' });
    expect(events()).toEqual(['issues.opened']);
  });

  it('record who closed and who opened them again', async () => {
    const { owner, world } = await scene();
    const issue = owner.openIssue({ title: 'x' });
    owner.closeIssue(1, 'not_planned');
    expect(issue).toMatchObject({ state: 'closed', stateReason: 'not_planned' });
    owner.reopenIssue(1);
    expect(issue.timeline.map(({ type }) => type)).toEqual(['closed', 'reopened']);
    expect(issue).toMatchObject({ state: 'open', stateReason: 'reopened', closedAt: null });
    expect(world.mismatches).toEqual([]);
  });

  it.each([
    [
      'a body over 65,536 characters',
      { title: 'x', body: 'é'.repeat(65_537) },
      'Body is too long (maximum is 65536 characters)',
    ],
    ['a blank title', { title: ' ' }, "Title can't be blank"],
    [
      'a title over 256 characters',
      { title: 'x'.repeat(257) },
      'Title is too long (maximum is 256 characters)',
    ],
  ])('are refused with %s', async (_, fields, message) => {
    const { world, repository, bot } = await scene();
    expect(await refusal(() => createIssue(world, bot, repository, fields))).toEqual({
      status: 422,
      message,
    });
    expect(repository.conversations.size).toBe(0);
  });

  it('take a body of exactly 65,536 characters', async () => {
    const { world, repository, bot } = await scene();
    expect(createIssue(world, bot, repository, { title: 'x', body: 'é'.repeat(65_536) }).number).toBe(1);
  });
});

describe('rights (docs.github.com/organizations/managing-user-access-to-your-organizations-repositories/managing-repository-roles/repository-roles-for-an-organization)', () => {
  it.each([
    ['triage', 'read'],
    ['maintain', 'write'],
    ['admin', 'admin'],
  ] as const)('%s shows as the permission %s', (role, permission) => {
    expect(legacyPermission(role)).toBe(permission);
  });

  it('let triage label, and nobody with less', async () => {
    const { owner, person } = await scene();
    owner.openIssue({ title: 'x' });
    expect(await refusal(() => person('reader', 'read').label(1, 'ready'))).toMatchObject({ status: 403 });
    const triager = person('sorter', 'triage');
    triager.label(1, 'ready');
    expect(await refusal(() => triager.editIssue(1, { title: 'mine' }))).toMatchObject({ status: 403 });
  });

  it('hide a private repository from strangers', async () => {
    const { repository, person, owner } = await scene({ isPrivate: true });
    owner.openIssue({ title: 'x' });
    const stranger = person('stranger');
    expect(roleOf(repository, stranger.user)).toBe('none');
    expect(await refusal(() => stranger.comment(1, 'hello'))).toEqual({ status: 404, message: 'Not Found' });
  });

  it('refuse an app what its token was not granted', async () => {
    const { world, repository, bot } = await scene({ permissions: { issues: 'read' } });
    const expected = { status: 403, message: 'Resource not accessible by integration' };
    expect(await refusal(() => createIssue(world, bot, repository, { title: 'x' }))).toEqual(expected);
  });

  it('refuse every write to an archived repository', async () => {
    const { world, repository, bot, owner } = await scene();
    const issue = owner.openIssue({ title: 'x' });
    repository.isArchived = true;
    const expected = { status: 403, message: 'Repository was archived so is read-only.' };
    expect(await refusal(() => closeIssue(world, bot, issue))).toEqual(expected);
    expect(await refusal(() => owner.closeIssue(1))).toEqual(expected);
  });
});

describe('labels, comments and reactions', () => {
  it('a label name is taken whatever its case (docs.github.com/rest/issues/labels#create-a-label)', async () => {
    const { world, repository, bot } = await scene();
    expect(await refusal(() => createLabel(world, bot, repository, { name: 'READY' }))).toMatchObject({
      status: 422,
    });
  });

  it('adding a label that is there sends nothing', async () => {
    const { world, repository, bot, owner, events } = await scene();
    const issue = owner.openIssue({ title: 'x', labels: ['ready'] });
    addLabels(world, bot, issue, repository.labels);
    expect(events().filter((event) => event === 'issues.labeled')).toHaveLength(1);
  });

  it('removing a label leaves a trace with its name', async () => {
    const { owner, world } = await scene();
    const issue = owner.openIssue({ title: 'x', labels: ['ready'] });
    owner.unlabel(1, 'ready');
    expect(issue.timeline.at(-1)).toMatchObject({
      type: 'unlabeled',
      label: { name: 'ready' },
      actor: owner.user,
    });
    expect(world.mismatches).toEqual([]);
  });

  it('comments are created, edited and deleted with an event each', async () => {
    const { owner, events, world, last } = await scene();
    const issue = owner.openIssue({ title: 'x' });
    const comment = owner.comment(1, 'one');
    owner.editComment(comment, 'two');
    expect(comment).toMatchObject({ body: 'two', editor: owner.user });
    expect(last('issue_comment.edited')).toMatchObject({ changes: { body: { from: 'one' } } });
    owner.deleteComment(comment);
    expect(issue.comments).toEqual([]);
    expect(events().slice(1)).toEqual([
      'issue_comment.created',
      'issue_comment.edited',
      'issue_comment.deleted',
    ]);
    expect(world.mismatches).toEqual([]);
  });

  it('somebody without write cannot edit the comment of another', async () => {
    const { world, owner, person } = await scene();
    owner.openIssue({ title: 'x' });
    const comment = owner.comment(1, 'mine');
    const actor = { kind: 'user', user: person('guest', 'triage').user } as const;
    expect(await refusal(() => updateComment(world, actor, comment, 'yours'))).toMatchObject({ status: 403 });
    expect(comment.body).toBe('mine');
  });

  it('the same reaction of one user is there once (docs.github.com/rest/reactions/reactions)', async () => {
    const { world, owner, bot } = await scene();
    const issue = owner.openIssue({ title: 'x' });
    expect(addReaction(world, bot, issue, 'eyes').outcome).toBe('created');
    expect(addReaction(world, bot, issue, 'eyes').outcome).toBe('existing');
    removeReaction(bot, issue, 'eyes');
    expect(issue.reactions).toEqual([]);
  });

  it('an app closes an issue by an update', async () => {
    const { world, owner, bot } = await scene();
    const issue = owner.openIssue({ title: 'x' });
    updateIssue(world, bot, issue, { state: 'closed' });
    expect(issue).toMatchObject({ state: 'closed', stateReason: 'completed', closedBy: bot.user });
  });
});
