import { describe, expect, it } from 'vitest';
import { boardRow } from '../../src/engine/update-board.ts';
import { readSignal, wake, type Signal } from '../../src/engine/wake.ts';
import { repoName } from '../../src/task/names.ts';
import type { Task } from '../../src/task/task.ts';
import type { WakeEvent } from '../../src/task/shapes/wake-event.ts';
import { afterTheEnd, consequences, waitFor, waitHeld } from '../../src/task/waits.ts';
import { after, at, heldDraft, repo, start } from '../task/build.ts';
import { situation } from '../task/situations.ts';
import { dueAt, freshStore, rowKey } from './support.ts';

const viewer = 'cadence[bot]';
const repository = { full_name: 'octo/cat', default_branch: 'main' };
const ada = { login: 'ada' };

function signal(event: string, action: string | null, payload: object): Signal | null {
  const raw = JSON.stringify({ repository, sender: ada, installation: { id: 5 }, ...payload });
  return readSignal(event, action, raw, viewer);
}

describe('a delivery', () => {
  it.each<[string, string, string | null, object, Partial<Signal> | null]>([
    [
      'a label',
      'issues',
      'labeled',
      { issue: { number: 7 }, label: { name: 'cadence' } },
      { event: 'issues.labeled', number: 7, begins: 'may-begin' },
    ],
    [
      'a label by another name: the policy may call it so',
      'issues',
      'labeled',
      { issue: { number: 7 }, label: { name: 'robot' } },
      { number: 7, begins: 'may-begin' },
    ],
    [
      'a label of our own',
      'issues',
      'labeled',
      { issue: { number: 7 }, label: { name: 'cadence:held' } },
      { number: 7, begins: 'no' },
    ],
    [
      'a command',
      'issue_comment',
      'created',
      { issue: { number: 7 }, comment: { body: '/cadence stop' } },
      { event: 'issue_comment.created', number: 7 },
    ],
    [
      'talk',
      'issue_comment',
      'created',
      { issue: { number: 7 }, comment: { body: 'Please /cadence stop' } },
      null,
    ],
    [
      'a command on a line of a diff',
      'pull_request_review_comment',
      'created',
      { pull_request: { number: 8, head: { ref: 'cadence/7-x' } }, comment: { body: '/cadence explain' } },
      { event: 'pull_request_review_comment.created', number: 8, issue: 7 },
    ],
    [
      'talk on a line of a diff',
      'pull_request_review_comment',
      'created',
      { pull_request: { number: 8, head: { ref: 'cadence/7-x' } }, comment: { body: 'Why?' } },
      null,
    ],
    ['an empty comment', 'issue_comment', 'created', { issue: { number: 7 }, comment: { body: null } }, null],
    [
      'a pull request of ours',
      'pull_request',
      'synchronize',
      { pull_request: { number: 8, head: { ref: 'cadence/7-x' } } },
      { number: 8, issue: 7 },
    ],
    [
      'a pull request of others',
      'pull_request',
      'opened',
      { pull_request: { number: 9, head: { ref: 'fix' } } },
      { number: 9, issue: null },
    ],
    [
      'a run of our branch',
      'workflow_run',
      'completed',
      { workflow_run: { head_branch: 'cadence/7-x', pull_requests: [] } },
      { event: 'workflow_run.completed', number: null, issue: 7 },
    ],
    [
      'a run of a pull request',
      'workflow_run',
      'completed',
      { workflow_run: { head_branch: 'fix', pull_requests: [{ number: 9 }] } },
      { number: 9, issue: null },
    ],
    ['a push to the base', 'push', null, { ref: 'refs/heads/main' }, { event: 'push.base', number: null }],
    ['a push elsewhere', 'push', null, { ref: 'refs/heads/main2' }, null],
    ['a push of a tag called main', 'push', null, { ref: 'refs/tags/main' }, null],
    ['news of an installation', 'installation', 'created', { repository: undefined }, null],
    ['news of something else', 'star', 'created', {}, null],
  ])('with %s is read', (_what, event, action, payload, expected) => {
    const usual = { repo, installation: 5, ours: 'theirs', number: null, issue: null, begins: 'no' };
    const read = signal(event, action, payload);
    expect(read).toEqual(expected === null ? null : { ...usual, event: `${event}.${action}`, ...expected });
  });

  it('is ours where we are its sender', () => {
    const payload = { issue: { number: 7 }, sender: { login: viewer } };
    expect(signal('issues', 'edited', payload)?.ours).toBe('ours');
    expect(signal('issues', 'edited', { ...payload, sender: null })?.ours).toBe('theirs');
  });

  it.each([
    '',
    'null',
    '[]',
    '{"repository":{}}',
    '{"repository":{"full_name":"nonsense"}}',
    '{"issue":{"number":"7"}}',
  ])('that is none of GitHub’s throws: %s', (raw) => {
    expect(() => readSignal('issues', 'labeled', raw, viewer)).toThrow(/./);
  });
});

const waiting = waitFor('tests', ['workflow_run.completed'], situation(), 1_000).until.events;

async function woken(
  task: Task | null,
  events: readonly WakeEvent[],
  given: Partial<Signal>,
): Promise<boolean> {
  const store = await freshStore();
  if (task) await store.board.put(boardRow(task, events));
  const said: Signal = {
    repo,
    installation: 5,
    event: 'issues.edited',
    ours: 'theirs',
    number: 7,
    issue: null,
    begins: 'no',
    ...given,
  };
  const keys = await wake(store, said, start);
  expect(await dueAt(store)).toBe(keys.length > 0 ? start : null);
  return keys.includes(rowKey);
}

describe('a signal', () => {
  const testing = at('Test(evidence)');
  const held = after(testing, heldDraft('no-run'));
  const waits = waitHeld(situation(), 1_000);
  const heldEvents = waits.kind === 'wait' ? waits.until.events : [];
  const over = at('Meta reported');

  it.each<[string, Task | null, readonly WakeEvent[], Partial<Signal>, boolean]>([
    ['of its issue', testing, waiting, {}, true],
    ['of its pull request', testing, waiting, { number: 8, event: 'pull_request.closed' }, true],
    ['of its branch', testing, waiting, { number: null, issue: 7, event: 'workflow_run.completed' }, true],
    ['of another issue', testing, waiting, { number: 6 }, false],
    ['of another repository', testing, waiting, { repo: repoName('octo/dog') }, false],
    ['that its wait does not name', testing, waiting, { event: 'issues.assigned' }, false],
    [
      'that its wait does not name now',
      testing,
      ['issues.edited'],
      { number: 8, event: 'workflow_run.completed' },
      false,
    ],
    [
      'of a push to the base, when it waits for one',
      held,
      heldEvents,
      { event: 'push.base', number: null },
      true,
    ],
    [
      'of a push to the base, when it does not',
      testing,
      waiting,
      { event: 'push.base', number: null },
      false,
    ],
    ['of a label on what is over', over, afterTheEnd, { event: 'issues.labeled', begins: 'may-begin' }, true],
    ['of an edit of what is over', over, afterTheEnd, {}, false],
    ['of a label on what nobody knows', null, [], { event: 'issues.labeled', begins: 'may-begin' }, true],
    ['of a comment on what nobody knows', null, [], { event: 'issue_comment.created' }, false],
  ])('%s wakes: %#', async (_what, task, events, given, expected) => {
    expect(await woken(task, events, given)).toBe(expected);
  });

  it('of our own doing wakes nothing', async () => {
    const own = { ours: 'ours' } as const;
    const others = ['issue_comment.created', 'issues.labeled', 'pull_request.synchronize'] as const;
    const all = [...waiting, ...others];
    for (const event of all.filter((name) => !consequences.has(name)))
      expect([event, await woken(testing, all, { ...own, event, begins: 'may-begin' })]).toEqual([
        event,
        false,
      ]);
  });

  it('of what our own doing brought about wakes', async () => {
    expect(await woken(testing, waiting, { ours: 'ours', event: 'workflow_run.completed', issue: 7 })).toBe(
      true,
    );
    expect(await woken(at('Record'), ['issues.closed'], { ours: 'ours', event: 'issues.closed' })).toBe(true);
  });
});
