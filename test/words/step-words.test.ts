import { describe, expect, it } from 'vitest';
import { stepWords } from '../../src/words/step-words.ts';
import { effects, localActs } from '../../src/acts/table.ts';

describe('stepWords', () => {
  it('has words for every step that has an act', () => {
    const named = [...Object.keys(effects), ...Object.keys(localActs)];
    expect(named.filter((step) => stepWords(step).act.includes('the step'))).toEqual([]);
  });

  it('tells a step of a later version by its name', () => {
    expect(stepWords('constructor').act).toBe('do the step "constructor"');
  });
});
