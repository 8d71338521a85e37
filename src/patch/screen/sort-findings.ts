import type { Policy } from '../../policy/policy.ts';
import { doubtful, unread, type ScreenFinding } from './screen-finding.ts';

/** What nobody may publish, and what a person may allow after a look. */
export type SortedFindings = {
  readonly refused: readonly ScreenFinding[];
  readonly person: readonly ScreenFinding[];
};

/** Who wrote a change: an agent, or a person who may write to the repository by themselves. */
export type Author = 'agent' | 'person';

/**
 * The policy says which findings a person may decide; what it does not name is refused. What a person with write access
 * wrote could be pushed by them as well: it is shown, and refused only where nobody could see what it is.
 */
export function sortFindings(
  findings: readonly ScreenFinding[],
  policy: Policy['screen'],
  author: Author,
): SortedFindings {
  const isForPerson = (finding: ScreenFinding): boolean =>
    author === 'person' ? isShown(finding) : answerTo(finding, policy) === 'person';
  return {
    refused: findings.filter((finding) => !isForPerson(finding)),
    person: findings.filter(isForPerson),
  };
}

/** Findings of which a diff shows what a person says yes to. */
function isShown({ gate, reason }: ScreenFinding): boolean {
  switch (gate) {
    case 'weakened-tests':
    case 'dependencies':
      return true;
    case 'size':
      // Nobody can allow what no guard has read: there may be a secret in it.
      return !unread.has(reason);
    case 'content':
      return reason === 'binary';
    case 'secrets':
    case 'protected-paths':
    case 'paths':
      return false;
    default: {
      const never: never = gate;
      return never;
    }
  }
}

function answerTo({ gate, reason }: ScreenFinding, policy: Policy['screen']): 'refuse' | 'person' {
  switch (gate) {
    case 'weakened-tests':
      return doubtful.has(reason) ? policy.expectedData : policy.weakenedTests;
    case 'dependencies':
      return policy.dependencies;
    case 'size':
      return unread.has(reason) ? 'refuse' : policy.size;
    case 'secrets':
    case 'protected-paths':
    case 'paths':
    case 'content':
      return 'refuse';
    default: {
      const never: never = gate;
      return never;
    }
  }
}
