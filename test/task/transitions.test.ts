import { describe, expect, it } from 'vitest';
import { entryData } from '../../src/task/entry.ts';
import { stageOf, transitions, type Stage } from '../../src/task/transitions.ts';
import { after, at, heldDraft, stops } from './build.ts';

const rows = Object.entries(transitions);
/** Where entries lead that move a task on its way, and not aside, back from there, or nowhere. */
const moves = rows.filter(([kind]) => !['held', 'released', 'cancelled', 'answered'].includes(kind));

function leads(from: Stage, to: Stage): string[] {
  return moves
    .filter(([, row]) => row.from.includes(from) && row.to !== 'same' && row.to.includes(to))
    .map(([kind]) => kind);
}

describe('the table of transitions', () => {
  it('has a row for every kind of entry but the first', () => {
    const kinds = Object.keys(entryData).filter((kind) => kind !== 'queued');
    expect(Object.keys(transitions).toSorted()).toEqual(kinds.toSorted());
  });

  it('names every place that a task can stand at', () => {
    const places = new Set(rows.flatMap(([, row]) => row.from));
    const stood = [...stops.map(at), after(at('Review'), heldDraft('no-run'))];
    expect(stood.filter(({ state }) => !places.has(stageOf(state)))).toEqual([]);
  });

  it('skips no phase on the way to a merge', () => {
    expect(leads('Test(evidence)', 'Review')).toEqual(['pytest_run']);
    expect(leads('Review', 'Commit')).toEqual(['patch_reviewed']);
    expect(leads('Commit', 'Record')).toEqual(['committed']);
    expect(leads('Record', 'Meta')).toEqual(['archived']);
    const intoCommit = moves.filter(([, row]) => row.to !== 'same' && row.to.includes('Commit'));
    expect(intoCommit.map(([kind]) => kind)).toEqual(['patch_reviewed', 'merged']);
  });

  it('leads from a merge nowhere but on: what is merged is not held back by a new test or patch', () => {
    const backwards = moves.filter(
      ([, row]) => row.from.some((place) => place === 'Record' || place === 'Meta') && row.to !== 'same',
    );
    expect(backwards.map(([kind]) => kind)).toEqual(['status_done', 'archived', 'reported']);
  });

  it('lets a cancelled task be answered, from what was made ready for it, and nothing else', () => {
    const kinds = rows.filter(([, row]) => row.from.includes('Cancelled')).map(([kind]) => kind);
    expect(kinds).toEqual(['intent', 'intent_dropped', 'consulted', 'issue_opened', 'answered']);
  });

  it('lets every live task be held, and cancelled until it has landed', () => {
    const live = stops.map((stop) => stageOf(at(stop).state)).filter((place) => place !== 'Meta');
    expect(live.filter((place) => !transitions.held.from.includes(place))).toEqual([]);
    expect(live.filter((place) => !transitions.cancelled.from.includes(place))).toEqual(['Record', 'Record']);
  });
});
