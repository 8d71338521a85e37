/** Why a run of the tests is no evidence and no proof. */
import type { NoConclusion } from '../../task/gates/tests/conclusion.ts';
import type { EvidenceProblem } from '../../task/gates/tests/judge-evidence.ts';
import type { ProofProblem } from '../../task/gates/tests/judge-proof.ts';

const conclusions: Readonly<Record<NoConclusion, string>> = {
  skipped: 'was skipped',
  neutral: 'ended as neutral',
  cancelled: 'was cancelled',
  timed_out: 'timed out',
  action_required: 'is waiting for approval',
  stale: 'went stale before it finished',
  startup_failure: 'could not start',
  none: 'has no conclusion',
  unknown: 'ended with an unknown conclusion',
};

type Plain<P extends string> = Exclude<P, `${'run' | 'job'}-${NoConclusion}`>;
type Say = (first: string, second: string) => string;

const evidenceSentences: Readonly<Record<Plain<EvidenceProblem>, Say>> = {
  'not-completed': () => 'The workflow run has not finished.',
  'job-missing': (job) => `The workflow run has no job named ${job}.`,
  'job-failed': (job) =>
    job === '' ? 'The workflow run failed, but every job passed.' : `The job ${job} failed, but no test did.`,
  'other-job-failed': (job) => `Another job of the workflow failed: ${job}.`,
  'no-results': () => 'The workflow run left no readable test results.',
  'nothing-passed': () => 'No test passed.',
  'fewer-passed': (before, now) => `${before} tests passed before the change, but only ${now} pass now.`,
  'named-missing': (name) => `The results do not name the new test ${name}.`,
  'named-not-run': (id) => `The new test ${id} did not run.`,
};

const proofSentences: Readonly<Record<Plain<ProofProblem>, Say>> = {
  'no-results': () => 'The run of the new tests left no readable results.',
  'nothing-named': () => 'No new test could be identified.',
  'named-missing': (name) => `The results do not name the new test ${name}.`,
  'named-not-run': (id, outcome) =>
    `The new test ${id} ${outcome === 'xfailed' ? 'is expected to fail' : 'was skipped'}.`,
  'named-broken': (name, said) =>
    said === ''
      ? `The new test ${name} asks for a fixture that does not exist.`
      : `pytest cannot collect ${name}, and the change would not help: ${said}`,
};

export function evidenceProblem(reason: EvidenceProblem, about: readonly string[]): string {
  const [first = '', second = ''] = about;
  const ended = conclusionOf(reason, first);
  return ended ?? evidenceSentences[reason as Plain<EvidenceProblem>](first, second);
}

/** The problem, and the lines of the log that say why. */
export function endText(problem: string, lines: readonly string[]): string {
  if (lines.length === 0) return problem;
  return `${problem} ${lines.length === 1 ? 'Its log says' : 'Its log says, the most telling line first'}:\n${lines.join('\n')}`;
}

export function proofProblem(reason: ProofProblem, about: readonly string[]): string {
  const [first = '', second = ''] = about;
  return conclusionOf(reason, first) ?? proofSentences[reason as Plain<ProofProblem>](first, second);
}

/** "The workflow run was skipped, so it proves nothing." */
function conclusionOf(reason: string, job: string): string | null {
  const found = /^(run|job)-(\w+)$/.exec(reason);
  const why = found?.[2];
  if (!found || why === undefined || !isConclusion(why)) return null;
  const what = found[1] === 'job' ? `The job ${job}` : 'The workflow run';
  return `${what} ${conclusions[why]}, so it proves nothing.`;
}

function isConclusion(word: string): word is NoConclusion {
  return Object.hasOwn(conclusions, word);
}
