import { describe, expect, it } from 'vitest';
import { evidenceProblem, proofProblem } from '../../../src/words/run/run-problem.ts';

describe('evidenceProblem', () => {
  it.each([
    ['run-timed_out', [], 'The workflow run timed out, so it proves nothing.'],
    ['job-none', ['pytest'], 'The job pytest has no conclusion, so it proves nothing.'],
    ['job-missing', ['pytest'], 'The workflow run has no job named pytest.'],
    ['job-failed', ['pytest'], 'The job pytest failed, but no test did.'],
    ['job-failed', [], 'The workflow run failed, but every job passed.'],
    ['other-job-failed', ['lint'], 'Another job of the workflow failed: lint.'],
    ['fewer-passed', ['12', '10'], '12 tests passed before the change, but only 10 pass now.'],
    ['named-missing', ['t::a'], 'The results do not name the new test t::a.'],
  ] as const)('says %s of %j in a sentence', (reason, about, said) => {
    expect(evidenceProblem(reason, about)).toBe(said);
  });
});

describe('proofProblem', () => {
  it.each([
    ['run-skipped', [], 'The workflow run was skipped, so it proves nothing.'],
    ['named-not-run', ['t::a', 'xfailed'], 'The new test t::a is expected to fail.'],
    ['named-not-run', ['t::a', 'skipped'], 'The new test t::a was skipped.'],
    ['named-broken', ['t::a'], 'The new test t::a asks for a fixture that does not exist.'],
    ['named-broken', ['t.py', 'boom'], 'pytest cannot collect t.py, and the change would not help: boom'],
  ] as const)('says %s of %j in a sentence', (reason, about, said) => {
    expect(proofProblem(reason, about)).toBe(said);
  });
});
