import { codeSpan } from '../code.ts';

const sentences: Readonly<Record<string, string>> = {
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

const families: readonly (readonly [string, string])[] = [
  ['screened-', 'the patch was refused by a guard'],
  ['landing-', 'the patch does not fit the files of the base branch'],
  ['agent-', 'the agent gave up'],
];

/** Why the attempt before did not do, as half a sentence: "Attempt 1 failed: its tests failed". */
export function learnedSentence(why: string): string {
  const known = Object.hasOwn(sentences, why) ? sentences[why] : undefined;
  if (known !== undefined) return known;
  const family = families.find(([prefix]) => why.startsWith(prefix));
  return family ? `${family[1]} (${codeSpan(why.slice(family[0].length), 60)})` : codeSpan(why, 60);
}
