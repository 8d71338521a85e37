/**
 * Commands whose answer takes more than a look at the task: words of a model, or a new issue. Each of the two is a
 * step of its own with an entry of its own, and only then is the command answered: so a crash in between neither pays
 * for the words nor opens the issue twice.
 */
import type { Entry } from './entry.ts';
import type { OverBudget } from './gates/budget.ts';
import type { Address } from './names.ts';

export type Preparation = 'consult' | 'openIssue';

/** Why there is nothing to answer with, though the command itself was in order. */
export type Unprepared = 'model-unavailable' | OverBudget | 'no-answer' | 'unreadable' | 'issue-refused';

/** What was made ready for a command. `reply`: the artefact with Sidekick's answer. */
export type Prepared =
  | { readonly kind: 'reply'; readonly reply: Address }
  | { readonly kind: 'issue'; readonly issue: number }
  | { readonly kind: 'failed'; readonly reason: Unprepared };

export function preparedBy(entry: Extract<Entry, { kind: 'consulted' | 'issue_opened' }>): Prepared {
  if (entry.kind === 'issue_opened') {
    const { issue } = entry.data;
    return issue === null ? { kind: 'failed', reason: 'issue-refused' } : { kind: 'issue', issue };
  }
  const { result, reply } = entry.data;
  if (result !== 'answered') return { kind: 'failed', reason: result };
  return reply === null ? { kind: 'failed', reason: 'no-answer' } : { kind: 'reply', reply };
}
