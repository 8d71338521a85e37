import { describe, expect, it } from 'vitest';
import type { Intent } from '../../../src/acts/act.ts';
import { jsonArtefact } from '../../../src/acts/artefacts/json-artefact.ts';
import { openIssue } from '../../../src/acts/commands/open-issue.ts';
import { requestFor } from '../../../src/acts/look.ts';
import { parseCommand } from '../../../src/task/command.ts';
import type { IntentData } from '../../../src/task/intents.ts';
import { after, at, consulted, intent, start } from '../../task/build.ts';
import { comment, policy, situation } from '../../task/situations.ts';
import { done, fakeGitHub, frozen, replied, sent, shelf, signal, turn } from '../fakes.ts';

const said = comment({ body: '/cadence task Rename add\n\nIt subtracts.' });
const seen = situation({ comments: [said] });
const made = situation({ comments: [said], opened: [{ comment: 'IC_1', number: 12 }] });
const task = at('Review');
const refusal = { kind: 'refused', reason: 'forbidden', message: 'no' } as const;

async function planned(): Promise<Intent<IntentData<'openIssue'>>> {
  const command = parseCommand(said.body);
  if (!command) throw new Error('not a command');
  const plan = await openIssue.plan(turn(task, fakeGitHub(), seen), {
    kind: 'openIssue',
    comment: said,
    command,
  });
  if (plan.kind !== 'plan') throw new Error('no plan');
  return plan;
}

describe('an issue from a comment', () => {
  it('is known by the comment, and is made of its words', async () => {
    const fake = fakeGitHub({ mutate: async () => replied(made, done) });
    const result = await openIssue.act(turn(task, fake, seen), await planned(), signal);
    expect(result).toMatchObject({
      draft: { kind: 'issue_opened', data: { comment: 'IC_1', by: 'ada', issue: 12 } },
    });
    const issues = sent(fake).filter((one) => one.do === 'createIssue');
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatchObject({
      title: 'Rename add',
      body: expect.stringMatching(/^<!-- cadence:task IC_1 -->\n> It subtracts\.\n/),
    });
    expect(sent(fake).filter((one) => one.do === 'addLabels' && one.subjectId !== 'I_7')).toEqual([]);
  });

  it('names the label of this repository', async () => {
    const named = { kind: 'policy', policy: policy({ trigger: { label: 'go' } }), hash: 'p' } as const;
    const fake = fakeGitHub({ mutate: async () => replied(made, done) });
    await openIssue.act(turn(task, fake, { ...seen, policy: named }), await planned(), signal);
    expect(sent(fake)).toContainEqual(
      expect.objectContaining({ do: 'createIssue', body: expect.stringContaining('label `go`') }),
    );
  });

  it('made on a line of a diff says where, and what Sidekick answered there last', async () => {
    const kept = shelf();
    const answer = (words: string) =>
      jsonArtefact(kept, { commit: 'c', answer: words, citations: [], invented: 0, task: null }).address;
    const place = { path: 'calc.py', line: 2, side: 'after', hunk: '@@' } as const;
    const line = { on: 'line', subjectId: 'PRRT_1', place } as const;
    const here = { ...said, body: '/cadence task Rename add', ...line };
    const comments = [
      comment({ id: 'IC_a', ...line }),
      comment({ id: 'IC_b', ...line }),
      comment({ id: 'IC_c', ...line, subjectId: 'PRRT_2' }),
      here,
    ];
    const told = after(
      task,
      ...['IC_a', 'IC_b', 'IC_c'].flatMap((id) => [intent('consult'), consulted(id, answer(`words ${id}`))]),
    );
    const fake = fakeGitHub({ mutate: async () => replied(made, done) });
    await openIssue.act(turn(told, fake, situation({ comments }), kept), await planned(), signal);
    const issue = sent(fake).find((one) => one.do === 'createIssue');
    expect(issue?.body).toContain('> words IC_b');
    expect(issue?.body).not.toMatch(/IC_a|IC_c/);
    expect(issue?.body).toContain('on #8, at `calc.py:2`');
  });

  it('is found by a look, and only the one of this comment', async () => {
    const found = openIssue.look(turn(task, fakeGitHub(), made), await planned());
    expect(found).toMatchObject({ kind: 'outcome', draft: { data: { issue: 12 } } });
    const other = situation({ comments: [said], opened: [{ comment: 'IC_9', number: 12 }] });
    expect(openIssue.look(turn(task, fakeGitHub(), other), await planned())).toBeNull();
  });

  it('is looked for from its announcement on, and at no other time', () => {
    const announced = after(task, intent('openIssue'));
    expect(requestFor(announced, frozen).openedSince).toBeLessThan(start + announced.version * 1_000);
    expect(requestFor(task, frozen).openedSince).toBeNull();
    expect(requestFor(after(task, intent('answer')), frozen).openedSince).toBeNull();
  });

  it('that GitHub refuses is not tried for ever', async () => {
    const fake = fakeGitHub({ mutate: async () => replied(seen, refusal) });
    expect(await openIssue.act(turn(task, fake, seen), await planned(), signal)).toMatchObject({
      draft: { kind: 'issue_opened', data: { issue: null } },
    });
  });

  it('that is made and not to be seen yet is not refused because a label was', async () => {
    const fake = fakeGitHub({ mutate: async () => replied(seen, done, refusal) });
    expect(await openIssue.act(turn(task, fake, seen), await planned(), signal)).toMatchObject({
      kind: 'unknown',
    });
  });

  it('is not made of a comment that was deleted', async () => {
    const fake = fakeGitHub();
    expect(await openIssue.act(turn(task, fake, situation()), await planned(), signal)).toMatchObject({
      kind: 'stale',
    });
    expect(fake.calls).toEqual([]);
  });
});
