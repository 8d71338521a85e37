/** Holds about attempts, reviews and test runs. */
import type { HoldSentences } from './hold-sentences.ts';
import { guide, restart, retry } from './ways-out.ts';

export const attemptHolds = {
  'attempts-exhausted': {
    title: 'all attempts failed',
    why: 'All attempts are used up.',
    wayOut: 'For one more attempt, comment `/cadence retry <guidance>` and say what to do differently.',
  },
  'review-rounds': {
    title: '3 reviews rejected the change',
    why: 'The findings are on the pull request.',
    wayOut:
      'Resolve the conversations you disagree with (needs write access), then comment `/cadence retry <guidance>` for one more round. Or finish the change yourself.',
  },
  'same-patch': {
    title: 'the agent repeats itself',
    why: 'The agent repeated a patch that failed. This cost no attempt.',
    wayOut: guide,
  },
  'inverse-patch': {
    title: 'the agent goes back and forth',
    why: 'The agent undid its last patch, and the code before that had failed too. This cost no attempt.',
    wayOut: guide,
  },
  'no-progress': {
    title: 'no progress in two attempts',
    why: 'Two attempts in a row failed the same tests in the same way.',
    wayOut: guide,
  },
  'proof-required': {
    title: 'no test fails without the change',
    why: 'The policy requires new tests that fail without the change, and there are none.',
    wayOut:
      'Say which test is missing: comment `/cadence retry <guidance>`. Or set `tests.redProof` to `preferred` in the policy, then comment `/cadence retry`.',
  },
  'base-is-red': {
    title: 'tests fail on the base branch',
    why: 'They fail without the change, so a run cannot tell whether the change is good.',
    wayOut: `Make the base branch green, then ${retry}.`,
  },
  'base-unclear': {
    title: 'some existing tests did not run',
    why: 'Some existing tests did not run. Cadence cannot tell whether the new tests or the base branch broke them.',
    wayOut: `If the base branch is broken, fix it, ${restart}. If the test workflow has run for the base commit itself (\`on: push\`), ${retry}. If it was a fluke, re-run it on GitHub; Cadence then continues by itself.`,
  },
  'no-run': {
    title: 'the test workflow did not finish',
    why: 'There is no finished run for this commit within the time that the policy allows.',
    wayOut: `Check that Actions is enabled, that the workflow starts on \`pull_request\`, and that no run waits for approval. When a run finishes, Cadence continues by itself. To wait longer, ${retry}.`,
  },
  'run-unusable': {
    title: 'the test run has no clear result',
    why: 'It ended without saying whether the tests passed.',
    wayOut: 'Look at the run, then re-run it on GitHub. Cadence then continues by itself.',
  },
  'results-unusable': {
    title: 'the test results cannot be read',
    why: 'The test run left no results that Cadence can read.',
    wayOut:
      'Check that the workflow uploads a JUnit report (or runs `pytest -rA`), then re-run it on GitHub. Cadence then continues by itself.',
  },
} as const satisfies HoldSentences;
