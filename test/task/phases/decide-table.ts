/** Tables of decisions: what, task, situation, and the step in a few words. */
import { expect, it } from 'vitest';
import { decide } from '../../../src/task/decide.ts';
import type { Situation } from '../../../src/task/situation.ts';
import type { Step } from '../../../src/task/step.ts';
import type { Task } from '../../../src/task/task.ts';
import { settings } from '../situations.ts';

/** A step in a few words: enough to tell one from another. */
function words(step: Step): string {
  switch (step.kind) {
    case 'wait':
      return `wait: ${step.why}`;
    case 'hold':
      return `hold: ${step.reason}${step.back === 'here' ? '' : ` (back to ${step.back})`}`;
    case 'release':
      return `release: ${step.reason}${step.to === 'back' ? '' : ` (to ${step.to})`}`;
    case 'buildPatch':
      return `buildPatch ${step.part}`;
    case 'notify':
      return `notify: ${step.people.join(' ')}`;
    case 'queue':
      return `queue ${step.generation}`;
    case 'readTests':
      return `readTests ${step.runId}`;
    default:
      return step.kind;
  }
}

export type Row = readonly [what: string, task: Task | null, situation: Situation, expected: string];

export function table(rows: readonly Row[], changed: Partial<typeof settings> = {}): void {
  it.each(rows.map(([what, ...rest]) => [what, rest] as const))('%s', (_what, [task, seen, expected]) => {
    expect(words(decide(task, seen, { ...settings, ...changed }))).toBe(expected);
  });
}
