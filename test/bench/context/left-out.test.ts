import { describe, expect, it } from 'vitest';
import { rankingWeights } from '../../../src/context/ranking-weights.ts';
import { candidatesNear, chooseOnOthers } from './left-out.ts';

const merits = (rows: Record<string, Record<string, number>>) =>
  new Map(Object.entries(rows).map(([name, some]) => [name, new Map(Object.entries(some))]));

describe('weights for a project', () => {
  it('are those that do best on the others, however well some do on itself', () => {
    const found = merits({ near: { a: 1, b: 0.1, c: 0.1 }, far: { a: 0, b: 0.5, c: 0.4 } });
    expect(Object.fromEntries(chooseOnOthers(found))).toEqual({ a: 'far', b: 'near', c: 'near' });
  });

  it('are the first of those that do equally well', () => {
    const found = merits({ first: { a: 0.5, b: 0.5 }, second: { a: 0.9, b: 0.5 } });
    expect(chooseOnOthers(found).get('a')).toBe('first');
  });

  it('are chosen among those that are shipped, and each of them at half and double', () => {
    const all = candidatesNear(rankingWeights);
    expect(all.size).toBe(1 + 2 * Object.keys(rankingWeights).length);
    expect([...all.values()][0]).toBe(rankingWeights);
    expect(all.get('byFile × 2')).toEqual({ ...rankingWeights, byFile: rankingWeights.byFile * 2 });
  });
});
