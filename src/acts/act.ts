/**
 * What an act is. A pure reading act turns a turn into an outcome. An *effect* changes GitHub: it is planned (the
 * intent that is recorded first), carried out by what is still missing of it, and found by looking at GitHub: so a
 * crash at any point is healed by the same lines that do the work.
 */
import type { Model } from '../agents/model.ts';
import type { Files } from '../patch/change/change.ts';
import type { Artefact as Salted } from '../record/artefact.ts';
import type { Draft } from '../task/entry.ts';
import type { IntentData, IntentStep } from '../task/intents.ts';
import type { Address, RepoName } from '../task/names.ts';
import type { Amount } from '../task/gates/budget.ts';
import type { Reservation, Reserved, Used } from '../task/shapes/reservation.ts';
import type { MergeCall, MergeReply, UpdateCall, UpdateReply } from '../task/shapes/merge-call.ts';
import type { Failure, Mutation, MutationReply, ObserveRequest } from '../task/shapes/mutation.ts';
import type { ArtifactsReply, Bytes, JobsReply, LogReply, RunReply } from '../task/shapes/run-files.ts';
import type { Situation } from '../task/situation.ts';
import type { Settings, Step, StepKind } from '../task/step.ts';
import type { Task } from '../task/task.ts';
import type { AuthorisedIssue } from './artefacts/authorised-issue.ts';

/** Bytes behind a salted commitment; the address is in the entry, the bytes beside the log. */
export type Artefact = Salted & { readonly address: Address };

/** What happened: the entry to append, and its artefacts. */
export type Outcome = {
  readonly kind: 'outcome';
  readonly draft: Draft;
  readonly artefacts: readonly Artefact[];
};
/** Nothing to record yet: what was asked of GitHub takes a moment. */
export type Pending = { readonly kind: 'pending' };
/** Why what was planned no longer fits. */
export type StaleReason = 'head-moved' | 'base-unreadable' | 'comment-gone' | 'merged-by-person';
/** Nothing was done, and what was planned no longer fits: the intent is dropped and decided again. */
export type Stale = {
  readonly kind: 'stale';
  readonly reason: StaleReason;
};
export type Result = Outcome | Pending | Stale | Failure;

/** The methods of GitHub that acts need, for one repository. */
export type GitHub = {
  observe(look: ObserveRequest): Promise<Situation | Failure>;
  mutate(
    mutations: readonly Mutation[],
    look: ObserveRequest | null,
    signal: AbortSignal,
  ): Promise<MutationReply>;
  merge(call: MergeCall, signal: AbortSignal): Promise<MergeReply>;
  updateBranch(call: UpdateCall, signal: AbortSignal): Promise<UpdateReply>;
  tarball(sha: string): Promise<Bytes | Failure>;
  artifacts(runId: number): Promise<ArtifactsReply | Failure>;
  artifactZip(id: number): Promise<Bytes | Failure>;
  run(runId: number): Promise<RunReply | Failure>;
  jobs(runId: number, attempt: number): Promise<JobsReply | Failure>;
  jobLog(jobId: number): Promise<LogReply | Failure>;
};

export type ActDeps = {
  readonly github: GitHub;
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
  reserve(wanted: Reservation): Promise<Reserved>;
  settle(id: string, amount: Amount): Promise<void>;
  used(task: string): Promise<Used>;
};

export type Tree =
  | { readonly kind: 'tree'; readonly files: Files }
  | { readonly kind: 'unreadable'; readonly message: string };

/** What GitHub shows of the task: one object a turn, so that there is one answer to which situation is the latest. */
export type Observations = {
  /** The latest situation. */
  current(): Situation;
  /** GitHub's own reply to what was done showed this. */
  learned(situation: Situation): void;
  /** Asks GitHub: one request, whatever is known. */
  refresh(): Promise<Situation | Failure>;
  /**
   * Asks GitHub where what is known may be outdated: something came in about this task, or it is old. GitHub's silence
   * stops no work: what was known stays.
   */
  keepFresh(): Promise<void>;
};

/** One turn of one task: what the record says, what GitHub shows, and the frozen words. */
export type Turn = {
  readonly task: Task;
  readonly observations: Observations;
  readonly frozen: AuthorisedIssue;
  readonly deps: ActDeps;
};

export type StepOf<K extends StepKind> = Extract<Step, { kind: K }>;

/**
 * A row of the effect table. `documented`: the three columns for people; the rest is how it is done. `I` is what the
 * row's intent says: `task/intents.ts` has the schema that the record holds it to.
 */
export type Effect<K extends IntentStep, I = IntentData<K>> = {
  readonly step: K;
  readonly documented: { readonly naturalKey: string; readonly look: string; readonly heal: string };
  /** Once it is announced GitHub is looked at again, and it is done only where that look still asks for it. */
  readonly decidedOn?: 'a fresh look';
  /** What is announced; `Outcome` or `Stale` where there turns out to be nothing to do. */
  plan(turn: Turn, step: StepOf<K>): Promise<Plan<I> | Outcome | Stale | Failure>;
  /** The outcome, if GitHub shows that the effect happened. */
  look(turn: Turn, intent: Intent<I>): Outcome | Stale | null;
  /** Does what is missing. Called only when `look` found nothing, before the deadline. */
  act(turn: Turn, intent: Intent<I>, signal: AbortSignal): Promise<Result>;
};

/** `key` is the effect's natural key at GitHub, or the task's id where it has none. */
export type Intent<I> = { readonly key: string; readonly data: I };
export type Plan<I> = Intent<I> & { readonly kind: 'plan' };

/** An act that changes nothing on GitHub. `paid`: it may call a model, so it is announced all the same. */
export type LocalAct<K extends StepKind> = {
  readonly step: K;
  readonly cost: 'free' | 'paid';
  run(turn: Turn, step: StepOf<K>): Promise<Result>;
};

export function outcome(draft: Draft, artefacts: readonly Artefact[] = []): Outcome {
  return { kind: 'outcome', draft, artefacts };
}
