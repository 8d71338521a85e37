import { describe, expect, it } from 'vitest';
import { answer } from '../../../src/acts/commands/answer.ts';
import type { Intent } from '../../../src/acts/act.ts';
import { jsonArtefact } from '../../../src/acts/artefacts/json-artefact.ts';
import { parseCommand } from '../../../src/task/command.ts';
import type { IntentData } from '../../../src/task/intents.ts';
import type { Comment } from '../../../src/task/situation.ts';
import { textHash } from '../../../src/task/text-hash.ts';
import { addressOf, after, at, consulted, heldDraft, intent as announced } from '../../task/build.ts';
import { comment, situation } from '../../task/situations.ts';
import { done, fakeGitHub, intentOf, replied, sent, shelf, signal, turn } from '../fakes.ts';

const running = at('Test(evidence)');
const held = after(running, heldDraft('no-run'));
const status = comment();

async function planned(said: Comment): Promise<Intent<IntentData<'answer'>>> {
  const command = parseCommand(said.body);
  if (!command) throw new Error('not a command');
  const given = turn(held, fakeGitHub(), situation({ comments: [said] }));
  const plan = await answer.plan(given, { kind: 'answer', comment: said, command });
  if (plan.kind !== 'plan') throw new Error('no plan');
  return plan;
}

function ours(fake: ReturnType<typeof fakeGitHub>): string[] {
  return sent(fake).flatMap((one) => {
    if (one.do === 'react') return [one.content];
    return one.do === 'addComment' && one.body.startsWith('<!-- cadence:reply') ? ['reply'] : [];
  });
}

async function act(said: Comment, replies: readonly string[] = []): Promise<string[]> {
  const fake = fakeGitHub({ mutate: async () => replied(situation({ comments: [said] }), done) });
  const seen = situation({ comments: [said], replies: [...replies] });
  await answer.act(turn(held, fake, seen), await planned(said), signal);
  return ours(fake);
}

describe('an answer', () => {
  it('is a receipt, the result, and one reply where one is due', async () => {
    expect(await act(status)).toEqual(['EYES', 'ROCKET', 'reply']);
    expect(await act(comment({ body: '/cadence retry' }))).toEqual(['EYES', 'ROCKET']);
    expect(await act(comment({ body: '/cadence nonsense' }))).toEqual(['EYES', 'CONFUSED', 'reply']);
    expect(await act(comment({ edited: true }))).toEqual(['EYES', 'CONFUSED', 'reply']);
  });

  it('on a line of a diff goes into its thread', async () => {
    const place = { path: 'calc.py', line: 2, side: 'after', hunk: '@@' } as const;
    const said = comment({ on: 'line', subjectId: 'PRRT_1', place });
    const fake = fakeGitHub({ mutate: async () => replied(situation({ comments: [said] }), done) });
    await answer.act(turn(held, fake, situation({ comments: [said] })), await planned(said), signal);
    expect(sent(fake).filter((one) => one.do === 'addComment')).toEqual([]);
    expect(sent(fake)).toContainEqual({
      do: 'replyInThread',
      threadId: 'PRRT_1',
      body: expect.stringContaining('<!-- cadence:reply IC_1 -->'),
    });
  });

  it('with Sidekick’s words posts them once, inert', async () => {
    const said = comment({ body: '/cadence ask Why?' });
    const command = parseCommand(said.body);
    if (!command) throw new Error('not a command');
    const words = { commit: 'c', answer: 'Fixes #7 @bob', citations: [], invented: 0, task: null };
    const kept = shelf();
    const told = after(held, announced('consult'), consulted('IC_1', jsonArtefact(kept, words).address));
    const bodies = async (...replies: readonly string[]): Promise<string[]> => {
      const seen = situation({ comments: [said], replies });
      const fake = fakeGitHub({ mutate: async () => replied(seen, done) });
      const given = turn(told, fake, seen, kept);
      const plan = await answer.plan(given, { kind: 'answer', comment: said, command });
      if (plan.kind !== 'plan') throw new Error('no plan');
      await answer.act(given, intentOf('answer', plan.data), signal);
      return sent(fake).flatMap((one) => (one.do === 'addComment' ? [one.body] : []));
    };
    const [first = '', ...more] = await bodies();
    expect(first).toContain('<!-- cadence:reply IC_1 -->\nFixes `#7` `@bob`');
    expect(more).toEqual([]);
    expect(await bodies('IC_1')).toEqual([]);
  });

  it('is healed by what is missing of it, and nothing twice', async () => {
    expect(await act(comment({ reactions: ['EYES'] }))).toEqual(['ROCKET', 'reply']);
    expect(await act(comment({ reactions: ['EYES', 'ROCKET'] }))).toEqual(['reply']);
    expect(await act(comment({ reactions: ['EYES'] }), ['IC_1'])).toEqual(['ROCKET']);
  });

  it('is found by a look when all of it is there', async () => {
    const full = comment({ reactions: ['EYES', 'ROCKET'] });
    const intent = await planned(full);
    const look = (replies: readonly string[]): string | undefined =>
      answer.look(turn(held, fakeGitHub(), situation({ comments: [full], replies: [...replies] })), intent)
        ?.kind;
    expect(look(['IC_1'])).toBe('outcome');
    expect(look([])).toBeUndefined();
  });

  it('to a comment that was deleted is over', async () => {
    const intent = await planned(status);
    expect(answer.look(turn(held, fakeGitHub(), situation()), intent)).toMatchObject({
      draft: { kind: 'answered', data: { comment: 'IC_1', result: 'accepted', reply: 'none' } },
    });
  });

  it('remembers the judgement that was announced, though the right has gone since', async () => {
    const stop = comment({ body: '/cadence stop' });
    const intent = await planned(stop);
    expect(intent.data).toMatchObject({ command: 'stop', by: 'ada', result: 'accepted' });
    const full = { ...stop, reactions: ['EYES', 'ROCKET'] };
    const later = situation({ comments: [full], roles: {}, replies: ['IC_1'] });
    expect(answer.look(turn(held, fakeGitHub(), later), intent)).toMatchObject({
      draft: { data: { result: 'accepted' } },
    });
  });

  it('to a retry keeps its guidance, and no text where none was edited', async () => {
    const retry = comment({ body: '/cadence retry use a loop', reactions: ['EYES', 'ROCKET'] });
    const found = answer.look(
      turn(held, fakeGitHub(), situation({ comments: [retry] })),
      await planned(retry),
    );
    expect(found).toMatchObject({
      draft: { data: { guidance: expect.stringMatching(/^[0-9a-f]{64}$/), frozen: null, textHash: null } },
      artefacts: [{ bytes: new TextEncoder().encode('use a loop') }],
    });
  });

  it('to a retry authorises the text as it stands now', async () => {
    const retry = comment({ body: '/cadence retry', reactions: ['EYES', 'ROCKET'] });
    const issue = { ...situation().issue, body: 'Other.' };
    const seen = situation({ comments: [retry], issue });
    const found = answer.look(turn(held, fakeGitHub(), seen), await planned(retry));
    expect(found).toMatchObject({ draft: { data: { guidance: null, textHash: textHash(issue) } } });
  });

  it('that was refused by GitHub (a locked conversation) is not tried for ever', async () => {
    const refusal = { kind: 'refused', reason: 'forbidden', message: 'locked' } as const;
    const seen = situation({ comments: [status] });
    const fake = fakeGitHub({ mutate: async () => replied(seen, refusal) });
    const result = await answer.act(
      turn(held, fake, seen),
      intentOf('answer', (await planned(status)).data),
      signal,
    );
    expect(result).toMatchObject({ kind: 'outcome', draft: { kind: 'answered' } });
  });

  it('to an approval names the text that was shown, and needs no words', async () => {
    const waiting = after(at('Execute(tests)'), heldDraft('plan-approval'));
    const said = comment({ body: '/cadence approve', createdAt: Date.now(), reactions: ['EYES', 'ROCKET'] });
    const command = parseCommand(said.body);
    if (!command) throw new Error('not a command');
    const given = turn(waiting, fakeGitHub(), situation({ comments: [said] }));
    const plan = await answer.plan(given, { kind: 'answer', comment: said, command });
    if (plan.kind !== 'plan') throw new Error('no plan');
    const found = answer.look(given, plan);
    if (found?.kind !== 'outcome') throw new Error('not answered');
    expect(found.draft).toMatchObject({ data: { approved: addressOf('5'), reply: 'none', guidance: null } });
    expect(after(waiting, announced('answer'), found.draft).state.phase).toBe('Execute');
  });
});
