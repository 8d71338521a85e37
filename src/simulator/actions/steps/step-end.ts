import type { JobSession } from '../runner/job-session.ts';

/** How the work of one step ended; the step's condition and continue-on-error are judged elsewhere. */
export type StepEnd =
  | { readonly kind: 'done'; readonly outputs?: Readonly<Record<string, string>> }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'stopped' };

/** What a step is given to work with. */
export type StepWork = {
  readonly session: JobSession;
  /** Variables for its processes. */
  readonly env: Readonly<Record<string, string>>;
  readonly stop: AbortSignal;
};
