import { describe, expect, it } from 'vitest';
import { finish, fix, play, spec } from './play-execution.ts';
import { filesOf, sequence, tools } from './support.ts';

describe('a run that ends without a change', () => {
  it.each([
    ['a refusal', sequence({ kind: 'refusal', text: 'I will not' }), 'refused', 'I will not'],
    ['giving up', sequence(tools(['give_up', { why: 'No add() here' }])), 'declined', 'No add() here'],
  ])('says so after %s', async (_name, script, reason, message) => {
    const { result } = await play(script);
    expect(result).toEqual({ kind: 'gave-up', reason, message });
  });

  it.each([
    [100, 40],
    [3, 3],
  ])('stops endless tool calls: %d turns allowed, %d made', async (turns, made) => {
    const endless = Array.from({ length: 50 }, () => tools(['list_files', {}]));
    const { result, calls } = await play(sequence(...endless), { limits: { turns, tokens: 2_000_000 } });
    expect(result).toMatchObject({ kind: 'gave-up', reason: 'turn-limit' });
    expect(calls).toHaveLength(made);
  });

  it('makes no call that could go over its tokens', async () => {
    const before = await play(sequence(), { limits: { turns: 40, tokens: 10_000 } });
    expect(before.result).toMatchObject({ kind: 'gave-up', reason: 'token-limit' });
    expect(before.calls).toHaveLength(0);

    const endless = Array.from({ length: 40 }, () => tools(['list_files', {}]));
    const during = await play(sequence(...endless), { limits: { turns: 40, tokens: 25_000 } });
    expect(during.result).toMatchObject({ kind: 'gave-up', reason: 'token-limit' });
    const spent = during.calls.reduce((sum, call) => sum + call.promptTokens + call.replyTokens, 0);
    expect(spent).toBeGreaterThan(4_000);
    expect(spent).toBeLessThan(25_000);
  });

  it('makes no call when the task does not fit the window', async () => {
    const long = { ...spec, goal: 'word '.repeat(5_000) };
    const { result, calls } = await play(
      sequence(),
      { spec: long },
      { contextTokens: 8_000, maxReplyTokens: 1_000 },
    );
    expect(result).toMatchObject({ kind: 'gave-up', reason: 'window' });
    expect(calls).toHaveLength(0);
  });

  it('leaves out old answers when the window fills, and goes on', async () => {
    const big = filesOf({ 'a.txt': 'word word word\n'.repeat(500), 'calc.py': 'x - 1 + y\n' });
    const look = tools(['read_file', { path: 'a.txt' }]);
    const { result, server } = await play(
      sequence(look, look, look, look, look, fix, finish),
      { files: big },
      { contextTokens: 14_000, maxReplyTokens: 1_000 },
    );
    expect(result.kind).toBe('change');
    expect(
      server
        .requests()
        .at(-1)
        ?.messages.some(({ content }) => content.startsWith('[left out')),
    ).toBe(true);
    expect(server.errors()).toEqual([]);
  });
});

describe('a server that is not there', () => {
  it.each([
    ['429', { kind: 'raw', status: 429, headers: { 'retry-after': '9' }, body: '{}' }, 'rate-limit', 9_000],
    ['500', { kind: 'raw', status: 500, body: '{}' }, 'outage', null],
    ['401', { kind: 'raw', status: 401, body: '{}' }, 'unauthorised', null],
    ['a stall', { kind: 'stall' }, 'timeout', null],
  ] as const)('is no fault of the task: %s in the middle of a run', async (_name, broken, reason, wait) => {
    const { result, calls } = await play(sequence(fix, broken), { timeoutMs: 300 });
    expect(result).toMatchObject({ kind: 'unavailable', reason, retryAfterMs: wait });
    expect(calls.map(({ outcome }) => outcome)).toEqual(['tools', reason]);
    expect((calls[1]?.promptTokens ?? 0) > 0).toBe(reason === 'timeout');
  });
});
