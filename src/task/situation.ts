/**
 * What GitHub said at one instant, translated at the door: nothing past `github/` sees a payload. It carries its own
 * time, so that deciding needs no clock.
 */
import type { Policy } from '../policy/policy.ts';
import type { BaseSha, HeadSha, RepoName } from './names.ts';

/** GitHub's repository roles, weakest first. `none`: not a collaborator, or not known. */
export type Role = 'none' | 'read' | 'triage' | 'write' | 'maintain' | 'admin';

export type PolicyState =
  | { readonly kind: 'missing' }
  | { readonly kind: 'wrong'; readonly errors: readonly string[]; readonly hash: string }
  | { readonly kind: 'policy'; readonly policy: Policy; readonly hash: string };

export type Actor = { readonly login: string; readonly kind: 'person' | 'bot' };

/** Where a comment on a line of a diff stands. `hunk` ends with that line; `line` is null where it is outdated. */
export type DiffPlace = {
  readonly path: string;
  readonly line: number | null;
  readonly side: 'before' | 'after';
  readonly hunk: string;
};

/** A comment on the issue, on its pull request or on a line of its diff, newest text; `edited`: by anyone, at any time. */
export type Comment = {
  readonly id: string;
  readonly on: 'issue' | 'pull' | 'line';
  /** What a reply is added to: the issue, the pull request, the thread on the line. */
  readonly subjectId: string;
  /** Of a comment on a line. */
  readonly place: DiffPlace | null;
  /** Its page, as GitHub gave it. */
  readonly url: string;
  readonly author: Actor;
  readonly body: string;
  readonly createdAt: number;
  readonly edited: boolean;
  readonly reactions: readonly string[];
};

/** A workflow run of the head with its jobs, as the check suites tell it. */
export type Run = {
  readonly id: number;
  readonly path: string;
  readonly event: string;
  readonly headSha: HeadSha;
  readonly status: string;
  readonly conclusion: string | null;
  readonly updatedAt: number;
  readonly jobs: readonly Job[];
  /** False where GitHub had more jobs than were read: absence proves nothing then. */
  readonly complete: boolean;
};
export type Job = {
  readonly name: string;
  readonly status: string;
  readonly conclusion: string | null;
  readonly startedAt: number | null;
  readonly completedAt: number | null;
};

/** A comment on a line of the diff. `ours`: written by this app; `diffHunk`: the diff up to the line, as GitHub cut it. */
export type LineComment = {
  readonly id: string;
  readonly author: Actor;
  readonly ours: boolean;
  readonly body: string;
  readonly createdAt: number;
  readonly edited: boolean;
  readonly diffHunk: string;
  readonly reactions: readonly string[];
};

/** A conversation on a line of the diff, its first comment first. */
export type Thread = {
  readonly id: string;
  readonly path: string;
  /** Of the present diff; null where a push has made the thread outdated. */
  readonly line: number | null;
  readonly originalLine: number | null;
  /** Who resolved it; null: nobody, it is open. */
  readonly resolvedBy: string | null;
  readonly comments: readonly LineComment[];
  /** False where GitHub had more comments than were read. */
  readonly complete: boolean;
};

export type Pull = {
  readonly id: string;
  readonly number: number;
  readonly state: 'open' | 'closed' | 'merged';
  readonly draft: boolean;
  readonly mergeable: 'yes' | 'no' | 'unknown';
  readonly author: Actor;
  /** Its text as it stands; ours while it begins with our marker. */
  readonly body: string;
  readonly headRef: string;
  readonly headSha: HeadSha;
  readonly headMessage: string;
  readonly headTree: string;
  /** Parents of the head commit, first first: an update by merge has two. */
  readonly headParents: readonly string[];
  readonly baseRef: string;
  readonly crossRepository: boolean;
  readonly runs: readonly Run[];
  readonly runsComplete: boolean;
  readonly landed: {
    readonly sha: string;
    readonly tree: string;
    readonly parents: readonly string[];
    readonly by: string | null;
  } | null;
  readonly reviews: readonly {
    readonly id: string;
    readonly state: string;
    readonly headSha: string;
    readonly ours: boolean;
    readonly body: string;
  }[];
  /** The newest threads on its lines. */
  readonly threads: readonly Thread[];
  /** False where GitHub had older threads than were read. */
  readonly threadsComplete: boolean;
  readonly checkRun: { readonly id: string; readonly externalId: string; readonly title: string } | null;
};

export type Situation = {
  /** Epoch milliseconds at which GitHub answered. */
  readonly at: number;
  readonly viewer: string;
  readonly repo: {
    readonly name: RepoName;
    readonly id: string;
    readonly archived: boolean;
    readonly defaultBranch: string;
    readonly baseSha: BaseSha;
    readonly allows: { readonly squash: boolean; readonly merge: boolean };
    readonly labels: Readonly<Record<string, string>>;
  };
  readonly policy: PolicyState;
  readonly ruleset:
    | { readonly kind: 'none' }
    | { readonly kind: 'text'; readonly text: string }
    | { readonly kind: 'missing'; readonly path: string };
  /** Workflow runs of the base tip, as far as they were read: what was red before us is not ours. */
  readonly baseRuns: readonly Run[];
  /** Blob of the policy's workflow at the base tip; null: the file is missing. */
  readonly workflowBlob: string | null;
  readonly issue: {
    readonly id: string;
    readonly number: number;
    readonly open: boolean;
    readonly title: string;
    readonly body: string;
    readonly author: Actor;
    readonly editedAt: number | null;
    readonly editor: string | null;
    /** Who wrote its text: its author, and all who edited it; null where GitHub told not all of them. */
    readonly writers: readonly Actor[] | null;
    readonly labels: readonly string[];
    readonly labelled: { readonly by: Actor; readonly at: number } | null;
    readonly closedAt: number | null;
    readonly closedBy: string | null;
    /**
     * Since when (epoch ms) GitHub has not found it: deleted, moved to another repository, or not visible for a moment.
     * Nothing else of it is known then, and nothing can be written to it. Null: it is there.
     */
    readonly missingSince: number | null;
  };
  /** Roles of the people we may have to judge; who is not in it has `none`. */
  readonly roles: Readonly<Record<string, Role>>;
  /** Our branch, where it exists. */
  readonly branch: {
    readonly headSha: HeadSha;
    readonly message: string;
    readonly behindBy: number | null;
  } | null;
  readonly pull: Pull | null;
  /** Blobs at the branch's tip of the paths that were asked for; null: no such file. */
  readonly blobs: Readonly<Record<string, string | null>>;
  /** Blob of the workflow file at the pull request's head; null: missing there, or no pull request. */
  readonly workflowBlobAtHead: string | null;
  /** Blobs of the script of the workflow's second job, at the base tip and at that head; null: no such file. */
  readonly scriptBlob: string | null;
  readonly scriptBlobAtHead: string | null;
  /** How many commits of the base branch the pull request's head lacks; null: not known. */
  readonly behindBy: number | null;
  /** Comments that may hold commands, oldest first. */
  readonly comments: readonly Comment[];
  /** Node ids of comments that a reply of ours answers: our comments that begin `<!-- cadence:reply <id> -->`. */
  readonly replies: readonly string[];
  /** Issues of ours that were made from a comment (they begin `<!-- cadence:task <id> -->`), where they were looked for. */
  readonly opened: readonly { readonly comment: string; readonly number: number }[];
  /** Our status comment, and extras that should not be (they begin `<!-- cadence:status`). */
  readonly status: readonly { readonly id: string; readonly body: string }[];
  /** Our comments that mention people for a hold (they begin `<!-- cadence:notice <task> <version> -->`), oldest first. */
  readonly notices: readonly { readonly id: string; readonly task: string; readonly hold: number }[];
};

export function roleOf(situation: Situation, login: string): Role {
  return situation.roles[login.toLowerCase()] ?? 'none';
}

/** Each carries the rights of those before it. */
export const roles: readonly Role[] = ['none', 'read', 'triage', 'write', 'maintain', 'admin'];

/** Whether a role carries at least the rights of another. */
export function mayAct(role: Role, least: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(least);
}
