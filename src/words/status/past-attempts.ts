/** The failed attempts, a line each: why each failed, where its run is, and what was tried. */
import type { PastAttempt } from '../../task/task.ts';
import { failedNames, runLink } from '../facts.ts';
import { learnedSentence } from './learned-sentence.ts';

const maxNames = 3;

/** A list below an item of another list; `''` while there is none. */
export function pastAttempts(past: readonly PastAttempt[]): string {
  return past.map((one) => `\n  ${one.number}. ${attemptLine(one)}`).join('');
}

/** "failed 1 test ([run 9](…)): `t::a` · 1 file, +1 −1". */
function attemptLine(one: PastAttempt): string {
  const names = one.failed.slice(0, maxNames);
  const left = one.failures - names.length;
  const more = left > 0 ? `, and ${left} more` : '';
  const failed = one.why === 'red' && names.length > 0 ? `: ${failedNames({ failed: names })}${more}` : '';
  const patch = tried(one).join(', ');
  return `${whyNot(one)}${runOf(one)}${failed}${patch === '' ? '' : ` · ${patch}`}`;
}

function runOf({ run }: PastAttempt): string {
  if (run === null) return '';
  return ` (${runLink(run.id)}${run.attempt > 1 ? `, attempt ${run.attempt}` : ''})`;
}

function tried({ part, patch }: PastAttempt): string[] {
  if (patch === null) return [];
  const files = patch.files === 1 ? '1 file' : `${patch.files} files`;
  const lines = patch.lines ? [`+${patch.lines.added} −${patch.lines.deleted}`] : [];
  return [part === 'tests' ? `tests in ${files}` : files, ...lines];
}

function whyNot({ why, failures }: PastAttempt): string {
  if (why === 'red' && failures > 0) return failures === 1 ? 'failed 1 test' : `failed ${failures} tests`;
  const findings = failures === 1 ? '1 finding' : `${failures} findings`;
  return why === 'rejected' && failures > 0 ? `${learnedSentence(why)}: ${findings}` : learnedSentence(why);
}
