/** Which guard spoke. Two of them nobody can override: `secrets` and `protected-paths`. */
export type ScreenGate =
  'protected-paths' | 'secrets' | 'size' | 'paths' | 'content' | 'weakened-tests' | 'dependencies';

/** Why a change must not be published as it is. `line` is of the new file; a secret is never in the message. */
export type ScreenFinding = {
  readonly gate: ScreenGate;
  readonly reason: string;
  readonly path: string;
  readonly line?: number;
  readonly message: string;
};

/** Findings of size that ended the screening: no other guard has read the change. */
export const unread: ReadonlySet<string> = new Set(['too-many-files', 'too-many-bytes']);

/** Findings about tests that may be right: another value is expected, or a test runs in another way. */
export const doubtful: ReadonlySet<string> = new Set([
  'expected-data-edited',
  'run-otherwise',
  'test-of-removed-code',
]);
