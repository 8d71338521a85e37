import type { Repository, User } from '../state.ts';

export interface Label {
  id: number;
  nodeId: string;
  name: string;
  color: string;
  description: string | null;
  isDefault: boolean;
}

/** One edit of a body: GraphQL's `userContentEdits`. `body` is the text after it. */
export interface Edit {
  nodeId: string;
  editor: User | null;
  editedAt: Date;
  body: string;
}

export type ReactionContent = '+1' | '-1' | 'laugh' | 'confused' | 'heart' | 'hooray' | 'rocket' | 'eyes';

export interface Reaction {
  id: number;
  nodeId: string;
  user: User;
  content: ReactionContent;
  createdAt: Date;
}

/** `label` is a copy: a deleted or renamed label keeps its name in the timeline. */
export type TimelineEvent = { id: number; nodeId: string; actor: User | null; createdAt: Date } & (
  | { type: 'labeled' | 'unlabeled'; label: Label }
  | {
      type: 'closed';
      stateReason: StateReason | null;
      closer: { kind: 'pull'; pull: Pull } | { kind: 'commit'; oid: string } | null;
    }
  | { type: 'reopened' }
  | { type: 'renamed'; from: string; to: string }
  | { type: 'merged'; oid: string; refName: string }
  | { type: 'converted_to_draft' }
  | { type: 'ready_for_review' }
  | { type: 'head_ref_deleted'; refName: string }
  | { type: 'head_ref_force_pushed'; before: string; after: string }
  | { type: 'base_ref_changed'; from: string; to: string }
);

export type StateReason = 'completed' | 'not_planned' | 'duplicate' | 'reopened';

export interface Comment {
  id: number;
  nodeId: string;
  conversation: Issue | Pull;
  author: User | null;
  body: string;
  createdAt: Date;
  updatedAt: Date;
  lastEditedAt: Date | null;
  editor: User | null;
  edits: Edit[];
  minimizedReason: string | null;
  reactions: Reaction[];
}

interface Conversation {
  id: number;
  nodeId: string;
  repository: Repository;
  number: number;
  title: string;
  body: string;
  author: User | null;
  state: 'open' | 'closed';
  createdAt: Date;
  updatedAt: Date;
  closedAt: Date | null;
  closedBy: User | null;
  lastEditedAt: Date | null;
  editor: User | null;
  edits: Edit[];
  labels: Label[];
  assignees: User[];
  isLocked: boolean;
  comments: Comment[];
  timeline: TimelineEvent[];
  reactions: Reaction[];
}

export interface Issue extends Conversation {
  kind: 'issue';
  stateReason: StateReason | null;
  /** Issues that this one waits for (`blocked_by`). */
  blockedBy: Issue[];
}

export type MergeMethod = 'merge' | 'squash' | 'rebase';

/** `id` and `nodeId` are the pull request's; `issueId` is the database id of its issue side (the node id is one). */
export interface Pull extends Conversation {
  kind: 'pull';
  issueId: number;
  head: { ref: string; oid: string; repository: Repository | null };
  /** `oid`: tip of the base when the head was last pushed or the base changed; the branch itself may be ahead. */
  base: { ref: string; oid: string };
  isDraft: boolean;
  merged: null | { at: Date; by: User; oid: string; method: MergeMethod };
  /** `unknown` until computed in the background after each change of head or base. */
  mergeable: 'unknown' | 'mergeable' | 'conflicting';
  /** Commit of `refs/pull/N/merge`; null while unknown, conflicting, merged. */
  testMergeOid: string | null;
  maintainerCanModify: boolean;
  /** Numbers of the issues its body (or a commit) closes by keyword. */
  closingIssues: number[];
  stats: { commits: number; additions: number; deletions: number; changedFiles: number };
  reviews: Review[];
  reviewComments: ReviewComment[];
}

export type ReviewState = 'PENDING' | 'COMMENTED' | 'APPROVED' | 'CHANGES_REQUESTED' | 'DISMISSED';

export interface Review {
  id: number;
  nodeId: string;
  pull: Pull;
  author: User | null;
  state: ReviewState;
  body: string;
  commitOid: string;
  createdAt: Date;
  submittedAt: Date | null;
  updatedAt: Date;
  comments: ReviewComment[];
}

/** A thread is its first comment and those with that `inReplyTo`. */
export interface ReviewComment {
  id: number;
  nodeId: string;
  review: Review;
  author: User | null;
  body: string;
  path: string;
  side: 'LEFT' | 'RIGHT';
  /** null when outdated by a push. */
  line: number | null;
  originalLine: number;
  startLine: number | null;
  diffHunk: string;
  commitOid: string;
  originalCommitOid: string;
  inReplyTo: ReviewComment | null;
  /** Of the thread; meaningful on its first comment. */
  threadNodeId: string;
  /** Of the thread; null while it is open. */
  resolvedBy: User | null;
  createdAt: Date;
  updatedAt: Date;
  lastEditedAt: Date | null;
  editor: User | null;
  edits: Edit[];
  reactions: Reaction[];
}
