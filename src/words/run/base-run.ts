/** What the base's run says of a change: to the next attempt, and to people. */
import { oneLine } from '../../markdown/invisible.ts';
import type { BaseFault, BaseProblem, BaseVerdict } from '../../task/gates/tests/judge-base.ts';
import { cutLine } from '../cut.ts';

const maxShown = 20;

const faults: Readonly<Record<BaseFault, string>> = {
  canary:
    'Tests that must fail did not fail together with this change. It alters how tests are judged. The change may not touch pytest, unittest or the builtins.',
  replaced:
    'The change replaced parts of what judges tests while they ran. It may not alter pytest, unittest, the builtins or the code of tests:',
  forged: 'Something in this change wrote to the channel on which test results are reported.',
  unfinished: 'The existing tests ran to no end with this change, though they do without it.',
  'base-tests': 'Existing tests fail with this change when it is tested with the files of the base branch:',
  lost: 'These tests pass on the base branch, and did not run in the test run of the change:',
  'new-tests':
    'The new tests pass in the test run, but fail in a clean interpreter that has only the sources, tests and test data of the change:',
  'still-green':
    'These new tests were seen failing without the change, but pass without it now. They depend on something other than the change, such as the time, a counter or a file:',
  'same-syntax':
    'The change leaves the program as it was: it alters no code but comments and layout. Tests that fail without it prove nothing.',
  'not-reversed':
    'Taking back the change piece by piece makes no new test fail, so the tests are about something else. Pieces taken back:',
};

export function baseFaultText(
  { fault, about, said }: Extract<BaseVerdict, { kind: 'differs' }>,
  withheld: readonly string[],
): string {
  const left =
    withheld.length > 0
      ? [
          `These files of the change were left out, for they would reach the test run itself: ${some(withheld)}`,
        ]
      : [];
  const output = about.length === 0 ? said.filter((text) => text.trim() !== '') : [];
  return [faults[fault], ...listed(about, said), ...output.map((text) => text.trim()), ...left].join('\n');
}

const problems: Readonly<Record<BaseProblem, string>> = {
  missing: 'The job cadence-base left no report.',
  malformed: 'The report of the job cadence-base cannot be read.',
  'job-not-green': 'The job cadence-base did not end in success.',
  'other-commits': 'The report of the job cadence-base is about other commits.',
  'base-not-run':
    'The tests of the base branch do not run in the clean interpreter of the job cadence-base, not even without the change. Remove that job from the workflow to go on without it.',
  'no-new-tests': 'The job cadence-base did not find the new tests.',
  'too-few-hunks':
    'The job cadence-base took back fewer pieces of the change than the policy asks for (`tests.reversal`).',
};

export function baseProblemText(problem: BaseProblem): string {
  return `${problems[problem]} Re-run all jobs of the workflow on GitHub, so that both look at the same commit.`;
}

/** Bound to the commit: a yes to this text is a yes to these edits and no others. */
export function editedTestsText(
  headSha: string,
  { about, said }: { about: readonly string[]; said: readonly string[] },
): string {
  return [
    `Commit ${headSha.slice(0, 12)} changes existing tests, or what they assert with. As they stand on the base branch, these fail with the change:`,
    ...listed(about, said),
  ].join('\n');
}

function listed(about: readonly string[], said: readonly string[]): string[] {
  const lines = about.slice(0, maxShown).map((id, index) => {
    const words = oneLine(said[index] ?? '');
    return `- ${cutLine(oneLine(id), 160)}${words === '' ? '' : `: ${cutLine(words, 200)}`}`;
  });
  return about.length > maxShown ? [...lines, `… and ${about.length - maxShown} more`] : lines;
}

function some(paths: readonly string[]): string {
  const shown = paths.slice(0, 5).map((path) => cutLine(oneLine(path), 100));
  return shown.join(', ') + (paths.length > 5 ? ` and ${paths.length - 5} more` : '');
}
