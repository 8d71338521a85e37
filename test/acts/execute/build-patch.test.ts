import { describe, expect, it } from 'vitest';
import type { ActDeps, Outcome } from '../../../src/acts/act.ts';
import { buildPatch } from '../../../src/acts/execute/build-patch.ts';
import { textArtefact } from '../../../src/acts/artefacts/json-artefact.ts';
import { storeChange } from '../../../src/acts/artefacts/stored-change.ts';
import { changeBetween } from '../../../src/patch/change/change.ts';
import type { Draft } from '../../../src/task/entry.ts';
import { branchOf, type Task } from '../../../src/task/task.ts';
import { filesOf } from '../../agents/support.ts';
import { addressOf, after, at, base, drafts, head, intent } from '../../task/build.ts';
import { pull, situation } from '../../task/situations.ts';
import { fakeGitHub, shelf, turn } from '../fakes.ts';

const wrong = 'def add(x, y):\n    return x\n';
const files = filesOf({ 'add.py': wrong });
const lineOf = (text: string): string => `def add(x, y):\n    return ${text}\n`;
const usage = { promptTokens: 10, replyTokens: 5, counted: 'server' } as const;
const spec = JSON.stringify({
  title: 'Fix add',
  goal: 'add() adds',
  acceptance: [],
  kind: 'micro',
  source: 'agent',
  testsWanted: true,
  filesInScope: [],
});

const tree: ActDeps['tree'] = async () => ({ kind: 'tree', files });

/** One turn of buildPatch in which the agent makes `add()` return this. */
async function writes(task: Task, line: string): Promise<Outcome> {
  const kept = shelf();
  const edit = { path: 'add.py', search: '    return x\n', replace: `    return ${line}\n` };
  const calls = [['edit_file', edit] as const, ['finish', { summary: 'done' }] as const];
  const model: ActDeps['model'] = {
    complete: async () => ({
      kind: 'tools',
      text: '',
      usage,
      calls: calls.map(([name, given], id) => ({ id: `${id}`, name, arguments: JSON.stringify(given) })),
    }),
  };
  const none = storeChange(kept, [], []).artefact.bytes;
  const read: ActDeps['read'] = async (address) => {
    if (address === addressOf('5')) return new TextEncoder().encode(spec);
    if (address === addressOf('c')) return none;
    if (address === addressOf('d')) return new TextEncoder().encode('it failed');
    return kept.read(address);
  };
  const deps = { ...kept, read, model, tree };
  const seen = situation({ pull: pull({ headSha: branchOf(task.state)?.headSha ?? head }) });
  const result = await buildPatch.run(turn(task, fakeGitHub(), seen, deps), {
    kind: 'buildPatch',
    part: 'change',
  });
  if (result.kind !== 'outcome') throw new Error(result.kind);
  return result;
}

/** The task after these changes were published, and were red each in its own way. */
function afterReds(...tried: readonly string[]): Task {
  return tried.reduce((task, line, index) => {
    const change = changeBetween(files, filesOf({ 'add.py': lineOf(line) }));
    const { ref } = storeChange(shelf(), change, []);
    const data = {
      reason: 'red',
      attempt: index + 1,
      part: 'change',
      runId: 12,
      runAttempt: 1,
      failed: ['t'],
      signature: line,
    };
    return after(
      task,
      intent('buildPatch'),
      {
        kind: 'patch_built',
        data: { by: 'agent', base, tests: null, change: { ...ref, change: addressOf('c') } },
      },
      intent('publishChange'),
      drafts.applied,
      { kind: 'failed_test', headSha: head, data: { ...data, explained: addressOf('d') } } as Draft,
    );
  }, at('Execute(change)'));
}

/** As if nothing had been paid: the call of a scripted model has no real artefacts. */
function withoutCalls(draft: Draft): Draft {
  const { calls: _calls, ...data } = draft.data as { calls?: unknown };
  return { ...draft, data } as Draft;
}

describe('a patch that an agent writes', () => {
  it.each<[string, readonly string[], string, string]>([
    ['is built where it is new', ['x - y'], 'x + y', 'patch_built'],
    ['holds the task where it is the last one over again', ['x - y'], 'x - y', 'held same-patch'],
    ['holds the task where it undoes the last one', ['x - y', 'x * y'], 'x - y', 'held inverse-patch'],
  ])('%s', async (_what, tried, line, expected) => {
    const { draft } = await writes(afterReds(...tried), line);
    expect(`${draft.kind} ${'reason' in draft.data ? draft.data.reason : ''}`.trim()).toBe(expected);
  });

  it('that repeats another costs no attempt, and its calls are in the record', async () => {
    const before = after(afterReds('x - y'), intent('buildPatch'));
    const { draft } = await writes(before, 'x - y');
    expect(draft.data).toMatchObject({
      back: 'here',
      explained: addressOf('d'),
      calls: [{ profile: 'execution' }],
    });
    expect(after(before, withoutCalls(draft)).attempts).toEqual(before.attempts);
  });

  const leak = "'-----BEGIN RSA PRIVATE KEY-----'";
  it('that a guard refused is known by its fingerprint alone, and holds the task when it is written again', async () => {
    const task = after(at('Execute(change)'), intent('buildPatch'));
    const first = await writes(task, leak);
    expect(first.draft).toMatchObject({
      kind: 'failed_build_patch',
      data: { reason: 'screened-secrets', refused: { files: 1, lines: { added: 1, deleted: 1 } } },
    });
    const texts = first.artefacts.map(({ bytes }) => new TextDecoder().decode(bytes));
    expect(texts.some((text) => text.startsWith('{"diff"'))).toBe(false);
    const explained = textArtefact(shelf(), 'refused').address;
    const again = after(
      task,
      withoutCalls({ ...first.draft, data: { ...first.draft.data, explained } } as Draft),
      intent('buildPatch'),
    );
    expect((await writes(again, leak)).draft).toMatchObject({ kind: 'held', data: { reason: 'same-patch' } });
  });
});
