import { describe, expect, it } from 'vitest';
import { hold } from '../../src/acts/hold.ts';
import { jsonArtefact } from '../../src/acts/artefacts/json-artefact.ts';
import type { HoldReason } from '../../src/task/hold-reasons.ts';
import type { Situation } from '../../src/task/situation.ts';
import type { Task } from '../../src/task/task.ts';
import { addressOf, after, at, drafts, intent } from '../task/build.ts';
import { situation } from '../task/situations.ts';
import { fakeGitHub, shelf, turn } from './fakes.ts';

const kept = shelf();

async function held(task: Task, reason: HoldReason, seen: Situation = situation()) {
  const step = { kind: 'hold', reason, back: 'here' } as const;
  const result = await hold.run(turn(task, fakeGitHub(), seen, kept), step);
  if (result.kind !== 'outcome' || result.draft.kind !== 'held') throw new Error('not held');
  const { explained } = result.draft.data;
  const bytes = explained && (await kept.read(explained));
  return { data: result.draft.data, words: bytes && new TextDecoder().decode(bytes) };
}

describe('a hold', () => {
  it('for a wrong policy says every line of what is wrong in it', async () => {
    const policy = { kind: 'wrong', errors: ['line 2: no such key', 'line 5: a number'], hash: 'p' } as const;
    const { data, words } = await held(at('Review'), 'policy-wrong', situation({ policy }));
    expect(data).toMatchObject({ reason: 'policy-wrong', back: 'here' });
    expect(words).toBe('line 2: no such key\nline 5: a number');
  });

  it('for an approval of the plan shows the plan', async () => {
    const spec = jsonArtefact(kept, {
      title: 'Add',
      goal: 'It should add.',
      acceptance: ['2 and 2 are 4'],
      kind: 'micro',
      source: 'agent',
      testsWanted: true,
      filesInScope: [],
    });
    const data = { source: 'agent', spec: spec.address, acceptance: 1 } as const;
    const planned = after(at('Generate'), intent('draftSpec'), { kind: 'task_generated', data });
    expect((await held(planned, 'plan-approval')).words).toContain('2 and 2 are 4');
  });

  it('for an approval of the patch names the concerns that were kept with it', async () => {
    const concerns = addressOf('9');
    const data = { ...drafts.changeBuilt.data, concerns };
    const built = after(at('Execute(change)'), intent('buildPatch'), { ...drafts.changeBuilt, data });
    expect((await held(built, 'change-approval')).data.explained).toBe(concerns);
  });

  it('for any other reason names what the last attempt taught, if there was one', async () => {
    const explained = addressOf('8');
    const failed = after(at('Execute(change)'), intent('buildPatch'), {
      kind: 'failed_build_patch',
      data: { reason: 'agent-declined', attempt: 1, part: 'change', explained },
    });
    expect((await held(failed, 'attempts-exhausted')).data.explained).toBe(explained);
    expect((await held(at('Execute(change)'), 'no-run')).data.explained).toBeNull();
  });
});
