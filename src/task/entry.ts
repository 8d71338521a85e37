/**
 * What happened, past tense: the vocabulary of the record. Entries hold identifiers, hashes, numbers and reason
 * codes; people's and models' text is in artefacts. The schemas are strict: an auditor's `verify` reads entries with
 * them, and a field that we do not know is not passed over.
 */
import { z } from 'zod';
import { commandNames, refusalReasons } from './commands/shared/command-names.ts';
import { addressSchema, baseSchema, cancelReason, count, headSchema } from './fields.ts';
import { name, part, positive, posted, text, time } from './fields.ts';
import { buildFailure, skippedProof, testFailure } from './failure-reasons.ts';
import { holdReasons } from './hold-reasons.ts';
import { intentEntry } from './intents.ts';
import { risks } from './spec.ts';
import { requestCounts, spending } from './spending.ts';
import type { Address, HeadSha, TaskId } from './names.ts';
import { isSpelledOnce } from '../record/spelling.ts';

const lines = z.strictObject({ added: count, deleted: count });

/** A patch that was built: where its bytes are, and what it is known by. */
export const patchRef = z.strictObject({
  change: addressSchema,
  fingerprint: text,
  files: count,
  /** Lines added and deleted; patches of before this was counted have none. */
  lines: lines.optional(),
  named: z.array(text),
});
export type PatchRef = z.infer<typeof patchRef>;

/** A red run of the named new tests, bound to the commit and the blobs of its test files; `ran`: what else ran in it. */
export const proof = z.strictObject({
  runId: positive,
  runAttempt: positive,
  headSha: headSchema,
  failed: z.array(text).min(1),
  /** New tests that pass without the change already; absent: none. */
  passed: positive.optional(),
  baseFailures: z.array(text),
  ran: addressSchema.optional(),
  files: z.array(z.strictObject({ path: text, blob: text })).min(1),
});
export type Proof = z.infer<typeof proof>;

/** A green run of the policy's workflow on exactly this head, whose base tip was an ancestor. */
export const evidence = z.strictObject({
  runId: positive,
  runAttempt: positive,
  headSha: headSchema,
  /** Of the head: what lands must have it too. */
  tree: name,
  passed: positive,
  exempt: z.array(text),
  /** Of a rerun: what failed before on the same head and passes now; empty where the run before names nothing. */
  flaky: z.array(text).optional(),
  /** What the base's run saw; not there where the workflow has no such job. */
  base: z.strictObject({ passed: count, canaries: count, reversed: count }).optional(),
});
export type Evidence = z.infer<typeof evidence>;

const failure = { attempt: count, part };

/** `unknown`: what was typed is no command of ours. */
const command = z.enum([...commandNames, 'unknown']);

/** The shape of `data` for each kind. */
export const entryData = {
  queued: z.strictObject({
    issue: positive,
    issueId: text,
    generation: positive,
    size: z.enum(['micro', 'story', 'epic']),
    labelledBy: name,
    labelledAt: time,
    textHash: text,
    baseBranch: text,
    frozen: addressSchema,
    ...spending,
  }),
  announced: z.strictObject({ comment: posted, ...spending }),
  /** People were mentioned in a comment of its own; `hold`: the version of the entry that held the task. */
  notified: z.strictObject({ hold: count, people: z.array(text), comment: posted, ...spending }),
  admitted: z.strictObject({
    policyHash: text,
    redProof: z.enum(['required', 'preferred', 'off']),
    attempts: count,
    ...spending,
  }),
  task_generated: z.strictObject({
    source: z.enum(['directive', 'agent', 'person']),
    spec: addressSchema,
    acceptance: count,
    /** As the drafting agent judged it. */
    risk: z.enum(risks).optional(),
    ...spending,
  }),
  intent: intentEntry,
  intent_dropped: z.strictObject({
    step: text,
    reason: text,
    /** What calls of a model came to whose replies were lost, those under way at their worst. */
    lost: z.strictObject({ tokens: count, usd: z.number().nonnegative() }).optional(),
    ...spending,
  }),
  patch_built: z.strictObject({
    by: z.enum(['directive', 'agent']),
    base: baseSchema,
    tests: patchRef.nullable(),
    change: patchRef.nullable(),
    /** What screening found that a person may allow: the findings and the diff, as they are shown. */
    concerns: addressSchema.optional(),
    ...spending,
  }),
  failed_build_patch: z.strictObject({
    ...failure,
    reason: buildFailure,
    explained: addressSchema.nullable(),
    /** What a refused patch is known by. Its bytes are kept nowhere: it may be refused for a secret in it. */
    refused: z.strictObject({ fingerprint: text, files: count, lines }).optional(),
    ...spending,
  }),
  tests_published: z.strictObject({ pull: count, pullId: text, base: baseSchema, ...spending }),
  patch_applied: z.strictObject({ pull: count, pullId: text, base: baseSchema, ...spending }),
  proof_skipped: z.strictObject({ reason: skippedProof, ...spending }),
  pytest_run: z.discriminatedUnion('judged', [
    z.strictObject({ judged: z.literal('red'), proof, ...spending }),
    z.strictObject({ judged: z.literal('green'), evidence, ...spending }),
  ]),
  failed_test: z.strictObject({
    ...failure,
    reason: testFailure,
    runId: positive,
    runAttempt: positive,
    failed: z.array(text),
    /** Hash of what failed and how; two attempts of one signature fail the very same way. */
    signature: text.optional(),
    /** When GitHub last changed the run, epoch ms: what changed later was run again. */
    seenRunAt: count.optional(),
    explained: addressSchema,
    ...spending,
  }),
  change_taken: z.strictObject({
    pull: count,
    pullId: text,
    base: baseSchema,
    change: patchRef,
    ...spending,
  }),
  base_updated: z.strictObject({ base: baseSchema, ...spending }),
  review_drafted: z.strictObject({
    verdict: z.enum(['pass', 'reject']),
    findings: count,
    rejecting: count,
    reviewers: z.array(text).min(1),
    /** Keys of findings that count no more, because a person dismissed them. */
    dismissed: z.array(text).min(1).optional(),
    review: addressSchema,
    ...spending,
  }),
  patch_reviewed: z.strictObject({ reviewId: text, ...spending }),
  failed_patch_review: z.strictObject({ reviewId: text, ...spending }),
  merged: z.strictObject({ mergeSha: name, base: baseSchema, ...spending }),
  failed_commit: z.strictObject({ reason: text, ...spending }),
  committed: z.strictObject({ mergeSha: name, parent: name, tree: name, ...spending }),
  status_done: z.strictObject({ closed: z.enum(['by-merge', 'by-us']), ...spending }),
  archived: z.strictObject({ size: count, root: text, ...spending }),
  reported: z.strictObject({
    cycleMs: count,
    attempts: count,
    requests: requestCounts,
    tokensIn: count,
    tokensOut: count,
    costUsd: z.number().nonnegative(),
    overrides: count,
  }),
  answered: z.strictObject({
    comment: text,
    command,
    by: name,
    result: z.enum(['accepted', 'refused']),
    /** Of a refusal; empty where the command was carried out. */
    reason: z.enum([...refusalReasons, '']),
    guidance: addressSchema.nullable(),
    frozen: addressSchema.nullable(),
    textHash: text.nullable(),
    /** What an `approve` approves: a specification, or the concerns of a patch. */
    approved: addressSchema.optional(),
    reply: z.enum(['posted', 'none']),
    ...spending,
  }),
  /** Sidekick was asked for words that answer a command; `reply` is null where there are none. */
  consulted: z.strictObject({
    comment: text,
    command,
    by: name,
    result: z.enum([
      'answered',
      'model-unavailable',
      'task-budget',
      'day-budget',
      'no-price',
      'no-answer',
      'unreadable',
    ]),
    reply: addressSchema.nullable(),
    ...spending,
  }),
  /** A command made a new issue; null: GitHub refused it. */
  issue_opened: z.strictObject({ comment: text, by: name, issue: count.nullable(), ...spending }),
  held: z.strictObject({
    reason: z.enum(holdReasons),
    back: z.enum(['here', 'Generate']),
    explained: addressSchema.nullable(),
    /** When GitHub last changed the run that could not be judged, epoch ms: a later one is looked at. */
    seenRunAt: count.optional(),
    /** How long a server asked to be left alone, ms. */
    waitMs: count.optional(),
    ...spending,
  }),
  /** `to`: the tests of the head that was red were run again, and are read again; else back to where it stood. */
  released: z.strictObject({ reason: text, to: z.literal('Test').optional(), ...spending }),
  cancelled: z.strictObject({ reason: cancelReason, by: text.nullable(), ...spending }),
} as const;

export type EntryKind = keyof typeof entryData;
export type EntryData<K extends EntryKind> = z.infer<(typeof entryData)[K]>;

export type EntryOf<K extends EntryKind> = {
  readonly index: number;
  readonly task: TaskId;
  readonly version: number;
  readonly at: string;
  readonly actor: string;
  readonly phase: PhaseName;
  readonly kind: K;
  readonly headSha?: HeadSha;
  readonly data: EntryData<K>;
  readonly artefacts: readonly Address[];
};

/** One line of the record. `phase` is where the task stood when it happened; `at` is ISO 8601, UTC. */
export type Entry = { [K in EntryKind]: EntryOf<K> }[EntryKind];

export const phaseNames = [
  'Backlog',
  'Generate',
  'Execute',
  'Test',
  'Review',
  'Commit',
  'Record',
  'Meta',
  'Held',
  'Cancelled',
] as const;
export type PhaseName = (typeof phaseNames)[number];

/** What an act wants to have written: an entry before the store gives it its place. */
export type Draft = {
  [K in EntryKind]: { readonly kind: K; readonly headSha?: HeadSha; readonly data: EntryData<K> };
}[EntryKind];

const envelope = z.strictObject({
  index: count,
  task: z.string().transform((value) => value as TaskId),
  version: count,
  at: time,
  actor: z.literal('cadence'),
  phase: z.enum(phaseNames),
  kind: z.enum(Object.keys(entryData) as [EntryKind, ...EntryKind[]]),
  headSha: headSchema.optional(),
  data: z.unknown(),
  artefacts: z.array(addressSchema),
});

export type ParsedEntry = { kind: 'entry'; entry: Entry } | { kind: 'wrong'; message: string };
/** Reads an entry that came from a file or a database; what is wrong is a value. */
export function parseEntry(value: unknown): ParsedEntry {
  if (!isSpelledOnce(value)) return { kind: 'wrong', message: 'a text is not in NFC' };
  const outer = envelope.safeParse(value);
  if (!outer.success) return { kind: 'wrong', message: z.prettifyError(outer.error) };
  const inner = entryData[outer.data.kind].safeParse(outer.data.data);
  if (!inner.success)
    return { kind: 'wrong', message: `${outer.data.kind}: ${z.prettifyError(inner.error)}` };
  return { kind: 'entry', entry: { ...outer.data, data: inner.data } as Entry };
}
