/** Generate: the issue becomes a task specification; a directive needs no model, a person's role no draft. */
import type { Situation } from '../situation.ts';
import type { Settings, Step } from '../step.ts';

export function generate(_situation: Situation, _settings: Settings): Step {
  return { kind: 'draftSpec' };
}
