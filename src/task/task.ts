/**
 * A labelled issue on its way. The Task is the fold of its entries and nothing else; each phase carries exactly the
 * data that exists in it, so that a merge without evidence and verdict of one head cannot be written down.
 */
import type { CancelReason } from './fields.ts';
import type { EntryData, PatchRef, PhaseName, Proof } from './entry.ts';
import type { AttemptFailure, NoProofReason } from './failure-reasons.ts';
import type { Ground } from './gates/ground.ts';
import type { HoldReason } from './hold-reasons.ts';
import type { IntentData, IntentStep } from './intents.ts';
import type { Spec } from './spec.ts';
import type { Address, BaseSha, HeadSha, RepoName, TaskId } from './names.ts';
import type { Prepared } from './preparation.ts';

/** Why there is no red run to show: the reason is told wherever the proof would stand. */
export type NoProof = { readonly kind: 'no-proof'; readonly reason: NoProofReason };
export type ProofState = { readonly kind: 'proof'; readonly proof: Proof } | NoProof;

/** The pull request of the task, once there is one. */
export type PullRef = { readonly number: number; readonly id: string };

/** What an attempt taught, for the next one. `explained` is prose (a trimmed failure), in an artefact. */
export type Learned = {
  readonly why: AttemptFailure;
  readonly explained: Address | null;
  readonly change: Address | null;
};

/**
 * An attempt that failed: numbers, codes and identifiers, no prose. `patch` and `run` are null where there was none
 * to publish; `failed` are the first of `failures` ids; `signature` is what two runs that failed alike have in common.
 */
export type PastAttempt = {
  readonly number: number;
  readonly part: 'tests' | 'change';
  readonly why: AttemptFailure;
  readonly patch: Pick<PatchRef, 'fingerprint' | 'files' | 'lines'> | null;
  /** `seenAt`: when GitHub had last changed it, epoch ms; null where that was not written down. */
  readonly run: { readonly id: number; readonly attempt: number; readonly seenAt: number | null } | null;
  readonly failed: readonly string[];
  readonly failures: number;
  readonly signature: string | null;
};

/** What stands on the branch: the commit, the base it grew from, and the patches in it. */
export type OnBranch = {
  readonly headSha: HeadSha;
  readonly base: BaseSha;
  readonly tests: PatchRef | null;
  readonly change: PatchRef | null;
};
/** A branch with a change on it: what is tested, reviewed and merged. */
export type Published = OnBranch & { readonly change: PatchRef };

/** Who is to write the change: a directive in the issue, an agent, or a person. Asked through `roleHolder` only. */
export type Source = 'directive' | 'agent' | 'person';

/** What is worked on, and what the last attempt taught. */
export type Work = {
  readonly spec: Address;
  readonly source: Source;
  readonly learned: Learned | null;
};
/** A patch that was built and is not published yet. `rest`: what a directive holds besides its tests. */
export type Built = {
  readonly patch: PatchRef;
  readonly base: BaseSha;
  /** What a person must allow before it is published; null: nothing. */
  readonly concerns: Address | null;
};

/** Somebody said yes to exactly this text: a specification, or a patch with its concerns. */
export type Approval = { readonly of: Address; readonly by: string };

export type Backlog = { readonly phase: 'Backlog' };
export type Generate = { readonly phase: 'Generate'; readonly branch: OnBranch | null };
export type ExecuteTests = {
  readonly phase: 'Execute';
  readonly part: 'tests';
  readonly work: Work;
  readonly branch: OnBranch | null;
  readonly built: Built | null;
  readonly rest: PatchRef | null;
};
export type ExecuteChange = {
  readonly phase: 'Execute';
  readonly part: 'change';
  readonly work: Work;
  readonly branch: OnBranch | null;
  readonly proof: ProofState;
  readonly built: Built | null;
};
export type TestProof = {
  readonly phase: 'Test';
  readonly part: 'proof';
  readonly work: Work;
  readonly branch: OnBranch & { readonly tests: PatchRef };
  readonly rest: PatchRef | null;
};
export type TestEvidence = {
  readonly phase: 'Test';
  readonly part: 'evidence';
  readonly work: Work;
  readonly branch: Published;
  readonly proof: ProofState;
};
export type Review = {
  readonly phase: 'Review';
  readonly work: Work;
  readonly branch: Published;
  readonly proof: ProofState;
  readonly evidence: Ground<'tests'>;
  readonly drafted: EntryData<'review_drafted'> | null;
};
export type Commit = {
  readonly phase: 'Commit';
  readonly work: Work;
  readonly branch: Published;
  readonly proof: ProofState;
  readonly evidence: Ground<'tests'>;
  readonly verdict: Ground<'review'>;
  readonly merged: { readonly mergeSha: string; readonly base: BaseSha; readonly at: number } | null;
};
export type Recording = {
  readonly phase: 'Record';
  readonly branch: Published;
  readonly mergeSha: string;
  readonly mergedAt: number;
  readonly proof: ProofState;
  readonly evidence: Ground<'tests'>;
  readonly verdict: Ground<'review'>;
  readonly done: boolean;
};
export type Meta = Omit<Recording, 'phase' | 'done'> & {
  readonly phase: 'Meta';
  readonly report: EntryData<'reported'> | null;
};

/** A phase in which work goes on. */
export type Active =
  | Backlog
  | Generate
  | ExecuteTests
  | ExecuteChange
  | TestProof
  | TestEvidence
  | Review
  | Commit
  | Recording
  | Meta;

export type Held = {
  readonly phase: 'Held';
  /** Epoch ms. */
  readonly since: number;
  /** Of the entry that held it: what its notice is known by. */
  readonly version: number;
  /** Of a run that could not be judged: GitHub's own time of it, epoch ms. */
  readonly seenRunAt: number | null;
  /** How long a model server asked to be left alone, ms. */
  readonly waitMs: number | null;
  readonly reason: HoldReason;
  readonly explained: Address | null;
  /** The working phase to go on in. */
  readonly resumeAt: Active;
};
export type Cancelled = {
  readonly phase: 'Cancelled';
  readonly reason: CancelReason;
  /** A login; null: GitHub does not say, or nobody. */
  readonly by: string | null;
};

export type TaskState = Active | Held | Cancelled;

/** What was announced and has no outcome yet; `data` fits the step. `at` and `deadline` in epoch milliseconds. */
export type OpenIntent = {
  readonly step: IntentStep;
  readonly key: string;
  readonly at: number;
  readonly deadline: number;
  readonly data: IntentData<IntentStep>;
};

/** What has been spent so far, for budgets and for the report. */
export type Spent = {
  readonly requests: { total: number; graphql: number; contentCreating: number; mutations: number };
  readonly tokensIn: number;
  readonly tokensOut: number;
  readonly costUsd: number;
};

/** On whose word a task goes on, and what they said. */
export type Authority = {
  readonly labelledBy: string;
  /** When GitHub says the label was put on, ISO 8601: a later one starts the next generation. */
  readonly labelledAt: string;
  /** Who the effects of this task trace to: the labeller, or the person who retried it. */
  readonly by: string;
  readonly via: 'label' | 'retry';
  readonly approvals: readonly Approval[];
  readonly guidance: Address | null;
};

/** What was tried, and how much more may be. */
export type Attempts = {
  readonly used: number;
  readonly granted: number;
  /** Fingerprints of the changes tried, oldest first. */
  readonly tried: readonly string[];
  /** The last attempts that failed, oldest first; a bounded list. */
  readonly past: readonly PastAttempt[];
  /** `none`: the last two attempts failed the very same way, and nobody has said to go on since. */
  readonly progress: 'some' | 'none';
  /** Rounds of review that ended in a rejection; a retry allows one more. */
  readonly rejections: number;
  /** Merges that GitHub refused since the last change of the branch. */
  readonly mergeRefusals: number;
};

/** What became of people's commands, by the node id of the comment. */
export type Answers = {
  readonly answered: ReadonlySet<string>;
  /** What was made ready for a command. */
  readonly prepared: ReadonlyMap<string, Prepared>;
};

export type Task = {
  readonly id: TaskId;
  readonly repo: RepoName;
  readonly issue: number;
  readonly issueId: string;
  readonly generation: number;
  readonly size: 'micro' | 'story' | 'epic';
  /** How many entries the record holds of this task; the next one is this plus one. */
  readonly version: number;
  readonly queuedAt: number;
  readonly changedAt: number;
  readonly authority: Authority;
  readonly baseBranch: string;
  readonly textHash: string;
  /** Artefact with the frozen title, body, headline and branch. */
  readonly frozen: Address;
  readonly redProof: 'required' | 'preferred' | 'off';
  readonly pull: PullRef | null;
  readonly attempts: Attempts;
  /** How risky the drafting agent takes the task to be; null: it was not asked. */
  readonly risk: Spec['risk'];
  /** The head whose update from the base was asked for and given up without having been seen: it may come late. */
  readonly updateNotSeen: HeadSha | null;
  /** The head whose merge was announced and whose outcome was not seen: it may come late. */
  readonly mergeNotSeen: HeadSha | null;
  /** The status comment was posted, or GitHub refused it: it is asked for once. */
  readonly announced: boolean;
  /** The hold for which people were last mentioned, or GitHub refused it; null once the task has moved on since. */
  readonly notified: HoldReason | null;
  readonly answers: Answers;
  readonly stopping: { readonly reason: CancelReason; readonly by: string | null } | null;
  readonly open: OpenIntent | null;
  readonly spent: Spent;
  readonly state: TaskState;
};

export function phaseOf(task: Task): PhaseName {
  return task.state.phase;
}

/** True when no step is left but to answer commands. */
export function isOver(task: Task): boolean {
  return task.state.phase === 'Cancelled' || (task.state.phase === 'Meta' && task.state.report !== null);
}

/** The working phase: of a held task, the one that it goes back to. */
export function workingState(state: Held | Active): Active {
  return state.phase === 'Held' ? state.resumeAt : state;
}

/** What stands on the task's branch, as far as the record knows. */
export function branchOf(state: TaskState): OnBranch | null {
  const active = state.phase === 'Held' ? state.resumeAt : state;
  return 'branch' in active ? active.branch : null;
}

/** How many gates of the head that counts were passed by a person's override. */
export function overridesOf(state: TaskState): number {
  const active = state.phase === 'Held' ? state.resumeAt : state;
  const evidence = 'evidence' in active ? [active.evidence] : [];
  const verdict = 'verdict' in active ? [active.verdict] : [];
  return [...evidence, ...verdict].filter(({ kind }) => kind === 'override').length;
}

/** What is worked on; null before there is a specification, and once the work is merged or cancelled. */
export function workOf(state: TaskState): Work | null {
  const active = state.phase === 'Held' ? state.resumeAt : state;
  return 'work' in active ? active.work : null;
}
