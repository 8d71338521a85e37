/**
 * Every act, by its step: what changes GitHub (the effect table, from which the crash tests enumerate) and what only
 * reads or writes down. A step without a row does not compile.
 */
import type { IntentStep } from '../task/intents.ts';
import type { Step, StepKind } from '../task/step.ts';
import type { Effect, LocalAct, StepOf } from './act.ts';
import { announce } from './announce.ts';
import { answer } from './commands/answer.ts';
import { report } from './meta/report.ts';
import { archive } from './record/archive.ts';
import { verifyLanding } from './commit/verify-landing.ts';
import { release } from './release.ts';
import { hold } from './hold.ts';
import { admit } from './backlog/admit.ts';
import { buildPatch } from './execute/build-patch.ts';
import { cancel } from './cancel.ts';
import { consult } from './commands/consult.ts';
import { draftReview } from './review/draft-review.ts';
import { draftSpec } from './generate/draft-spec.ts';
import { finish } from './commit/finish.ts';
import { merge } from './commit/merge.ts';
import { notify } from './notify.ts';
import { openIssue } from './commands/open-issue.ts';
import { publishChange, publishTests } from './execute/publish.ts';
import { publishReview } from './review/publish-review.ts';
import { readTests } from './test/read-tests.ts';
import { adoptHead } from './execute/adopt-head.ts';
import { updateBranch } from './execute/update-branch.ts';

export const effects = {
  announce,
  notify,
  publishTests,
  publishChange,
  updateBranch,
  publishReview,
  merge,
  finish,
  openIssue,
  answer,
  cancel,
} as const satisfies { [K in IntentStep]?: Effect<K> };

export type EffectKind = keyof typeof effects;

export const localActs = {
  admit,
  draftSpec,
  buildPatch,
  adoptHead,
  readTests,
  draftReview,
  consult,
  verifyLanding,
  archive,
  report,
  hold,
  release,
} as const satisfies { [K in Exclude<StepKind, EffectKind | 'wait' | 'queue'>]: LocalAct<K> };

export type LocalKind = keyof typeof localActs;

const effectRows: { readonly [K in EffectKind]: Effect<K> } = effects;
const localRows: { readonly [K in LocalKind]: LocalAct<K> } = localActs;

/** The row of an effect: what it plans, looks for and does is typed by its step. */
export function effectOf<K extends EffectKind>(step: K): Effect<K> {
  return effectRows[step];
}

export function localActOf<K extends LocalKind>(step: K): LocalAct<K> {
  return localRows[step];
}

export function isEffect(kind: string): kind is EffectKind {
  return Object.hasOwn(effects, kind);
}

export function isEffectStep(step: Step): step is StepOf<EffectKind> {
  return isEffect(step.kind);
}

/** Whether the step may call a model. */
export function isPaid(kind: StepKind): boolean {
  return Object.hasOwn(localActs, kind) && localActs[kind as LocalKind].cost === 'paid';
}
