import type { ScreenGate } from '../../patch/screen/screen-finding.ts';
import type { AttemptFailure } from '../../task/failure-reasons.ts';

/** `landing-…`, `screened-…`, `agent-…`: each with the code of what went wrong. */
type Family = `screened-${string}` | `landing-${string}` | `agent-${string}`;

const sentences: { readonly [R in Exclude<AttemptFailure, Family>]: string } = {
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

/** What became of an attempt, to follow its name: "Attempt 1 failed its tests". */
export function learnedSentence(why: AttemptFailure): string {
  return isFamily(why) ? familySentence(why) : sentences[why];
}

function familySentence(why: Family): string {
  if (why.startsWith('landing-')) return 'did not fit the files on the base branch';
  if (why.startsWith('agent-')) return 'ended without a patch';
  const gate = why.slice('screened-'.length);
  return isGate(gate) ? gates[gate] : 'was refused by a check';
}

function isFamily(why: AttemptFailure): why is Family {
  return /^(screened|landing|agent)-/.test(why);
}

/** An old record may name a guard that is gone. */
function isGate(name: string): name is ScreenGate {
  return Object.hasOwn(gates, name);
}
