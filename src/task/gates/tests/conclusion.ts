/** Why a run or a job proves nothing: GitHub's own words, and ours for none and for an unknown one. */
export type NoConclusion =
  | 'skipped'
  | 'neutral'
  | 'cancelled'
  | 'timed_out'
  | 'action_required'
  | 'stale'
  | 'startup_failure'
  | 'none'
  | 'unknown';

export type Conclusion =
  { kind: 'success' } | { kind: 'failure' } | { kind: 'proves-nothing'; why: NoConclusion };

const provesNothing: ReadonlySet<string> = new Set<NoConclusion>([
  'skipped',
  'neutral',
  'cancelled',
  'timed_out',
  'action_required',
  'stale',
  'startup_failure',
]);

/** Only `success` and `failure` say anything about the tests; every other word, known or not, says nothing. */
export function readConclusion(conclusion: string | null): Conclusion {
  if (conclusion === 'success' || conclusion === 'failure') return { kind: conclusion };
  if (conclusion === null) return { kind: 'proves-nothing', why: 'none' };
  return { kind: 'proves-nothing', why: isNoConclusion(conclusion) ? conclusion : 'unknown' };
}

function isNoConclusion(word: string): word is NoConclusion {
  return provesNothing.has(word);
}
