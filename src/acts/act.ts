/**
 * What an act is. A pure reading act turns a turn into an outcome. An *effect* changes GitHub: it is planned (the
 * intent that is recorded first), carried out by what is still missing of it, and found by looking at GitHub: so a
 * crash at any point is healed by the same lines that do the work.
 */
import type { Model } from '../agents/model.ts';
import type { Files } from '../patch/change/change.ts';
import type { Draft, EntryData } from '../task/entry.ts';
import type { Address, HeadSha, RepoName } from '../task/names.ts';
import type { Amount, Limits, OverBudget } from '../task/gates/budget.ts';
import type { Failure, Look, Mutation, MutationReply } from '../task/mutation.ts';
import type { Situation } from '../task/situation.ts';
import type { Settings, Step, StepKind } from '../task/step.ts';
import type { Task } from '../task/task.ts';
import type { AuthorisedIssue } from './artefacts/authorised-issue.ts';

/** Bytes behind a salted commitment; the address is in the entry, the bytes beside the log. */
export type Artefact = { readonly address: Address; readonly salt: Uint8Array; readonly bytes: Uint8Array };

/** What happened: the entry to append, its artefacts, and the situation where GitHub's reply told it. */
export type Outcome = {
  readonly kind: 'outcome';
  readonly draft: Draft;
  readonly artefacts: readonly Artefact[];
  readonly situation: Situation | null;
};
/** Nothing to record yet: what was asked of GitHub takes a moment. */
export type Pending = { readonly kind: 'pending' };
export type StaleReason = 'head-moved' | 'base-unreadable' | 'comment-gone';
/** Nothing was done, and what was planned no longer fits: the intent is dropped and decided again. */
export type Stale = {
  readonly kind: 'stale';
  readonly reason: StaleReason;
  readonly situation: Situation | null;
};
export type Result = Outcome | Pending | Stale | Failure;

/** The methods of GitHub that acts need, for one repository. */
export type GitHub = {
  observe(look: Look): Promise<Situation | Failure>;
  mutate(mutations: readonly Mutation[], look: Look | null, signal: AbortSignal): Promise<MutationReply>;
  merge(
    call: { pull: number; sha: HeadSha; method: 'squash' | 'merge'; title: string; message: string },
    signal: AbortSignal,
  ): Promise<
    | { readonly kind: 'merged'; readonly sha: string }
    | {
        readonly kind: 'refused';
        readonly status: number;
        readonly reason: MergeRefusal;
        readonly message: string;
      }
    | Exclude<Failure, { kind: 'refused' }>
  >;
  updateBranch(
    call: { pull: number; expectedHeadSha: HeadSha },
    signal: AbortSignal,
  ): Promise<{ readonly kind: 'asked' } | Failure>;
  tarball(sha: string): Promise<{ readonly kind: 'bytes'; readonly bytes: Uint8Array } | Failure>;
  artifacts(
    runId: number,
  ): Promise<{ readonly kind: 'artifacts'; readonly artifacts: readonly RunArtifact[] } | Failure>;
  artifactZip(id: number): Promise<{ readonly kind: 'bytes'; readonly bytes: Uint8Array } | Failure>;
  run(
    runId: number,
  ): Promise<{ readonly kind: 'run'; readonly attempt: number; readonly startedAt: number } | Failure>;
  jobs(
    runId: number,
    attempt: number,
  ): Promise<{ readonly kind: 'jobs'; readonly jobs: readonly { id: number; name: string }[] } | Failure>;
  jobLog(jobId: number): Promise<{ readonly kind: 'text'; readonly text: string } | Failure>;
};

export type MergeRefusal =
  'head-moved' | 'base-moved' | 'not-mergeable' | 'draft' | 'forbidden' | 'method-not-allowed' | 'other';

/** Times in epoch ms. */
export type RunArtifact = {
  readonly id: number;
  readonly name: string;
  readonly expired: boolean;
  readonly createdAt: number;
  readonly size: number;
};

export type ActDeps = {
  readonly github: GitHub;
  /**
   * What GitHub shows now, where what was seen may be outdated: something came in about this task, or the look is old.
   * Null where it still stands, or GitHub did not answer. Costs no request unless there is reason to look.
   */
  readonly lookAgain: () => Promise<Situation | null>;
  readonly read: (address: Address) => Promise<Uint8Array | null>;
  /** A salted artefact of these bytes; written with the entry that names it. */
  readonly artefact: (bytes: Uint8Array) => Artefact;
  /** Signs a checkpoint of the repository's log as it stands and keeps it. `root` is base64. */
  readonly seal: (
    repo: RepoName,
  ) => Promise<{ readonly size: number; readonly root: string; readonly trailer: string }>;
  readonly model: Model | null;
  /** A text without any secret of this process. */
  readonly redact: (text: string) => string;
  readonly ledger: Ledger;
  /** Snapshots of trees by commit, kept for a while. */
  readonly tree: (github: GitHub, repo: RepoName, sha: string) => Promise<Tree | Failure>;
  readonly settings: Settings;
  readonly now: () => number;
};

/** What models cost, kept over restarts; shared by all who work for a repository. */
export type Ledger = {
  reserve(call: {
    readonly repo: string;
    readonly task: string;
    readonly amount: Amount;
    readonly limits: Limits;
  }): Promise<
    { readonly kind: 'reserved'; readonly id: string } | { readonly kind: 'over'; readonly over: OverBudget }
  >;
  settle(id: string, amount: Amount): Promise<void>;
  /** What the task's calls came to, those without an answer at their worst. */
  used(task: string): Promise<{ readonly tokens: number; readonly usd: number }>;
};

export type Tree =
  | { readonly kind: 'tree'; readonly files: Files }
  | { readonly kind: 'unreadable'; readonly message: string };

/** One look at one task: what the record says, what GitHub says, and the frozen words. */
export type Turn = {
  readonly task: Task;
  readonly situation: Situation;
  readonly frozen: AuthorisedIssue;
  readonly deps: ActDeps;
};

/** A row of the effect table. `documented`: the three columns for people; the rest is how it is done. */
export type Effect<K extends StepKind = StepKind> = {
  readonly step: K;
  readonly documented: { readonly naturalKey: string; readonly look: string; readonly heal: string };
  /** What is announced; `Outcome` or `Stale` where there turns out to be nothing to do. */
  plan(turn: Turn, step: Extract<Step, { kind: K }>): Promise<Plan | Outcome | Stale | Failure>;
  /** The outcome, if GitHub shows that the effect happened. */
  look(turn: Turn, intent: Intent): Outcome | Stale | null;
  /** Does what is missing. Called only when `look` found nothing, before the deadline. */
  act(turn: Turn, intent: Intent, signal: AbortSignal): Promise<Result>;
};

export type Plan = { readonly kind: 'plan'; readonly key: string; readonly data: Intent['data'] };
export type Intent = {
  readonly step: string;
  readonly key: string;
  readonly data: EntryData<'intent'>['data'];
};

/** An act that changes nothing on GitHub. `paid`: it may call a model, so it is announced all the same. */
export type LocalAct<K extends StepKind = StepKind> = {
  readonly step: K;
  readonly cost: 'free' | 'paid';
  run(turn: Turn, step: Extract<Step, { kind: K }>): Promise<Result>;
};

export function outcome(
  draft: Draft,
  artefacts: readonly Artefact[] = [],
  situation: Situation | null = null,
): Outcome {
  return { kind: 'outcome', draft, artefacts, situation };
}
