import { describe, expect, it } from 'vitest';
import { commands, parseCommand } from '../../../src/task/command.ts';
import { judgeCommand, openCommands } from '../../../src/task/commands/judge-command.ts';
import type { Comment, Role } from '../../../src/task/situation.ts';
import type { Task } from '../../../src/task/task.ts';
import { after, answeredDraft, at, consulted, heldDraft, intent, start } from '../build.ts';
import { comment, settings, situation } from '../situations.ts';

const running = at('Test(evidence)');
const held = after(running, heldDraft('no-run'));
const planned = after(at('Execute(tests)'), heldDraft('plan-approval'));
const cancelled = after(running, intent('cancel'), {
  kind: 'cancelled',
  data: { reason: 'unlabelled', by: null },
});

function judged(task: Task, body: string, role: Role, changed: Partial<Comment> = {}): string {
  const said = comment({ body, ...changed });
  const command = parseCommand(body);
  if (!command) throw new Error('not a command');
  const judgement = judgeCommand(
    task,
    { comment: said, command },
    situation({ roles: { ada: role } }),
    settings,
  );
  return judgement.result === 'accepted' ? 'accepted' : judgement.reason;
}

describe('a command', () => {
  it.each<[string, Role, Task, string]>([
    ['/cadence status', 'none', running, 'no-right'],
    ['/cadence status', 'read', running, 'accepted'],
    ['/cadence help', 'read', cancelled, 'accepted'],
    ['/cadence status', 'triage', at('Meta reported'), 'accepted'],
    ['/cadence stop', 'read', running, 'no-right'],
    ['/cadence stop', 'triage', running, 'no-right'],
    ['/cadence stop', 'write', running, 'accepted'],
    ['/cadence stop', 'maintain', running, 'accepted'],
    ['/cadence stop', 'admin', held, 'accepted'],
    ['/cadence stop', 'write', at('Commit'), 'accepted'],
    ['/cadence stop', 'write', at('Commit merged'), 'merge-under-way'],
    ['/cadence stop', 'write', at('Record'), 'is-over'],
    ['/cadence stop', 'write', at('Meta'), 'is-over'],
    ['/cadence stop', 'write', cancelled, 'is-over'],
    ['/cadence retry', 'triage', held, 'no-right'],
    ['/cadence retry', 'write', held, 'accepted'],
    ['/cadence retry', 'write', running, 'not-held'],
    ['/cadence retry', 'write', at('Record'), 'is-over'],
    ['/cadence retry', 'write', cancelled, 'is-over'],
    ['/cadence plan', 'triage', at('Execute(tests)'), 'no-right'],
    ['/cadence plan', 'write', at('Generate'), 'no-plan'],
    ['/cadence plan', 'write', at('Execute(tests)'), 'accepted'],
    ['/cadence plan', 'write', held, 'accepted'],
    ['/cadence plan', 'write', cancelled, 'is-over'],
    ['/cadence plan for floats', 'write', at('Execute(tests)'), 'accepted'],
    ['/cadence plan for floats', 'write', planned, 'accepted'],
    ['/cadence plan for floats', 'write', at('Execute(change)'), 'plan-under-way'],
    ['/cadence plan for floats', 'write', held, 'plan-under-way'],
    ['/cadence approve', 'triage', planned, 'no-right'],
    ['/cadence approve', 'write', planned, 'accepted'],
    ['/cadence approve', 'write', held, 'nothing-to-approve'],
    ['/cadence approve', 'write', running, 'nothing-to-approve'],
    ['/cadence approve', 'write', cancelled, 'nothing-to-approve'],
    ['/cadence nonsense', 'none', running, 'no-right'],
    ['/cadence nonsense', 'read', running, 'unknown-command'],
  ])('%s of someone with %s is judged', (body, role, task, expected) => {
    expect(judged(task, body, role, { createdAt: start + 3_600_000 })).toBe(expected);
  });

  it('that approves what was shown only afterwards approves nothing', () => {
    if (planned.state.phase !== 'Held') throw new Error('not held');
    const { since } = planned.state;
    expect(judged(planned, '/cadence approve', 'write', { createdAt: since - 1_000 })).toBe(
      'approved-unseen',
    );
    expect(judged(planned, '/cadence approve', 'write', { createdAt: since })).toBe('accepted');
  });

  it('that was edited is not carried out, whoever wrote it', () => {
    expect(judged(running, '/cadence stop', 'admin', { edited: true })).toBe('edited');
    expect(judged(running, '/cadence status', 'none', { edited: true })).toBe('edited');
  });

  it('that is not built is refused only to those who might run it', () => {
    const waiting = commands.filter(({ built }) => built === 'not yet');
    expect(waiting.map(({ name }) => judged(held, `/cadence ${name}`, 'admin'))).toEqual(
      waiting.map(() => 'not-built'),
    );
    expect(waiting.map(({ name }) => judged(held, `/cadence ${name}`, 'triage'))).toEqual(
      waiting.map(() => 'no-right'),
    );
  });

  it('is judged by the role of its author, however the login is written', () => {
    expect(judged(running, '/cadence stop', 'write', { author: { login: 'ADA', kind: 'person' } })).toBe(
      'accepted',
    );
    expect(judged(running, '/cadence stop', 'write', { author: { login: 'mallory', kind: 'person' } })).toBe(
      'no-right',
    );
  });
});

/** Every right, asked of a command that needs to be made ready for. */
const rights: readonly (readonly [Role, 'accepted' | 'no-right'])[] = [
  ['none', 'no-right'],
  ['read', 'no-right'],
  ['triage', 'no-right'],
  ['write', 'accepted'],
  ['maintain', 'accepted'],
  ['admin', 'accepted'],
];

function judgedIn(changed: object, body: string, model: 'configured' | 'none' = 'configured'): string {
  const said = comment({ body });
  const command = parseCommand(body);
  if (!command) throw new Error('not a command');
  const judgement = judgeCommand(running, { comment: said, command }, situation(changed), { model });
  return judgement.result === 'accepted' ? 'accepted' : judgement.reason;
}

describe('a command that Sidekick answers, or that opens an issue', () => {
  it.each(rights)('of someone with %s is judged: %s', (role, expected) => {
    for (const task of [at('Backlog'), running, held, at('Meta reported'), cancelled])
      for (const on of ['issue', 'pull', 'line'] as const) {
        const anywhere = ['/cadence ask Why?', '/cadence task Rename it'];
        expect(anywhere.map((body) => judged(task, body, role, { on }))).toEqual([expected, expected]);
        const aboutLine = ['/cadence explain', '/cadence refactor names', '/cadence test'];
        const there = expected === 'accepted' && on !== 'line' ? 'not-on-a-line' : expected;
        expect(aboutLine.map((body) => judged(task, body, role, { on }))).toEqual([there, there, there]);
      }
  });

  it('needs words', () => {
    expect(judged(running, '/cadence ask', 'write')).toBe('no-words');
    expect(judged(running, '/cadence task\nRename it', 'write')).toBe('no-words');
    expect(judged(running, '/cadence refactor', 'write', { on: 'line' })).toBe('no-words');
  });

  it('needs a policy, and a model where one is asked', () => {
    const wrong = { policy: { kind: 'wrong', errors: ['1:1 no'], hash: 'w' } };
    expect(judgedIn({ policy: { kind: 'missing' } }, '/cadence ask Why?')).toBe('no-policy');
    expect(judgedIn(wrong, '/cadence task Rename it')).toBe('no-policy');
    expect(judgedIn({}, '/cadence ask Why?', 'none')).toBe('no-model');
    expect(judgedIn({}, '/cadence task Rename it', 'none')).toBe('accepted');
  });

  it('is refused by what came of it, and still by the right', () => {
    const failed = after(running, intent('consult'), consulted('IC_1', null));
    expect(judged(failed, '/cadence ask Why?', 'write')).toBe('model-unavailable');
    const told = after(running, intent('consult'), consulted('IC_1'));
    expect(judged(told, '/cadence ask Why?', 'write')).toBe('accepted');
    expect(judged(told, '/cadence ask Why?', 'triage')).toBe('no-right');
  });
});

function next(...comments: Comment[]): string | null {
  return openCommands(running, situation({ comments }))[0]?.comment.id ?? null;
}

describe('the next command', () => {
  it('is the oldest without an answer', () => {
    const answered = after(running, intent('answer'), answeredDraft({ command: 'status' }));
    const comments = [comment({ id: 'IC_1' }), comment({ id: 'IC_2' }), comment({ id: 'IC_3' })];
    expect(openCommands(answered, situation({ comments })).map(({ comment: { id } }) => id)).toEqual([
      'IC_2',
      'IC_3',
    ]);
  });

  it.each<[string, Partial<Comment>]>([
    ['of a bot', { author: { login: 'dependabot[bot]', kind: 'bot' } }],
    ['of our own', { author: { login: 'cadence[bot]', kind: 'person' } }],
    ['of the time before the label', { createdAt: start - 1 }],
    ['that is talk', { body: 'Please stop.' }],
  ])('is not a comment %s', (_what, changed) => {
    expect(next(comment(changed), comment({ id: 'IC_2' }))).toBe('IC_2');
    expect(next(comment(changed))).toBeNull();
  });
});
