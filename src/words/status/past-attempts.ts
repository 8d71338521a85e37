/** The attempts that did not do, a line each: what was tried, why it failed, and where the run is. */
import type { PastAttempt } from '../../task/task.ts';
import { failedNames, runLink } from '../facts.ts';
import { learnedSentence } from './learned-sentence.ts';

const mostNames = 3;

/** A list below an item of another list; `''` while there is none. */
export function pastAttempts(past: readonly PastAttempt[]): string {
  return past.map((one) => `\n  ${one.number}. ${attemptLine(one)}`).join('');
}

function attemptLine(one: PastAttempt): string {
  const run = one.run === null ? '' : ` (${runLink(one.run.id)}${again(one.run.attempt)})`;
  return `${tried(one)}: ${whyNot(one)}${run}`;
}

function again(attempt: number): string {
  return attempt > 1 ? `, attempt ${attempt}` : '';
}

function tried({ part, patch }: PastAttempt): string {
  if (patch === null) return part === 'tests' ? 'tests, no patch' : 'no patch';
  const files = patch.files === 1 ? '1 file' : `${patch.files} files`;
  const lines = patch.lines ? `, +${patch.lines.added} −${patch.lines.deleted}` : '';
  return `${part === 'tests' ? 'tests in ' : ''}${files}${lines}`;
}

function whyNot({ why, failed, failures }: PastAttempt): string {
  if (why === 'red' && failures > 0) {
    const tests = failures === 1 ? '1 test failed' : `${failures} tests failed`;
    const left = failures - Math.min(failed.length, mostNames);
    const more = left > 0 ? `, and ${left} more` : '';
    return `${tests}: ${failedNames({ failed: failed.slice(0, mostNames) })}${more}`;
  }
  const findings = failures === 1 ? '1 finding' : `${failures} findings`;
  return why === 'rejected' && failures > 0 ? `${learnedSentence(why)} (${findings})` : learnedSentence(why);
}
