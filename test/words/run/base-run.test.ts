import { expect, it } from 'vitest';
import { baseFaultText, baseProblemText, editedTestsText } from '../../../src/words/run/base-run.ts';

it('a difference is told with the tests, what they say, and what was left out of the run', () => {
  const fault = {
    kind: 'differs',
    fault: 'base-tests',
    about: ['tests/test_a.py::test_a'],
    said: ['assert 1 == 2'],
  } as const;
  expect(baseFaultText(fault, ['conftest.py'])).toMatchInlineSnapshot(`
    "Existing tests fail with this change when it is tested with the files of the base branch:
    - tests/test_a.py::test_a: assert 1 == 2
    These files of the change were left out, for they would reach the test run itself: conftest.py"
  `);
});

it('a run without an end is told with the end of its output', () => {
  const fault = { kind: 'differs', fault: 'unfinished', about: [], said: ['Fatal error\n'] } as const;
  expect(baseFaultText(fault, [])).toMatchInlineSnapshot(`
    "The existing tests ran to no end with this change, though they do without it.
    Fatal error"
  `);
});

it('what cannot be judged says so, and the way out', () => {
  expect(baseProblemText('missing')).toMatchInlineSnapshot(
    `"The job cadence-base left no report. Re-run all jobs of the workflow on GitHub, so that both look at the same commit."`,
  );
});

it('edited tests are told with the commit that they are of', () => {
  const text = editedTestsText('c'.repeat(40), {
    about: ['tests/test_a.py::test_a'],
    said: ['assert 1 == 2'],
  });
  expect(text).toMatchInlineSnapshot(`
    "Commit cccccccccccc changes existing tests, or what they assert with. As they stand on the base branch, these fail with the change:
    - tests/test_a.py::test_a: assert 1 == 2"
  `);
});

it('a long list is cut', () => {
  const about = Array.from({ length: 30 }, (_, n) => `t.py::test_${n}`);
  expect(baseFaultText({ kind: 'differs', fault: 'lost', about, said: [] }, []).split('\n')).toHaveLength(22);
});
