import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { add } from '../../src/cli/story/scenarios/add.ts';
import { threeReds } from '../../src/cli/story/scenarios/three-reds.ts';
import { addReturns } from '../../src/cli/story/scenarios/project.ts';
import { comesAfter, makesChange } from '../../src/cli/story/script-replies.ts';
import { startScriptedModel } from '../../src/cli/scripted-model/start-scripted-model.ts';
import type { Comment } from '../../src/simulator/state/repository.ts';
import { commands } from '../../src/task/command.ts';
import type { CommandName, RefusalReason } from '../../src/task/commands/shared/command-names.ts';
import type { Entry } from '../../src/task/entry.ts';
import { ledgerOf } from './ledger.ts';
import type { Project } from './project.ts';
import { lastMove, openWorld, until, type World } from './world.ts';

type Answered = Extract<Entry, { kind: 'answered' }>;

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterEach(() => world.openGates());
afterAll(() => world.close());

async function underTest(): Promise<Project> {
  const project = await world.project({ runs: 'gated' });
  project.begin();
  await world.reaches(project, 'patch_applied');
  return project;
}

/** The answers to these comments, in their order. */
function answers(project: Project, comments: readonly Comment[]): Promise<Answered[]> {
  return until(
    `${comments.length} answers`,
    async () => JSON.stringify((await world.entries(project)).map(({ kind }) => kind)),
    async () => {
      const all = (await world.entries(project)).filter(
        (entry): entry is Answered => entry.kind === 'answered',
      );
      const found = comments.flatMap(({ nodeId }) => all.find(({ data }) => data.comment === nodeId) ?? []);
      return found.length === comments.length ? found : null;
    },
  );
}

function reactions({ reactions: all }: Comment): string[] {
  return all
    .filter(({ user }) => user.type === 'Bot')
    .map(({ content }) => content)
    .toSorted();
}

function repliesTo(project: Project, { nodeId }: Comment): string[] {
  const bodies = project.issue().comments.map(({ body }) => body);
  return bodies.filter((body) => body.startsWith(`<!-- cadence:reply ${nodeId} -->`));
}

describe('a command of each kind', { timeout: 120_000 }, () => {
  /** Those that change the task have tests of their own. */
  const asked = commands.filter(({ name }) => name !== 'stop' && name !== 'retry');
  /** To a public repository everybody has read access, olga too, who is a stranger. */
  const rights = { rita: 'read', olga: 'read', tess: 'triage', alice: 'write' } as const;
  const order = ['read', 'triage', 'write'];
  /** What a command lacks that stands alone on an issue where nothing waits. */
  const bare: { readonly [Name in CommandName]?: RefusalReason } = {
    approve: 'nothing-to-approve',
    ask: 'no-words',
    explain: 'not-on-a-line',
    refactor: 'not-on-a-line',
    test: 'not-on-a-line',
    task: 'no-words',
  };

  it.each(Object.entries(rights))('by %s, who has %s', async (login, role) => {
    const project = await underTest();
    const comments = asked.map(({ name }) => project.as(login).comment(1, `/cadence ${name}`));
    const given = await answers(project, comments);
    for (const [index, row] of asked.entries()) {
      const { data } = given[index] as Answered;
      const may = order.indexOf(role) >= order.indexOf(row.right);
      const expected = !may ? 'no-right' : row.built === 'yes' ? (bare[row.name] ?? '') : 'not-built';
      expect([row.name, data.reason]).toEqual([row.name, expected]);
      expect(data.by).toBe(login);
      const comment = comments[index] as Comment;
      expect(reactions(comment)).toEqual([expected === '' ? 'rocket' : 'confused', 'eyes'].toSorted());
      expect(repliesTo(project, comment)).toHaveLength(1);
    }
  });

  it.each(['rita', 'tess', 'olga'])('stop by %s stops nothing', async (login) => {
    const project = await underTest();
    const comment = project.as(login).comment(1, '/cadence stop');
    const [answer] = await answers(project, [comment]);
    expect(answer?.data).toMatchObject({ result: 'refused', reason: 'no-right' });
    project.openGate();
    expect((await world.rests(project)).at(-1)?.kind).toBe('reported');
  });
});

describe('what is no command, or no command of theirs', { timeout: 120_000 }, () => {
  it('an edited comment, an unknown word and a retry of what is not held are refused with a sentence', async () => {
    const project = await underTest();
    const edited = project.as('alice').comment(1, 'I wonder.');
    project.as('alice').editComment(edited, '/cadence stop');
    const unknown = project.as('alice').comment(1, '/cadence statis');
    const early = project.as('alice').comment(1, '/cadence retry');
    const given = await answers(project, [edited, unknown, early]);
    expect(given.map(({ data }) => data.reason)).toEqual(['edited', 'unknown-command', 'not-held']);
    expect(repliesTo(project, edited)[0]).toContain('was edited');
    expect(repliesTo(project, unknown)[0]).toContain('Did you mean `/cadence status`?');
    project.openGate();
    expect((await world.rests(project)).at(-1)?.kind).toBe('reported');
  });

  it('bots, ourselves among them, and commands that are quoted, fenced or mid-sentence get no answer', async () => {
    const project = await underTest();
    const silent = [
      project.as('cadence[bot]').comment(1, '/cadence stop'),
      project.as('github-actions[bot]').comment(1, '/cadence stop'),
      project.as('alice').comment(1, '> /cadence stop'),
      project.as('alice').comment(1, '```\n/cadence stop\n```'),
      project.as('alice').comment(1, 'Please /cadence stop'),
      project.as('alice').comment(1, '<!--\n/cadence stop\n-->'),
    ];
    const heard = project.as('alice').comment(1, '/cadence status');
    await answers(project, [heard]);
    project.openGate();
    const entries = await world.rests(project);
    expect(entries.at(-1)?.kind).toBe('reported');
    expect(entries.filter(({ kind }) => kind === 'answered')).toHaveLength(1);
    await world.quiet();
    expect(silent.flatMap(reactions)).toEqual([]);
    expect(silent.flatMap((comment) => repliesTo(project, comment))).toEqual([]);
  });

  it('a label by triage starts nothing; a retry by a writer takes it over', async () => {
    const project = await world.project();
    project.begin({}, 'tess');
    const held = lastMove(await world.rests(project));
    expect(held?.data).toMatchObject({ reason: 'labeller-without-right' });
    expect(project.pulls()).toEqual([]);
    project.as('bob').comment(1, '/cadence retry');
    // The directive is not of somebody who may write: its diff waits for a yes.
    expect((await world.reaches(project, 'held', { count: 2 })).data.reason).toBe('change-approval');
    project.as('bob').comment(1, '/cadence approve');
    await world.reaches(project, 'reported');
  });
});

it(
  'three reds hold the task with main untouched; a retry grants one more attempt and its words reach the agent',
  {
    timeout: 240_000,
  },
  async () => {
    const last = '    return abs(x + y)';
    const guidance = 'Think of negative numbers.';
    const fourth = makesChange('the fix', addReturns('    return x + y'), comesAfter(last), [guidance]);
    const conversations = [...threeReds.script, fourth];
    const model = await startScriptedModel({ kind: 'conversations', conversations });
    const own = await openWorld({ model: { baseUrl: model.baseUrl, key: model.key } });
    try {
      const project = await own.project({ policy: 'tests:\n  redProof: required\n' });
      const issue = project.begin(add.issue);
      const held = lastMove(await own.rests(project, issue));
      expect(held?.data).toMatchObject({ reason: 'attempts-exhausted' });
      expect(ledgerOf(own.github, project).landed).toBe(0);
      project.as('alice').comment(issue, `/cadence retry ${guidance}`);
      const report = await own.reaches(project, 'reported');
      expect(report.data.attempts).toBe(4);
      expect(model.errors()).toEqual([]);
      expect(model.unused()).toEqual([]);
    } finally {
      await own.close();
      await model.stop();
    }
  },
);
