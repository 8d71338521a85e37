import { describe, expect, it } from 'vitest';
import { jsonArtefact } from '../../src/acts/artefacts/json-artefact.ts';
import { projections } from '../../src/acts/projections.ts';
import { bodyOf, pullProjection } from '../../src/acts/pull-projection.ts';
import type { Mutation } from '../../src/task/shapes/mutation.ts';
import { stateLabels } from '../../src/words/labels.ts';
import { statusComment } from '../../src/words/status/status-comment.ts';
import type { Pull, Situation } from '../../src/task/situation.ts';
import type { Task } from '../../src/task/task.ts';
import { after, at, heldDraft } from '../task/build.ts';
import { pull, situation } from '../task/situations.ts';
import { frozen, shelf } from './fakes.ts';

const task = at('Test(evidence)');
const held = after(task, heldDraft('no-run'));
const labels = Object.fromEntries(stateLabels.map(({ name }) => [name, `L_${name}`]));
const { repo, issue } = situation();
const body = statusComment({ task, branch: frozen.branch, explained: null });

function shown(
  on: readonly string[],
  status: Situation['status'],
  known: Record<string, string> = labels,
): Situation {
  return situation({
    repo: { ...repo, labels: known },
    issue: { ...issue, labels: [...on] },
    status: [...status],
  });
}

function notice(id: string, hold: number, of: string = held.id): Situation['notices'][number] {
  return { id, task: of, hold };
}

async function mended(of: Task, seen: Situation, comment: 'post' | 'edit' = 'post'): Promise<string[]> {
  const view = { task: of, frozen, situation: seen, deps: shelf() };
  const mutations = await projections(view, { explained: null, comment });
  return mutations.map((one) => {
    if ('labelIds' in one) return `${one.do} ${one.labelIds.join(' ')}`;
    return 'id' in one ? `${one.do} ${one.id}` : one.do;
  });
}

describe('what people see', () => {
  const right = shown(['cadence', 'cadence:working'], [{ id: 'S', body }]);

  it('is left alone where it is in line with the task', async () => {
    expect(await mended(task, right)).toEqual([]);
  });

  it('is made where it is not there', async () => {
    expect(await mended(task, shown(['cadence'], []))).toEqual(['addLabels L_cadence:working', 'addComment']);
  });

  it('is posted only within an intent: a lost answer would bring a second comment', async () => {
    expect(await mended(task, shown(['cadence'], []), 'edit')).toEqual(['addLabels L_cadence:working']);
  });

  it('is one state, in one comment', async () => {
    const seen = shown(
      ['cadence', 'cadence:queued', 'cadence:held'],
      [
        { id: 'S', body },
        { id: 'S2', body },
      ],
    );
    expect(await mended(task, seen)).toEqual([
      'addLabels L_cadence:working',
      'removeLabels L_cadence:queued L_cadence:held',
      'deleteComment S2',
    ]);
  });

  it('is mended where the task has gone on', async () => {
    expect(await mended(held, right)).toEqual([
      'addLabels L_cadence:held',
      'removeLabels L_cadence:working',
      'updateComment S',
    ]);
  });

  it('is mended where somebody wrote over it', async () => {
    expect(await mended(task, shown(['cadence:working'], [{ id: 'S', body: 'Mine now.' }]))).toEqual([
      'updateComment S',
    ]);
  });

  it('is one notice a hold: of two the later one goes', async () => {
    const notices = [notice('N1', 9), notice('N2', 12), notice('N3', 9), notice('N4', 9, 'octo/cat#7.2')];
    expect(await mended(task, { ...right, notices })).toEqual(['deleteComment N3']);
  });

  it('makes the labels first where the repository has none', async () => {
    const made = await mended(task, shown(['cadence'], [{ id: 'S', body }], {}));
    expect(made).toEqual(stateLabels.map(() => 'createLabel'));
  });
});

function withPull(changed: Partial<Pull>): Situation {
  return situation({ pull: pull({ headRef: frozen.branch, ...changed }) });
}

describe('the body of the pull request', () => {
  const kept = shelf();
  const spec = jsonArtefact(kept, {
    title: 'Add',
    goal: 'Add two numbers.',
    acceptance: [],
    kind: 'micro',
    source: 'agent',
    testsWanted: true,
    filesInScope: [],
  });
  const of = (stop: 'Test(evidence)' | 'Commit'): Task => {
    const stood = at(stop);
    const work = { spec: spec.address, source: 'agent', learned: null } as const;
    return { ...stood, state: { ...stood.state, work } as Task['state'] };
  };
  const bodyAt = (stop: 'Test(evidence)' | 'Commit'): Promise<string> => bodyOf(kept, of(stop), frozen);
  const updates = async (changed: Partial<Pull>): Promise<readonly Mutation[]> =>
    pullProjection(kept, of('Commit'), frozen, withPull(changed));

  it('is left alone where it shows what there is', async () => {
    expect(await updates({ body: await bodyAt('Commit') })).toEqual([]);
  });

  it('is brought up to date where it shows less', async () => {
    expect(await updates({ body: await bodyAt('Test(evidence)') })).toEqual([
      { do: 'updatePull', pullId: 'PR_8', body: await bodyAt('Commit') },
    ]);
  });

  it.each<[string, (text: string) => Partial<Pull>]>([
    ['a person has edited it', (text) => ({ body: `${text}\n\nReviewed by hand.` })],
    ['a person wrote it', () => ({ body: 'Mine.' })],
    ['it is of a fork', (text) => ({ body: text, crossRepository: true })],
    ['it is of another branch', (text) => ({ body: text, headRef: 'theirs' })],
    ['it is closed', (text) => ({ body: text, state: 'closed' })],
  ])('is nobody’s to write over where %s', async (_what, changed) => {
    expect(await updates(changed(await bodyAt('Test(evidence)')))).toEqual([]);
  });
});
