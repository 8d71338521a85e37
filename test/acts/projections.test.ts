import { describe, expect, it } from 'vitest';
import { projections } from '../../src/acts/projections.ts';
import { stateLabels } from '../../src/words/labels.ts';
import { statusComment } from '../../src/words/status/status-comment.ts';
import type { Situation } from '../../src/task/situation.ts';
import type { Task } from '../../src/task/task.ts';
import { after, at, heldDraft } from '../task/build.ts';
import { situation } from '../task/situations.ts';
import { frozen } from './fakes.ts';

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

function mended(
  of: Task,
  seen: Situation,
  comment: 'may be posted' | 'is only edited' = 'may be posted',
): string[] {
  return projections(of, frozen, seen, null, comment).map((one) => {
    if ('labelIds' in one) return `${one.do} ${one.labelIds.join(' ')}`;
    return 'id' in one ? `${one.do} ${one.id}` : one.do;
  });
}

describe('what people see', () => {
  const right = shown(['cadence', 'cadence:working'], [{ id: 'S', body }]);

  it('is left alone where it is in line with the task', () => {
    expect(mended(task, right)).toEqual([]);
  });

  it('is made where it is not there', () => {
    expect(mended(task, shown(['cadence'], []))).toEqual(['addLabels L_cadence:working', 'addComment']);
  });

  it('is posted only within an intent: a lost answer would bring a second comment', () => {
    expect(mended(task, shown(['cadence'], []), 'is only edited')).toEqual(['addLabels L_cadence:working']);
  });

  it('is one state, in one comment', () => {
    const seen = shown(
      ['cadence', 'cadence:queued', 'cadence:held'],
      [
        { id: 'S', body },
        { id: 'S2', body },
      ],
    );
    expect(mended(task, seen)).toEqual([
      'addLabels L_cadence:working',
      'removeLabels L_cadence:queued L_cadence:held',
      'deleteComment S2',
    ]);
  });

  it('is mended where the task has gone on', () => {
    expect(mended(held, right)).toEqual([
      'addLabels L_cadence:held',
      'removeLabels L_cadence:working',
      'updateComment S',
    ]);
  });

  it('is mended where somebody wrote over it', () => {
    expect(mended(task, shown(['cadence:working'], [{ id: 'S', body: 'Mine now.' }]))).toEqual([
      'updateComment S',
    ]);
  });

  it('makes the labels first where the repository has none', () => {
    const made = mended(task, shown(['cadence'], [{ id: 'S', body }], {}));
    expect(made).toEqual(stateLabels.map(() => 'createLabel'));
  });
});
