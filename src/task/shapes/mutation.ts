/**
 * What we may ask GitHub to change, as data: the vocabulary between `acts/` (which asks) and `github/` (which sends).
 * One document holds several and GitHub runs them in order, going on after one fails: so each has its own result.
 */
import type { Situation } from '../situation.ts';
import type { HeadSha, RepoName } from '../names.ts';

export type Mutation =
  | { readonly do: 'createBranch'; readonly branch: string; readonly sha: string }
  | {
      readonly do: 'commit';
      readonly branch: string;
      /** The tip that the commit must find; GitHub refuses (STALE_DATA) otherwise. */
      readonly expectedHeadSha: string;
      readonly headline: string;
      readonly body: string;
      readonly additions: readonly { readonly path: string; readonly bytes: Uint8Array }[];
      readonly deletions: readonly string[];
    }
  | {
      readonly do: 'createPull';
      readonly branch: string;
      readonly base: string;
      readonly title: string;
      readonly body: string;
    }
  | { readonly do: 'updatePull'; readonly pullId: string; readonly title?: string; readonly body?: string }
  | { readonly do: 'closePull'; readonly pullId: string }
  | { readonly do: 'createIssue'; readonly title: string; readonly body: string }
  | { readonly do: 'addComment'; readonly subjectId: string; readonly body: string }
  | { readonly do: 'replyInThread'; readonly threadId: string; readonly body: string }
  | { readonly do: 'updateComment'; readonly id: string; readonly body: string }
  | { readonly do: 'deleteComment'; readonly id: string }
  | {
      readonly do: 'createLabel';
      readonly name: string;
      readonly color: string;
      readonly description: string;
    }
  | { readonly do: 'addLabels'; readonly subjectId: string; readonly labelIds: readonly string[] }
  | { readonly do: 'removeLabels'; readonly subjectId: string; readonly labelIds: readonly string[] }
  | { readonly do: 'react'; readonly subjectId: string; readonly content: 'EYES' | 'ROCKET' | 'CONFUSED' }
  | {
      /** A pending review; one a user and pull request. */
      readonly do: 'addReview';
      readonly pullId: string;
      readonly headSha: HeadSha;
      readonly body: string;
      readonly threads: readonly {
        readonly path: string;
        /** The first of several lines; null: it is about one. */
        readonly startLine: number | null;
        readonly line: number;
        readonly body: string;
      }[];
    }
  | { readonly do: 'submitReview'; readonly pullId: string; readonly body: string }
  | {
      readonly do: 'createCheckRun';
      readonly name: string;
      readonly headSha: HeadSha;
      readonly externalId: string;
      readonly conclusion: 'success' | 'failure' | 'neutral';
      readonly title: string;
      readonly summary: string;
    }
  | { readonly do: 'closeIssue'; readonly id: string }
  /** Deletes a branch only where its tip is still this commit. */
  | { readonly do: 'deleteBranch'; readonly branch: string; readonly expectedSha: string };

/** `id` and `sha` are what the mutation made: a comment, a commit, a pull request, … */
export type MutationResult =
  | {
      readonly kind: 'done';
      readonly id: string | null;
      readonly sha: string | null;
      readonly number: number | null;
    }
  | RefusedMutation;

/** `message` is GitHub's own sentence. */
export type RefusedMutation = {
  readonly kind: 'refused';
  readonly reason: MutationRefusal;
  readonly message: string;
};

/**
 * `moved`: what it was to follow stands elsewhere now. `exists`: there is one of that name. `other`: for a reason that we
 * do not know.
 */
export type MutationRefusal = 'moved' | 'exists' | 'forbidden' | 'gone' | 'other';

/**
 * A request that brought no answer of its own. `unknown`: it may have been carried out (5xx, reset, time-out); only a
 * later look can tell. `limited`: not before `until` (epoch ms). `refused`: GitHub said no, nothing was done.
 */
export type Failure =
  | { readonly kind: 'unknown'; readonly message: string }
  | { readonly kind: 'limited'; readonly until: number; readonly message: string }
  | { readonly kind: 'refused'; readonly status: number; readonly message: string }
  | { readonly kind: 'gone'; readonly message: string };

export type MutationReply =
  | {
      readonly kind: 'replied';
      readonly results: readonly MutationResult[];
      readonly situation: Situation | null;
    }
  | Failure;

/** What a look at GitHub is to include. */
export type ObserveRequest = {
  readonly repo: RepoName;
  readonly issue: number;
  /** Our branch; null before there is one. */
  readonly branch: string | null;
  /** The pull request, once known; else it is found by the branch, or (`closes`) among those that close the issue. */
  readonly pull: number | null;
  readonly closes: 'look' | 'skip';
  /** Issues that changed since then (epoch ms) are looked through for those that we made; null: not wanted. */
  readonly openedSince: number | null;
  /** Paths whose blobs at the branch's tip are wanted (the files of a proof). */
  readonly blobs: readonly string[];
  /** People whose roles are wanted whatever else is read. */
  readonly people: readonly string[];
};
