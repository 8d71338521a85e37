import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startScriptedModel } from '../../../src/cli/scripted-model/start-scripted-model.ts';
import type { StoryModel } from '../../../src/cli/story/story.ts';
import { copiedTask, madeTask, ownTasks, put, scratch, small } from './made-tasks.ts';
import { models } from './models.ts';
import { casesOf, linesOf, verdictOf, type TaskReport } from './report.ts';
import { runTask } from './run-task.ts';
import { conversationsOf } from './script.ts';
import { renderCases } from '../render-table.ts';

const stop = new AbortController().signal;
const asked = { tasks: null, only: null, model: null, policy: null } as const;
const settings = { policy: null, limitMs: 300_000, stop };
const canary = 'the hidden canary sings';

async function open(given: Partial<Record<keyof typeof asked, string>>) {
  if (models.needs !== 'asking') throw new Error('models run by name alone');
  return models.open({ ...asked, model: 'scripted', ...given } as Parameters<typeof models.open>[0]);
}

describe('a task', () => {
  it('is solved by calls over HTTP that never see its hidden tests', { timeout: 240_000 }, async () => {
    const task = await copiedTask('month-ends', {
      'hidden/tests/test_canary.py': `# ${canary}\n\n\ndef test_canary():\n    assert True\n`,
    });
    if (task.script === null) throw new Error('no script');
    const server = await startScriptedModel({
      kind: 'conversations',
      conversations: conversationsOf(task.script),
    });
    try {
      const model: StoryModel = { kind: 'server', baseUrl: server.baseUrl, key: server.key };
      const report = await runTask(task, { ...settings, dir: await scratch(), model });
      expect(report).toMatchObject({
        task: 'month-ends',
        verdict: 'solved',
        outcome: 'merged',
        attempts: 1,
        proved: 2,
        why: [],
      });
      expect(report.tokens.in).toBeGreaterThan(report.tokens.out);
      expect(report.usd).toBeGreaterThan(0);
      expect(report.seconds).toBeGreaterThan(0);
      const prompts = JSON.stringify(server.requests());
      expect(prompts).toContain('day is out of range for month');
      expect(prompts).not.toContain(canary);
      expect(prompts).not.toContain('test_hidden_periods');
      expect([server.errors(), server.unused()]).toEqual([[], []]);
    } finally {
      await server.stop();
    }
  });

  it('is stopped at its limit, and says so', async () => {
    const task = await madeTask(small);
    const dir = await scratch();
    const report = await runTask(task, { ...settings, dir, model: { kind: 'none' }, limitMs: 1 });
    expect(report).toMatchObject({ verdict: 'not solved', outcome: null, why: ['stopped after 0.001 s'] });
  });
});

describe('a run over a folder', () => {
  it(
    'names the hidden test that fails and the folder that is wrong, and goes on',
    { timeout: 240_000 },
    async () => {
      const tasks = await scratch();
      await put(join(tasks, 'a-wrong'), { ...small, 'script.json': '{}' });
      await put(join(tasks, 'b-silent'), small);
      await cp(join(ownTasks, 'month-ends'), join(tasks, 'c-unsolved'), { recursive: true });
      const text =
        'from billing.periods import add_months\n\n\ndef test_weeks():\n    assert add_months(None, 0) is None\n';
      await put(join(tasks, 'c-unsolved'), { 'hidden/tests/test_weeks.py': text });
      const opened = await open({ tasks });
      if (opened.kind === 'wrong') throw new Error(opened.message);
      const results = join(await scratch(), 'results.jsonl');
      const told: string[] = [];
      const found = await opened.run({
        dir: await scratch(),
        stop,
        results,
        budgets: [],
        leftOut: false,
        tell: (one) => void told.push(one),
      });

      expect(found.cases?.data).toMatchObject([
        {
          task: 'a-wrong',
          verdict: 'error',
          why: [expect.stringMatching(/^a-wrong\/script\.json is no script/)],
        },
        { task: 'b-silent', verdict: 'error', why: [expect.stringMatching(/^b-silent has no script\.json/)] },
        {
          task: 'c-unsolved',
          verdict: 'not solved',
          outcome: 'merged',
          why: ['tests/test_weeks.py::test_weeks'],
        },
      ]);
      expect(found.cases?.summary).toMatch(
        /^solved 0\/3 with the scripted model; 2 with an error; \d+ tokens in/,
      );
      expect(told[2]).toMatch(/^c-unsolved: not solved; tests\/test_weeks\.py::test_weeks \(/);
      const lines = (await readFile(results, 'utf8')).trimEnd().split('\n');
      expect(lines.map((line): unknown => JSON.parse(line))).toEqual(found.cases?.data);
    },
  );

  it.each([
    [{ tasks: '/nowhere-at-all' }, /^There is no directory \/nowhere-at-all/],
    [{ tasks: import.meta.dirname, only: 'tusks' }, /did you mean tasks\?/],
    [{ only: 'something-else' }, /^There is no task something-else .* there are accent-slugs, /],
    [{ policy: 'no-such-policy.yml' }, /no-such-policy\.yml cannot be read/],
  ])('is refused before it costs anything: %j', async (given, says) => {
    expect(await open(given)).toMatchObject({
      kind: 'wrong',
      message: expect.stringMatching(says) as string,
    });
  });
});

describe('the report', () => {
  const solved: TaskReport = {
    task: 'one',
    verdict: 'solved',
    outcome: 'merged',
    attempts: 2,
    proved: 3,
    tokens: { in: 9_000, out: 600 },
    usd: 0.0228,
    seconds: 8.25,
    requests: 22,
    why: [],
  };
  const held: TaskReport = {
    ...solved,
    task: 'two',
    verdict: 'not solved',
    outcome: 'held',
    usd: null,
    why: ['attempts-exhausted: a|b', 'second', 'third', 'fourth'],
  };
  const broken: TaskReport = {
    ...solved,
    task: 'three',
    verdict: 'error',
    outcome: null,
    why: ['it is broken'],
  };

  it('is a row a task and a sentence; a cost that nobody knows is not told as none', () => {
    expect(`\n${renderCases(casesOf([solved, held, broken], 'a model'))}`).toMatchInlineSnapshot(`
      "
      | task  | solved | outcome | attempts | red first | tokens in | tokens out | USD     | seconds | requests | why not                                         |
      | ----- | ------ | ------- | -------- | --------- | --------- | ---------- | ------- | ------- | -------- | ----------------------------------------------- |
      | one   | yes    | merged  | 2        | 3         | 9000      | 600        | 0.0228  | 8.3     | 22       |                                                 |
      | two   | NO     | held    | 2        | 3         | 9000      | 600        | unknown | 8.3     | 22       | attempts-exhausted: a\\|b; second; third; 1 more |
      | three | ERROR  | –       | 2        | 3         | 9000      | 600        | 0.0228  | 8.3     | 22       | it is broken                                    |

      solved 1/3 with a model; 1 with an error; 27000 tokens in, 1800 out; cost unknown; 25 s
      "
    `);
  });

  it.each([
    [{ outcome: 'merged', reason: null } as const, [], [], 'solved'],
    [{ outcome: 'merged', reason: null } as const, ['t.py::a'], [], 'not solved'],
    [{ outcome: 'merged', reason: null } as const, [], ['the record does not verify'], 'error'],
    [{ outcome: 'held', reason: 'attempts-exhausted' } as const, [], [], 'not solved'],
    [{ outcome: 'held', reason: 'model-unavailable' } as const, [], [], 'error'],
    [{ outcome: 'cancelled', reason: 'stopped' } as const, [], [], 'not solved'],
  ])('judges %j with failures %j and flaws %j', (end, failures, flaws, verdict) => {
    expect(verdictOf(end, failures, flaws)).toBe(verdict);
  });

  it('counts a task with an error as not solved, and for nothing else', () => {
    const figures = linesOf([solved, held, broken]).map(({ what, own }) => [what, own]);
    expect(figures).toEqual([
      ['solved', [100 / 3]],
      ['attempts a task', [2, 2]],
      ['tokens a task', [9_600, 9_600]],
      ['cost a task', [0.0228]],
      ['time a task', [8.25, 8.25]],
    ]);
  });
});
