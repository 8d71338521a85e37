import type { Entry } from '../../task/entry.ts';
import type { ScriptedConversation } from '../scripted-model/script.ts';
import type { IssueText } from './set-up/read-issue-file.ts';

/** What somebody does once the record holds such an entry: a commit to the default branch, or a comment on the issue. */
export type Happening = { readonly after: Entry['kind']; readonly who: string } & (
  | { readonly does: 'push'; readonly message: string; readonly files: Readonly<Record<string, string>> }
  | { readonly does: 'comment'; readonly words: string }
);

/** A story that `demo` can tell: a project, an issue, what the scripted model answers, and how it must end. */
export type Scenario = {
  readonly name: string;
  readonly summary: string;
  readonly ends: 'merged' | 'held' | 'cancelled';
  readonly files: Readonly<Record<string, string>>;
  readonly issue: IssueText;
  /** Empty: the story needs no model. */
  readonly script: readonly ScriptedConversation[];
  readonly happening: Happening | null;
};
