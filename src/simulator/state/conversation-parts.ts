import type { User } from './accounts.ts';

export type Label = {
  id: number;
  nodeId: string;
  name: string;
  color: string;
  description: string | null;
  isDefault: boolean;
};

/** One edit of a body: GraphQL's `userContentEdits`. `body` is the text after it. */
export type Edit = {
  nodeId: string;
  editor: User | null;
  editedAt: Date;
  body: string;
};

export type ReactionContent = '+1' | '-1' | 'laugh' | 'confused' | 'heart' | 'hooray' | 'rocket' | 'eyes';

export type Reaction = {
  id: number;
  nodeId: string;
  user: User;
  content: ReactionContent;
  createdAt: Date;
};

export type StateReason = 'completed' | 'not_planned' | 'duplicate' | 'reopened';

export type MergeMethod = 'merge' | 'squash' | 'rebase';

export type ReviewState = 'PENDING' | 'COMMENTED' | 'APPROVED' | 'CHANGES_REQUESTED' | 'DISMISSED';
