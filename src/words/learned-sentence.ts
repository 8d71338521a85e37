import type { AttemptFailure } from '../task/failure-reasons.ts';
import { codeSpan } from './code.ts';

/** `landing-…`, `screened-…`, `agent-…`: each with the code of what went wrong. */
type Family = `screened-${string}` | `landing-${string}` | `agent-${string}`;

const sentences: { readonly [R in Exclude<AttemptFailure, Family>]: string } = {
  red: 'its tests failed',
  'not-red': 'its new tests pass without the change, so they prove nothing',
  'breaks-collection': 'its new tests keep pytest from collecting other test files',
  rejected: 'the review asks for changes',
  'not-approved': 'the patch needed a yes from a person, who wanted another one',
  empty: 'it changed nothing',
  'same-patch': 'it was the same patch as before',
  'not-a-test': 'it put more than tests where only tests belong',
  'no-test-named': 'it added no test',
  'proof-touched': 'it changed the tests that prove it',
  'directive-gone': 'the change is no longer in the issue',
};

const families = [
  ['screened-', 'the patch was refused by a guard'],
  ['landing-', 'the patch does not fit the files of the base branch'],
  ['agent-', 'the agent gave up'],
] as const;

/** Why the last attempt failed, as half a sentence: "Attempt 1 failed: its tests failed". */
export function learnedSentence(why: AttemptFailure): string {
  for (const [prefix, sentence] of families)
    if (why.startsWith(prefix)) return `${sentence} (${codeSpan(why.slice(prefix.length), 60)})`;
  return isFamily(why) ? codeSpan(why, 60) : sentences[why];
}

function isFamily(why: AttemptFailure): why is Family {
  return families.some(([prefix]) => why.startsWith(prefix));
}
