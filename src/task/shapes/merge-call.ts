/** The two calls that move branches at GitHub, with what each may answer: the merge, and the update from the base. */
import type { Failure } from './mutation.ts';
import type { HeadSha } from '../names.ts';

export type MergeCall = {
  readonly pull: number;
  /** GitHub refuses where the head is no longer this. */
  readonly sha: HeadSha;
  readonly method: 'squash' | 'merge';
  readonly title: string;
  readonly message: string;
};

/** `other`: GitHub said no in words that we do not know; its sentence is shown. */
export type MergeRefusal =
  'head-moved' | 'base-moved' | 'not-mergeable' | 'draft' | 'forbidden' | 'method-not-allowed' | 'other';

export type MergeReply =
  | { readonly kind: 'merged'; readonly sha: string }
  | Refused<MergeRefusal>
  | Exclude<Failure, { kind: 'refused' }>;

/** `expectedHeadSha`: GitHub refuses where the head is no longer this. */
export type UpdateCall = { readonly pull: number; readonly expectedHeadSha: HeadSha };

export type UpdateRefusal = 'conflict' | 'head-moved' | 'other';

/** `asked`: GitHub does it a little later. */
export type UpdateReply =
  { readonly kind: 'asked' } | Refused<UpdateRefusal> | Exclude<Failure, { kind: 'refused' }>;

/** `message` is GitHub's own sentence. */
type Refused<Reason> = {
  readonly kind: 'refused';
  readonly status: number;
  readonly reason: Reason;
  readonly message: string;
};
