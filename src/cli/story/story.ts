import type { ScriptedConversation } from '../scripted-model/script.ts';
import type { IssueText } from './set-up/read-issue-file.ts';
import type { Happening } from './scenario.ts';

/** Who answers the agents: nobody, a server that speaks OpenAI's API, or a script behind the same API. */
export type StoryModel =
  | { readonly kind: 'none' }
  | { readonly kind: 'server'; readonly baseUrl: string; readonly key: string | null }
  | { readonly kind: 'script'; readonly conversations: readonly ScriptedConversation[] };

/** Everything that a run of the loop on one machine starts from. */
export type Story = {
  /** `owner/name` on the local GitHub. */
  readonly repo: { readonly owner: string; readonly name: string; readonly branch: string };
  readonly source:
    | { readonly kind: 'files'; readonly files: Readonly<Record<string, string>> }
    | { readonly kind: 'git'; readonly dir: string; readonly ref: string };
  /** Files of an onboarding commit on top; empty: nothing is added. */
  readonly onboarding: Readonly<Record<string, string>>;
  readonly label: string;
  readonly issue: IssueText;
  readonly model: StoryModel;
  readonly happening: Happening | null;
  /** Whether the person who opened the issue says yes to what waits for a person. */
  readonly approves: 'everything' | 'nothing';
};

/** Who opens and labels the issue. */
export const protagonist = 'alice';
