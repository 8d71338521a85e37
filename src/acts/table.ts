/**
 * Every act, by its step: what changes GitHub (the effect table, from which the crash tests enumerate) and what only
 * reads or writes down. A step without a row does not compile.
 */
import type { StepKind } from '../task/step.ts';
import type { Effect, Reading } from './act.ts';
import { announce } from './announce.ts';
import { answer } from './answer.ts';
import { admit, archive, hold, release, report, verifyLanding } from './book-keeping.ts';
import { buildPatch } from './build-patch.ts';
import { cancel } from './cancel.ts';
import { consult } from './consult.ts';
import { draftReview } from './draft-review.ts';
import { draftSpec } from './draft-spec.ts';
import { finish } from './finish.ts';
import { merge } from './merge.ts';
import { openIssue } from './open-issue.ts';
import { publishChange, publishTests } from './publish.ts';
import { publishReview } from './publish-review.ts';
import { readTests } from './read-tests.ts';
import { takeUp } from './take-up.ts';
import { updateBranch } from './update-branch.ts';

export const effects = {
  announce,
  publishTests,
  publishChange,
  updateBranch,
  publishReview,
  merge,
  finish,
  openIssue,
  answer,
  cancel,
} as const satisfies { [K in StepKind]?: Effect<K> };

export type EffectKind = keyof typeof effects;

export const readings = {
  admit,
  draftSpec,
  buildPatch,
  takeUp,
  readTests,
  draftReview,
  consult,
  verifyLanding,
  archive,
  report,
  hold,
  release,
} as const satisfies { [K in Exclude<StepKind, EffectKind | 'wait' | 'queue'>]: Reading<K> };

export function isEffect(kind: string): kind is EffectKind {
  return Object.hasOwn(effects, kind);
}

/** Whether the step may call a model. */
export function isPaid(kind: StepKind): boolean {
  return Object.hasOwn(readings, kind) && readings[kind as keyof typeof readings].cost === 'paid';
}
