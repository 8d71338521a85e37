import type { Policy } from '../../policy/policy.ts';
import { doubtful, unread, type ScreenFinding } from './screen-finding.ts';

/** What nobody may publish, and what a person may allow after a look. */
export type SortedFindings = {
  readonly refused: readonly ScreenFinding[];
  readonly person: readonly ScreenFinding[];
};

/** The policy says which findings a person may decide; what it does not name is refused. */
export function sortFindings(findings: readonly ScreenFinding[], policy: Policy['screen']): SortedFindings {
  const isForPerson = (finding: ScreenFinding): boolean => answerTo(finding, policy) === 'person';
  return {
    refused: findings.filter((finding) => !isForPerson(finding)),
    person: findings.filter(isForPerson),
  };
}

function answerTo({ gate, reason }: ScreenFinding, policy: Policy['screen']): 'refuse' | 'person' {
  switch (gate) {
    case 'weakened-tests':
      return doubtful.has(reason) ? policy.expectedData : policy.weakenedTests;
    case 'dependencies':
      return policy.dependencies;
    case 'size':
      // Nobody can allow what no guard has read: there may be a secret in it.
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
