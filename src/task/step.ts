/** The one next thing, imperative. Steps are data: deciding is pure, acting is elsewhere. */
import type { ParsedCommand } from './command.ts';
import type { CancelReason } from './fields.ts';
import type { HoldReason } from './hold-reasons.ts';
import type { Comment } from './situation.ts';
import type { WakeEvent } from './shapes/wake-event.ts';

/** What a wait ends on: an event that names the task, or a time (epoch ms; null: only an event). */
export type Until = { readonly events: readonly WakeEvent[]; readonly dueAt: number | null };

/** What a task waits for; `words/wait-sentence.ts` has the sentence. */
export type WaitReason =
  | 'over'
  | 'held'
  | 'person'
  | 'tests'
  | 'issue-not-seen'
  | 'pull-not-seen'
  | 'behind-unknown'
  | 'mergeable-unknown'
  | 'base-locked'
  | 'landing'
  | 'close';

export type Step =
  | { readonly kind: 'wait'; readonly why: WaitReason; readonly until: Until }
  | { readonly kind: 'queue'; readonly generation: number }
  | { readonly kind: 'announce' }
  | { readonly kind: 'notify'; readonly people: readonly string[] }
  | { readonly kind: 'admit' }
  | { readonly kind: 'draftSpec' }
  | { readonly kind: 'buildPatch'; readonly part: 'tests' | 'change' }
  | { readonly kind: 'adoptHead' }
  | { readonly kind: 'publishTests' }
  | { readonly kind: 'publishChange' }
  | { readonly kind: 'readTests'; readonly runId: number }
  | { readonly kind: 'updateBranch' }
  | { readonly kind: 'draftReview' }
  | { readonly kind: 'publishReview' }
  | { readonly kind: 'merge' }
  | { readonly kind: 'verifyLanding' }
  | { readonly kind: 'finish' }
  | { readonly kind: 'archive' }
  | { readonly kind: 'report' }
  | { readonly kind: 'consult'; readonly comment: Comment; readonly command: ParsedCommand }
  | { readonly kind: 'openIssue'; readonly comment: Comment; readonly command: ParsedCommand }
  | { readonly kind: 'answer'; readonly comment: Comment; readonly command: ParsedCommand }
  | { readonly kind: 'hold'; readonly reason: HoldReason; readonly back: 'here' | 'Generate' }
  | { readonly kind: 'release'; readonly reason: HoldReason; readonly to: 'back' | 'Test' }
  | { readonly kind: 'cancel'; readonly reason: CancelReason; readonly by: string | null };

export type StepKind = Step['kind'];

/** Durations (ms) and what this installation has at hand; settings from the first day. */
export type Settings = {
  readonly leaseMs: number;
  /** How long an announced effect may still be sent. */
  readonly deadlineMs: number;
  /** How long after lease end and deadline a look that finds nothing proves something. */
  readonly settleMs: number;
  /** How long GitHub has to close the issue of a merge before we do. */
  readonly closeLookMs: number;
  /** How long until we look again at a run, should no delivery come. */
  readonly lookMs: number;
  /** How long until we look again at what GitHub computes in a moment and tells nobody (`mergeable`, an update). */
  readonly pendingMs: number;
  /** How long GitHub must not have found an issue until we believe that it is gone. */
  readonly goneMs: number;
  /** How old a look at GitHub may be when tokens are about to be spent. */
  readonly freshMs: number;
  /** How long a model that cannot be reached is left alone. */
  readonly modelRetryMs: number;
  /** How long until a held task is looked at without an event. */
  readonly idleMs: number;
  readonly model: 'configured' | 'none';
  /**
   * `paused`: something landed in this repository that was not what was tested. `locked`: another task of ours merges
   * into the same base branch, and its landing was not seen yet.
   */
  readonly merging: 'open' | 'locked' | 'paused';
};
