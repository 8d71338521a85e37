/** Record: GitHub closes the issue a moment after the merge, or we do; then the branch goes and the log is sealed. */
import type { Situation } from '../situation.ts';
import type { Settings, Step } from '../step.ts';
import type { Recording } from '../task.ts';
import { waitFor } from '../waits.ts';

export function record(state: Recording, situation: Situation, settings: Settings): Step {
  if (state.done) return { kind: 'archive' };
  const waited = situation.at - state.mergedAt >= settings.closeLookMs;
  if (!situation.issue.open || waited) return { kind: 'finish' };
  return waitFor('close', [], situation, settings.closeLookMs);
}
