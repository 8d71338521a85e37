/**
 * Findings of earlier rounds, by their keys, as the threads on the pull request tell: only in a first comment of our
 * own, since anyone can write a marker; and dismissed only by a person who may write at this moment.
 */
import { keyInComment, saidInComment } from '../words/review/finding-comment.ts';
import { mayAct, roleOf, type Situation } from '../task/situation.ts';
import { findingKeys } from './finding-key.ts';
import type { Change } from '../patch/change/change.ts';
import type { Finding } from './rules.ts';

export type Earlier = { readonly told: ReadonlySet<string>; readonly dismissed: ReadonlySet<string> };

/** A finding that still counts. `again`: it has a thread already, so it is not said a second time. */
export type Kept = Finding & { readonly key: string; readonly round: 'new' | 'again' };

export function earlierFindings(situation: Situation): Earlier {
  const threads = ourThreads(situation);
  return {
    told: new Set(threads.map(({ key }) => key)),
    dismissed: new Set(threads.filter(isDismissed).map(({ key }) => key)),
  };
}

/** Dismissed findings as a reviewer is shown them, so that it does not say them again; the newest come last. */
export function dismissedWords(situation: Situation): string {
  return ourThreads(situation)
    .filter((thread) => isDismissed(thread) && thread.said !== null)
    .slice(-maxShown)
    .map(({ place, said }) => `${place}\n${said?.slice(0, maxOfOne)}`)
    .join('\n\n');
}

const maxShown = 30;
const maxOfOne = 1_000;

type OurThread = {
  readonly key: string;
  readonly place: string;
  /** Null where somebody edited it: then it is not ours any more. */
  readonly said: string | null;
  readonly dismissal: 'by a person who may' | 'none';
};

function isDismissed({ dismissal }: OurThread): boolean {
  return dismissal !== 'none';
}

function ourThreads(situation: Situation): OurThread[] {
  return (situation.pull?.threads ?? []).flatMap(({ comments, resolvedBy, path, line, originalLine }) => {
    const [first] = comments;
    const key = first?.ours ? keyInComment(first.body) : null;
    if (first === undefined || key === null) return [];
    const may = resolvedBy !== null && mayAct(roleOf(situation, resolvedBy), 'write');
    return [
      {
        key,
        place: `${path}:${line ?? originalLine ?? ''}`,
        said: first.edited ? null : saidInComment(first.body),
        dismissal: may ? 'by a person who may' : 'none',
      },
    ];
  });
}

/** Takes out what a person dismissed, and marks what stands from an earlier round. */
export function sortFindings(
  findings: readonly Finding[],
  change: Change,
  { told, dismissed }: Earlier,
): { readonly kept: readonly Kept[]; readonly dismissed: readonly string[] } {
  const kept: Kept[] = [];
  const gone = new Set<string>();
  for (const finding of findings) {
    const keys = findingKeys(finding, change);
    const [key] = keys;
    if (keys.some((one) => dismissed.has(one))) {
      gone.add(key);
      continue;
    }
    const round = keys.some((one) => told.has(one)) ? 'again' : 'new';
    const same = kept.findIndex((one) => one.key === key && one.line === finding.line);
    const before = kept[same];
    if (before === undefined) kept.push({ ...finding, key, round });
    else kept[same] = merged(before, { ...finding, key, round });
  }
  return { kept, dismissed: [...gone] };
}

/** Two findings that go by one key are dismissed together, so they are told together. */
function merged(one: Kept, other: Kept): Kept {
  const suggestion = one.suggestion ?? other.suggestion;
  return {
    ...one,
    severity: one.severity === 'reject' ? 'reject' : other.severity,
    round: one.round === 'new' ? 'new' : other.round,
    message: one.message.includes(other.message) ? one.message : `${one.message}\n\n${other.message}`,
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}
