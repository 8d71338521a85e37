/**
 * Findings of earlier rounds, by their keys, as the threads on the pull request tell: only in a first comment of our
 * own, since anyone can write a marker; and dismissed only by a person who may write at this moment.
 */
import { keyInComment } from '../github/words/finding-comment.ts';
import { mayAct, roleOf, type Situation } from '../task/situation.ts';
import { findingKey } from './finding-key.ts';
import type { Change } from '../patch/change.ts';
import type { Finding } from './rules.ts';

export type Earlier = { readonly told: ReadonlySet<string>; readonly dismissed: ReadonlySet<string> };

/** A finding that still counts. `again`: it has a thread already, so it is not said a second time. */
export type Kept = Finding & { readonly key: string; readonly round: 'new' | 'again' };

export function earlierFindings(situation: Situation): Earlier {
  const told = new Set<string>();
  const dismissed = new Set<string>();
  for (const { comments, resolvedBy } of situation.pull?.threads ?? []) {
    const [first] = comments;
    const key = first?.ours ? keyInComment(first.body) : null;
    if (key === null) continue;
    told.add(key);
    if (resolvedBy !== null && mayAct(roleOf(situation, resolvedBy), 'write')) dismissed.add(key);
  }
  return { told, dismissed };
}

/** Takes out what a person dismissed, and marks what stands from an earlier round. */
export function sortFindings(
  findings: readonly Finding[],
  change: Change,
  { told, dismissed }: Earlier,
): { readonly kept: readonly Kept[]; readonly dismissed: readonly string[] } {
  const keyed = findings.map((finding) => ({ finding, key: findingKey(finding, change) }));
  return {
    kept: keyed
      .filter(({ key }) => !dismissed.has(key))
      .map(({ finding, key }) => keep(finding, key, told.has(key) ? 'again' : 'new')),
    dismissed: keyed.filter(({ key }) => dismissed.has(key)).map(({ key }) => key),
  };
}

function keep(finding: Finding, key: string, round: Kept['round']): Kept {
  return { ...finding, key, round };
}
