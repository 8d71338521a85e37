import type { ScreenGate } from '../../patch/screen/screen-finding.ts';
import { codeSpan } from '../code.ts';

const sentences: Readonly<Record<string, string>> = {
  red: 'failed its tests',
  'not-red': 'wrote tests that pass without the change, so they prove nothing',
  'breaks-collection': 'wrote tests that stop pytest from collecting other test files',
  rejected: 'was rejected by the review',
  'not-approved': 'was not approved',
  empty: 'changed nothing',
  'same-patch': 'repeated an earlier patch',
  'not-a-test': 'changed more than tests',
  'no-test-named': 'added no test',
  'proof-touched': 'changed the tests that prove the change',
  'directive-gone': 'found no patch in the issue any more',
};

const gates: Readonly<Record<ScreenGate, string>> = {
  'protected-paths': 'was refused: it changes a protected file',
  secrets: 'was refused: it contains a secret',
  size: 'was refused: it is too large',
  paths: 'was refused: it changes a path that is not allowed',
  content: 'was refused: it contains hidden or unreadable text',
  'weakened-tests': 'was refused: it weakens existing tests',
  dependencies: 'was refused: it changes dependencies',
};

const families: readonly (readonly [string, string])[] = [
  ['screened-', 'was refused by a check'],
  ['landing-', 'did not fit the files on the base branch'],
  ['agent-', 'ended without a patch'],
];

/** What became of an attempt, to follow its name: "Attempt 1 failed its tests". */
export function learnedSentence(why: string): string {
  const known = lookUp(sentences, why) ?? lookUp(gates, why.replace(/^screened-/, ''));
  if (known !== undefined) return known;
  const family = families.find(([prefix]) => why.startsWith(prefix));
  return family ? family[1] : `failed (${codeSpan(why, 60)})`;
}

function lookUp(table: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
