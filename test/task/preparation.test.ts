import { describe, expect, it } from 'vitest';
import type { Draft, EntryData } from '../../src/task/entry.ts';
import { after, addressOf, at, consulted, intent, tryFold } from './build.ts';

const running = at('Test(evidence)');
const opened = (issue: number | null): Draft => ({
  kind: 'issue_opened',
  data: { comment: 'IC_2', by: 'ada', issue },
});

describe('what was made ready for a command', () => {
  it('is kept by the comment that asked for it', () => {
    const told = after(running, intent('consult'), consulted('IC_1'), intent('openIssue'), opened(12));
    expect([...told.answers.prepared]).toEqual([
      ['IC_1', { kind: 'reply', reply: addressOf('9') }],
      ['IC_2', { kind: 'issue', issue: 12 }],
    ]);
    expect(told.state).toEqual(running.state);
  });

  it.each<EntryData<'consulted'>['result']>([
    'model-unavailable',
    'task-budget',
    'day-budget',
    'no-price',
    'no-answer',
    'unreadable',
  ])('may be nothing, with its reason: %s', (result) => {
    const data = { comment: 'IC_1', command: 'ask', by: 'ada', result, reply: null } as const;
    const failed = after(running, intent('consult'), { kind: 'consulted', data });
    expect(failed.answers.prepared.get('IC_1')).toEqual({ kind: 'failed', reason: result });
  });

  it('may be an issue that GitHub refused', () => {
    const refused = after(running, intent('openIssue'), opened(null));
    expect(refused.answers.prepared.get('IC_2')).toEqual({ kind: 'failed', reason: 'issue-refused' });
  });

  it('is not paid for twice', () => {
    const told = after(running, intent('consult'), consulted('IC_1'), intent('consult'));
    expect(tryFold(told, consulted('IC_1'))).toMatchObject({ message: 'comment IC_1 prepared twice' });
  });

  it('counts among what the task has spent', () => {
    const draft = consulted('IC_1') as Extract<Draft, { kind: 'consulted' }>;
    const call = {
      at: '2026-03-01T12:00:00.000Z',
      profile: 'reasoning',
      model: 'm',
      promptTokens: 100,
      replyTokens: 20,
      costUsd: 0.5,
      durationMs: 1,
      outcome: 'text',
      prompt: addressOf('1'),
      reply: addressOf('2'),
    };
    const told = after(running, intent('consult'), { ...draft, data: { ...draft.data, calls: [call] } });
    expect(told.spent).toMatchObject({ tokensIn: 100, tokensOut: 20, costUsd: 0.5 });
  });
});
