/**
 * What landing one patch may cost: about one unit for each byte read and each line compared. Far above any honest
 * patch, and about a second of work: text from strangers must not keep a worker longer.
 */
export type Effort = {
  left: number;
  /** Pairs of bytes that may be compared in looking for blocks as they are written; past it, lines are searched. */
  compares: number;
};

export function newEffort(): Effort {
  return { left: 200_000_000, compares: 500_000_000 };
}

/** Is there enough left for this much more work? */
export function spend(effort: Effort, units: number): boolean {
  effort.left -= units;
  return effort.left >= 0;
}
