import type { Entry } from '../../task/entry.ts';
import type { ScriptedConversation } from '../scripted-model/script.ts';
import type { IssueText } from './set-up/read-issue-file.ts';

/** What somebody else does once the record holds such an entry: a commit to the default branch. */
export type Happening = {
  readonly after: Entry['kind'];
  readonly who: string;
  readonly message: string;
  readonly files: Readonly<Record<string, string>>;
};

/** A story that `demo` can tell: a project, an issue, what the scripted model answers, and how it must end. */
export type Scenario = {
  readonly name: string;
  readonly summary: string;
  readonly ends: 'merged' | 'held';
  readonly files: Readonly<Record<string, string>>;
  readonly issue: IssueText;
  /** Empty: the story needs no model. */
  readonly script: readonly ScriptedConversation[];
  readonly happening: Happening | null;
};
