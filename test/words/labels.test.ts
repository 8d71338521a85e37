import { describe, expect, it } from 'vitest';
import { kindLabels, stateLabel, stateLabels } from '../../src/words/labels.ts';
import { held, stands, task } from './samples.ts';

describe('labels', () => {
  it('fit what GitHub takes', () => {
    const all = [...stateLabels, ...kindLabels];
    expect(new Set(all.map(({ name }) => name)).size).toBe(8);
    for (const { name, color, description } of all) {
      expect(name).toMatch(/^cadence:[a-z]+$/);
      expect(color).toMatch(/^[0-9a-f]{6}$/);
      expect(description.length).toBeLessThanOrEqual(100);
    }
  });

  it.each([
    ['Backlog', 'cadence:queued'],
    ['Generate', 'cadence:queued'],
    ['Execute(tests)', 'cadence:working'],
    ['Execute(change)', 'cadence:working'],
    ['Test(proof)', 'cadence:working'],
    ['Test(evidence)', 'cadence:working'],
    ['Review', 'cadence:working'],
    ['Commit', 'cadence:working'],
    ['Record', 'cadence:working'],
    ['Record(done)', 'cadence:done'],
    ['Meta', 'cadence:done'],
  ] as const)('in %s the issue carries %s', (place, label) => {
    expect(stateLabel(task(stands[place]))).toBe(label);
  });

  it('tell a task that waits and one that was cancelled', () => {
    expect(stateLabel(task(held('conflict', stands.Commit)))).toBe('cadence:held');
    expect(stateLabel(task({ phase: 'Cancelled', reason: 'stopped', by: null }))).toBe('cadence:cancelled');
  });
});
