export type Settings = {
  /** How long after a push or retarget `mergeable` stays unknown. */
  mergeableMs: number;
  /** How long after a merge a linked issue is closed. */
  autoCloseMs: number;
  /** How long after its 202 update-branch moves the head. */
  updateBranchMs: number;
  tokenTtlMs: number;
  hookTimeoutMs: number;
  maxConcurrentRuns: number;
  /** Enforced request limits; null enforces none (the headers are sent all the same). */
  limits: null | {
    contentPerMinute: number;
    contentPerHour: number;
    pointsPerMinute: number;
    inFlight: number;
  };
};
