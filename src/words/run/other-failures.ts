/** What is said of tests that fail beside the new ones: to the next attempt, and to people. */
import type { NotRun } from '../../task/gates/tests/excuse-base.ts';
import type { NameClash } from '../../task/gates/tests/name-clash.ts';

/** As many as anybody reads. */
const maxShown = 10;
const maxNames = 5;

/** The new tests keep these files from being collected. */
export function brokenFiles(files: readonly NotRun[]): string {
  return files.map(brokenFile).join('\n');
}

function brokenFile({ id, message }: NotRun): string {
  return `pytest can collect ${id} on the base branch, but not together with the new tests: ${message}. New tests must not break other test files.`;
}

/** Nobody can tell whether the new tests or the base branch broke these. */
export function unclearFailures(notRun: readonly NotRun[]): string {
  const more = notRun.length > maxShown ? [`… and ${notRun.length - maxShown} more`] : [];
  return [
    'These did not run together with the new tests. No run of the base commit shows whether they run without them:',
    ...notRun.slice(0, maxShown).map(unclearFailure),
    ...more,
  ].join('\n');
}

function unclearFailure({ kind, id, message }: NotRun): string {
  return kind === 'file'
    ? `pytest cannot collect ${id}: ${message}`
    : `${id} breaks in its setup or teardown: ${message}`;
}

/** A new test file has the name of another. */
export function nameClashText(clashes: readonly NameClash[]): string {
  return clashes.map(clashSentence).join('\n');
}

function clashSentence({ file, ours }: NameClash): string {
  const other = file === ours ? 'another test file' : `the new test file ${ours}`;
  return `pytest cannot collect ${file}: ${other} has the same name, and there is no __init__.py to tell them apart (import file mismatch). Give the new test file a unique name.`;
}

/** Tests that failed before the change too, differently: nobody knows whether the base branch breaks them. */
export function alsoFailedBefore(ids: readonly string[]): string {
  const left = ids.length - maxNames;
  const names = ids.slice(0, maxNames).join(', ') + (left > 0 ? ` and ${left} more` : '');
  return `These failed without the change too, but in another way, and no run of the base commit shows whether they fail there: ${names}`;
}

export function passesWithoutChange(ids: readonly string[]): string {
  return `These new tests pass without the change, so they prove nothing:\n${ids.join('\n')}`;
}
