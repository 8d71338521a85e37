import { describe, expect, it } from 'vitest';
import type { ActDeps, Result, Turn } from '../../../src/acts/act.ts';
import { consult } from '../../../src/acts/commands/consult.ts';
import { readAnswer } from '../../../src/acts/artefacts/sidekick-artefact.ts';
import type { Model, ModelCall, ModelReply } from '../../../src/agents/model.ts';
import { parseCommand } from '../../../src/task/command.ts';
import { address } from '../../../src/task/names.ts';
import type { Situation } from '../../../src/task/situation.ts';
import { filesOf } from '../../agents/support.ts';
import { after, at, base, head, intent } from '../../task/build.ts';
import { comment, pull, situation } from '../../task/situations.ts';
import { fakeGitHub, shelf, turn } from '../fakes.ts';

const said = comment({ body: '/cadence ask What does calc.add() do?\nIt confuses me.' });
const files = filesOf({ 'calc.py': 'def add(x, y):\n    return x - y\n', 'logo.png': 'a\0b' });
const tree: ActDeps['tree'] = async () => ({ kind: 'tree', files });
const usage = { promptTokens: 10, replyTokens: 5, counted: 'server' } as const;
const cited = [
  { path: 'calc.py', first: 1, last: 2 },
  { path: 'calc.py', first: 2, last: 3 },
  { path: 'gone.py', first: 1, last: 1 },
  { path: 'logo.png', first: 1, last: 1 },
];
const reply: ModelReply = {
  kind: 'text',
  text: JSON.stringify({ answer: 'It subtracts.', citations: cited, task: 'Make it add' }),
  usage,
};

type Story = { result: Result; asked: readonly ModelCall[]; given: Turn };

async function story(
  changed: Partial<ActDeps> = {},
  seen: Situation = situation(),
  says = reply,
  from = said,
): Promise<Story> {
  const command = parseCommand(from.body);
  if (!command) throw new Error('not a command');
  const asked: ModelCall[] = [];
  const model: Model = { complete: async (call) => (asked.push(call), says) };
  const asking = after(at('Review'), intent('consult'));
  const given = turn(asking, fakeGitHub(), seen, { ...shelf(), model, tree, ...changed });
  return { result: await consult.run(given, { kind: 'consult', comment: from, command }), asked, given };
}

function promptOf({ asked }: Story): string {
  return asked[0]?.messages.map(({ text }) => text).join('\n') ?? '';
}

function dataOf({ result }: Story): Record<string, unknown> {
  if (result.kind !== 'outcome' || result.draft.kind !== 'consulted') throw new Error(result.kind);
  return result.draft.data;
}

describe('consulting Sidekick', () => {
  it('records the call and keeps the answer with the places that are there', async () => {
    const told = await story();
    expect(dataOf(told)).toMatchObject({
      comment: 'IC_1',
      command: 'ask',
      by: 'ada',
      result: 'answered',
      calls: [{ profile: 'reasoning', promptTokens: 10, replyTokens: 5 }],
    });
    const kept = await readAnswer(told.given.deps, address(String(dataOf(told)['reply'])));
    expect(kept).toEqual({
      commit: head,
      answer: 'It subtracts.',
      citations: [cited[0]],
      invented: 3,
      task: 'Make it add',
    });
  });

  it('shows the question, all of the comment, the issue and the code', async () => {
    const prompt = promptOf(await story());
    for (const words of [
      'What does calc.add() do?',
      'It confuses me.',
      'add() subtracts',
      'return x - y',
      'logo.png',
    ])
      expect(prompt).toContain(words);
  });

  it('shows the instructions of the repository as the base branch has them, not those of a head', async () => {
    const more = filesOf({ 'calc.py': 'def add(x, y): ...\n', 'AGENTS.md': 'Use tabs.\n' });
    const shown = async (seen: Situation): Promise<boolean> =>
      promptOf(await story({ tree: async () => ({ kind: 'tree', files: more }) }, seen)).includes(
        'Use tabs.',
      );
    const merged = situation({ pull: pull({ state: 'merged' }) });
    expect(await shown(merged)).toBe(true);
    expect(await shown(situation())).toBe(false);
  });

  it('shows files that people asked about, not those that are named out of their sight', async () => {
    const more = filesOf({ 'calc.py': 'def add(x, y): ...\n', 'notes.py': 'zebra = 1\n' });
    const shown = async (words: string): Promise<boolean> => {
      const from = comment({ body: `/cadence ask What does calc.add() do?\n${words}` });
      const told = await story(
        { tree: async () => ({ kind: 'tree', files: more }) },
        situation(),
        reply,
        from,
      );
      return promptOf(told).includes('zebra');
    };
    expect(await shown('File "notes.py", line 1')).toBe(true);
    expect(await shown('<!-- File "notes.py", line 1 -->')).toBe(false);
  });

  it.each<[string, Situation, string]>([
    ['the head of the open pull request', situation(), head],
    ['the base where there is none', situation({ pull: null }), base],
    ['the base where it is closed', situation({ pull: pull({ state: 'merged' }) }), base],
    ['the base where it is a fork’s', situation({ pull: pull({ crossRepository: true }) }), base],
  ])('reads %s', async (_what, seen, expected) => {
    const read: string[] = [];
    await story({ tree: async (_github, _repo, sha) => (read.push(sha), { kind: 'tree', files }) }, seen);
    expect(read).toEqual([expected]);
  });

  it.each<[string, ModelReply, string]>([
    [
      'an outage',
      { kind: 'unavailable', reason: 'outage', message: 'down', retryAfterMs: null },
      'model-unavailable',
    ],
    ['a refusal', { kind: 'refused', message: 'I will not', usage }, 'no-answer'],
    [
      'a request that its server will not take',
      { kind: 'unavailable', reason: 'request-refused', message: '400', retryAfterMs: null },
      'no-answer',
    ],
    ['prose', { kind: 'text', text: 'It subtracts.', usage }, 'no-answer'],
  ])('records %s, with its call, and no answer', async (_what, says, result) => {
    const data = dataOf(await story({}, situation(), says));
    expect(data).toMatchObject({ result, reply: null });
    expect(data['calls']).not.toEqual([]);
  });

  it('does not ask where the budget has no room', async () => {
    const ledger: ActDeps['ledger'] = {
      reserve: async () => ({ kind: 'over', over: 'task-budget' }),
      settle: async () => undefined,
      used: async () => ({ tokens: 0, usd: 0 }),
    };
    const told = await story({ ledger });
    expect(dataOf(told)).toMatchObject({ result: 'task-budget', reply: null });
    expect(told.asked).toEqual([]);
  });

  it('does not ask where there is nothing to read', async () => {
    for (const failure of [
      { kind: 'unreadable', message: 'too large' },
      { kind: 'gone', message: '404' },
      { kind: 'refused', status: 403, message: 'no' },
    ] as const) {
      const told = await story({ tree: async () => failure });
      expect(dataOf(told)).toMatchObject({ result: 'unreadable', reply: null });
      expect(told.asked).toEqual([]);
    }
  });

  describe('about a line of a diff', () => {
    const hunk = '@@ -1,2 +1,2 @@\n def add(x, y):\n-    return x + y\n+    return x - y';
    const line = (body: string, changed: object = {}) =>
      comment({
        body,
        on: 'line',
        subjectId: 'PRRT_1',
        place: { path: 'calc.py', line: 2, side: 'after', hunk, ...changed },
      });
    const merged = situation({ pull: pull({ state: 'merged' }) });

    it.each(['explain', 'refactor names', 'test'])('shows hunk, lines, outline to %s', async (body) => {
      const told = await story({}, situation(), reply, line(`/cadence ${body}`));
      const prompt = promptOf(told);
      for (const words of [hunk, '2:     return x - y', 'def add(x, y) (1-2)', 'last line is the marked one'])
        expect(prompt).toContain(words);
      const kept = await readAnswer(told.given.deps, address(String(dataOf(told)['reply'])));
      expect(kept?.citations).toEqual([cited[0]]);
    });

    it('reads the head that the diff belongs to, merged or not', async () => {
      const read: string[] = [];
      const reading: ActDeps['tree'] = async (_github, _repo, sha) => (
        read.push(sha),
        { kind: 'tree', files }
      );
      await story({ tree: reading }, merged, reply, line('/cadence explain'));
      expect(read).toEqual([head]);
    });

    it('shows no lines of now for a line of before, or one that moved on', async () => {
      for (const changed of [{ side: 'before' }, { line: null }] as const) {
        const prompt = promptOf(await story({}, situation(), reply, line('/cadence explain', changed)));
        expect(prompt).toContain(hunk);
        expect(prompt).not.toContain('2:     return x - y');
      }
    });

    it('asks too with the line in view', async () => {
      const prompt = promptOf(await story({}, situation(), reply, line('/cadence ask Why minus?')));
      expect(prompt).toContain('Why minus?');
      expect(prompt).toContain(hunk);
    });

    it('always offers what would be written as a task', async () => {
      const silent = JSON.stringify({ answer: 'So.', citations: [], task: null });
      const offered = async (body: string): Promise<string | null | undefined> => {
        const told = await story({}, situation(), { kind: 'text', text: silent, usage }, line(body));
        return (await readAnswer(told.given.deps, address(String(dataOf(told)['reply']))))?.task;
      };
      expect(await offered('/cadence refactor names')).toBe('Refactor calc.py:2');
      expect(await offered('/cadence test')).toBe('Test calc.py:2');
      expect(await offered('/cadence explain')).toBeNull();
    });
  });

  it('is tried again where GitHub did not answer', async () => {
    const { result } = await story({ tree: async () => ({ kind: 'unknown', message: '502' }) });
    expect(result).toEqual({ kind: 'unknown', message: '502' });
  });
});
