/**
 * What lets a task pass a gate: what was found there, or a person's override of it. A ground holds for one head only,
 * and `headOf` is the one way to ask which: so an override cannot be forgotten by who compares heads.
 */
import type { Evidence } from '../entry.ts';
import type { Address, HeadSha } from '../names.ts';

/** The gates of a published head that a person can override. */
export type OverridableGate = 'tests' | 'review';

/** `by` is a login; `rationale` the artefact with the person's words. */
export type Override<G extends OverridableGate> = {
  readonly kind: 'override';
  readonly gate: G;
  readonly boundTo: HeadSha;
  readonly by: string;
  readonly rationale: Address;
};

export type Verdict = {
  readonly kind: 'verdict';
  readonly headSha: HeadSha;
  readonly reviewId: string;
  readonly findings: number;
};

type Grounds = {
  readonly tests: (Evidence & { readonly kind: 'evidence' }) | Override<'tests'>;
  readonly review: Verdict | Override<'review'>;
};
export type Ground<G extends OverridableGate> = Grounds[G];

/** The head that a ground is of. */
export function headOf(ground: Ground<OverridableGate>): HeadSha {
  switch (ground.kind) {
    case 'evidence':
    case 'verdict':
      return ground.headSha;
    case 'override':
      return ground.boundTo;
    default: {
      const never: never = ground;
      throw new Error(`unknown ground ${JSON.stringify(never)}`);
    }
  }
}
