/**
 * The codes of what went wrong with an attempt or a proof, as the record holds them. A family (`landing-…`) is open at
 * its end: guards come and go, and an old record must stay readable.
 */
import { z } from 'zod';

/** Why no patch came of an attempt. */
export const buildFailure = z.union([
  // `same-patch` holds a task today; it was an attempt once, and old records say so.
  z.enum(['directive-gone', 'empty', 'not-a-test', 'no-test-named', 'proof-touched', 'same-patch']),
  z.templateLiteral(['landing-', z.string()]),
  z.templateLiteral(['screened-', z.string()]),
  z.templateLiteral(['agent-', z.string()]),
]);
export type BuildFailure = z.infer<typeof buildFailure>;
export type BuildProblem = { readonly reason: BuildFailure; readonly message: string };

/** Why a run of GitHub Actions did not pass an attempt. */
export const testFailure = z.enum(['red', 'not-red', 'breaks-collection']);
export type TestFailure = z.infer<typeof testFailure>;

/** Why an attempt did not succeed: its patch, its run, its review, or a person who wanted another one. */
export type AttemptFailure = BuildFailure | TestFailure | 'rejected' | 'not-approved';

/** Why a proof was passed over in the record. */
export const skippedProof = z.union([
  z.enum([
    'no-tests-wanted',
    'not-red',
    'no-results',
    'nothing-named',
    'named-missing',
    'named-not-run',
    'named-broken',
  ]),
  z.templateLiteral(['run-', z.string()]),
]);

export type SkippedProof = z.infer<typeof skippedProof>;

/** Why there is no red run to show. */
export type NoProofReason = SkippedProof | 'off' | 'no-tests' | 'by-a-person';
