import { describe, expect, it } from 'vitest';
import { notify } from '../../src/acts/notify.ts';
import type { Situation } from '../../src/task/situation.ts';
import { after, at, heldDraft, intent } from '../task/build.ts';
import { situation } from '../task/situations.ts';
import { done, fakeGitHub, intentOf, replied, sent, signal, turn } from './fakes.ts';

const held = after(at('Test(evidence)'), heldDraft('no-run'));
if (held.state.phase !== 'Held') throw new Error('the sample is held');
const { version } = held.state;
const announced = after(held, intent('notify'));
const planned = intentOf('notify', { hold: version, people: ['ada'] });
const posted = (...ids: string[]): Situation =>
  situation({ notices: ids.map((id) => ({ id, task: held.id, hold: version })) });

function look(seen: Situation): unknown {
  return notify.look(turn(announced, fakeGitHub(), seen), planned);
}

describe('mentioning people for a hold', () => {
  it('is planned with the hold as its key', async () => {
    expect(await notify.plan(turn(held, fakeGitHub()), { kind: 'notify', people: ['ada'] })).toEqual({
      kind: 'plan',
      key: `${held.id}:${version}`,
      data: { hold: version, people: ['ada'] },
    });
  });

  it('posts one comment that mentions them', async () => {
    const fake = fakeGitHub({ mutate: async () => replied(posted('IC_9'), done) });
    const result = await notify.act(turn(announced, fake), planned, signal);
    expect(result).toMatchObject({
      draft: { kind: 'notified', data: { hold: version, people: ['ada'], comment: 'posted' } },
    });
    const [comment] = sent(fake);
    expect(comment).toMatchObject({ do: 'addComment', subjectId: situation().issue.id });
    expect(comment && 'body' in comment && comment.body).toContain('@ada');
  });

  it('is found by its marker, for this hold of this task alone', () => {
    expect(look(posted('IC_9'))).toMatchObject({ draft: { kind: 'notified' } });
    expect(look(situation())).toBeNull();
    expect(look(situation({ notices: [{ id: 'IC_9', task: held.id, hold: version - 1 }] }))).toBeNull();
    expect(look(situation({ notices: [{ id: 'IC_9', task: `${held.id}.2`, hold: version }] }))).toBeNull();
  });

  it('goes on without it where GitHub refuses the comment', async () => {
    const refused = { kind: 'refused', reason: 'forbidden', message: 'locked' } as const;
    const fake = fakeGitHub({ mutate: async () => replied(situation(), refused) });
    expect(await notify.act(turn(announced, fake), planned, signal)).toMatchObject({
      draft: { kind: 'notified', data: { comment: 'refused' } },
    });
  });
});
