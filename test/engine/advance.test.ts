import { describe, expect, it } from 'vitest';
import type { Model } from '../../src/agents/model.ts';
import type { EngineDeps } from '../../src/engine/engine-port.ts';
import { advance } from '../../src/engine/advance.ts';
import { readTask } from '../../src/engine/turn.ts';
import { wake } from '../../src/engine/wake.ts';
import type { Situation } from '../../src/task/situation.ts';
import { stageOf } from '../../src/task/transitions.ts';
import { repo, start } from '../task/build.ts';
import { comment, policy, settings, untouched } from '../task/situations.ts';
import { done, fakeGitHub, replied, sent, type Fake } from '../acts/fakes.ts';
import { claimed, depsOn, dueAt, freshStore, key, rowKey } from './support.ts';

const byHand = untouched({
  policy: { kind: 'policy', policy: policy({ roles: { execute: 'human' } }), hash: 'p' },
});

/** GitHub that shows this, and takes every document. */
function showing(...seen: readonly Situation[]): Fake {
  const queue = [...seen];
  const next = (): Situation => (queue.length > 1 ? queue.shift() : queue[0]) ?? byHand;
  return fakeGitHub({ observe: async () => next(), mutate: async () => replied(next(), done) });
}

async function noFiles() {
  return { kind: 'tree', files: new Map() } as const;
}

const silentModel: Model = {
  complete: async () => {
    throw new Error('no call was expected');
  },
};

const drafted = {
  title: 'Fix add',
  goal: 'add() adds',
  acceptance: ['add(2, 2) is 4'],
  testsWanted: true,
  tests: [],
  filesInScope: [],
  risk: 'low',
  questions: [],
};
const empty: EngineDeps['tree'] = async () => ({ kind: 'tree', files: new Map() });
const usage = { promptTokens: 10, replyTokens: 5, counted: 'server' } as const;

describe('a turn of the engine', () => {
  it('goes on until the only thing left is to wait, and says until when', async () => {
    const store = await freshStore();
    const ended = await advance(depsOn(store, showing(byHand)), key, await claimed(store));
    expect(ended).toEqual({ kind: 'wait', dueAt: byHand.at + settings.idleMs });
    const task = await readTask(store, key);
    expect(task && stageOf(task.state)).toBe('Execute(tests)');
  });

  it('writes nothing where there is nothing to do', async () => {
    const store = await freshStore();
    const { issue } = byHand;
    const idle = untouched({ issue: { ...issue, labelled: null } });
    expect(await advance(depsOn(store, showing(idle)), key, await claimed(store))).toMatchObject({
      dueAt: null,
    });
    expect(await readTask(store, key)).toBeNull();
  });

  it('stands where it stood when it is entered again', async () => {
    const store = await freshStore();
    const deps = depsOn(store, showing(byHand));
    const claim = await claimed(store);
    await advance(deps, key, claim);
    const before = await readTask(store, key);
    await advance(deps, key, claim);
    expect(await readTask(store, key)).toEqual(before);
  });

  it.each([
    [{ kind: 'unknown', message: '502' }, settings.lookMs],
    [{ kind: 'limited', until: start + 9_000, message: 'slow down' }, 9_000],
    [{ kind: 'gone', message: '404' }, settings.idleMs],
    [{ kind: 'refused', status: 403, message: 'no' }, settings.idleMs],
  ] as const)('asks GitHub again later where it did not answer: %o', async (failure, dueIn) => {
    const store = await freshStore();
    const fake = fakeGitHub({ observe: async () => failure });
    const ended = await advance(depsOn(store, fake, { now: start }), key, await claimed(store, start));
    expect(ended).toEqual({ kind: 'wait', dueAt: start + dueIn });
  });

  it('stops where another has the lease', async () => {
    const store = await freshStore();
    const claim = await claimed(store);
    await store.due.claim('worker-2', start + 10 * 60_000, 30_000);
    expect(await advance(depsOn(store, showing(byHand)), key, claim)).toEqual({ kind: 'lost' });
    expect(await readTask(store, key)).toBeNull();
  });

  it('answers a command before it goes on', async () => {
    const store = await freshStore();
    const deps = depsOn(store, showing(byHand));
    const claim = await claimed(store);
    await advance(deps, key, claim);
    const said = comment({ reactions: ['EYES', 'ROCKET'] });
    const asked = { ...byHand, comments: [said], replies: [said.id] };
    await advance({ ...depsOn(store, showing(asked)), read: deps.read, artefact: deps.artefact }, key, claim);
    const task = await readTask(store, key);
    expect(task?.answers.answered.has(said.id)).toBe(true);
  });

  it('does not miss what a person says while a model is at work', async () => {
    const store = await freshStore();
    const heard: string[] = [];
    const signal = {
      repo,
      installation: 5,
      event: 'issue_comment.created',
      ours: 'theirs',
      number: 7,
      issue: null,
      begins: 'no',
    } as const;
    const deps = depsOn(store, showing(untouched()), undefined, {
      model: silentModel,
      // Reading the tree is the first thing that drafting does: here the comment comes in.
      tree: async () => {
        heard.push(...(await wake(store, signal, start + 60_001)));
        return { kind: 'unreadable', message: 'too large' };
      },
    });
    const claim = await claimed(store);
    const ended = await advance(deps, key, claim);
    expect(heard).toEqual([rowKey]);
    expect(ended.kind).toBe('wait');
    await store.due.settle(claim, { dueAt: start + settings.idleMs });
    expect(await dueAt(store)).toBe(start + 60_001);
  });

  it('looks at GitHub again before more tokens are spent, where a model took its time', async () => {
    const store = await freshStore();
    const clock = { now: start + 60_000 };
    let asked = 0;
    const model: Model = {
      complete: async () => {
        asked += 1;
        clock.now += settings.freshMs + 1;
        return { kind: 'text', text: JSON.stringify(drafted), usage };
      },
    };
    const open = untouched();
    const closed = untouched({ issue: { ...open.issue, open: false, closedBy: 'ada' } });
    // Closed while the specification was drafted.
    const fake = fakeGitHub({
      observe: async () => (asked === 0 ? open : closed),
      mutate: async () => replied(asked === 0 ? open : closed, done),
    });
    await advance(depsOn(store, fake, clock, { model, tree: empty }), key, await claimed(store));
    expect(asked).toBe(1);
    expect((await readTask(store, key))?.state).toMatchObject({ phase: 'Cancelled', reason: 'issue-closed' });
  });

  it('answers nobody whose right was taken away while the model took its time', async () => {
    const store = await freshStore();
    const clock = { now: start + 60_000 };
    const answer = { answer: 'It adds.', citations: [], task: null };
    let asked = 0;
    const model: Model = {
      complete: async () => {
        asked += 1;
        clock.now += settings.freshMs + 1;
        return { kind: 'text', text: JSON.stringify(answer), usage };
      },
    };
    const seen = { ...byHand, comments: [comment({ body: '/cadence ask What does it do?' })] };
    const fake = fakeGitHub({
      observe: async () => (asked === 0 ? seen : { ...seen, roles: {} }),
      mutate: async () => ({ kind: 'unknown', message: 'enough seen' }),
    });
    await advance(depsOn(store, fake, clock, { model, tree: noFiles }), key, await claimed(store));
    expect(asked).toBe(1);
    const bodies = sent(fake).flatMap((one) => (one.do === 'addComment' ? [one.body] : []));
    expect(bodies.join()).toContain('Commands are for people who have access');
    expect(bodies.join()).not.toContain('It adds.');
  });
});
