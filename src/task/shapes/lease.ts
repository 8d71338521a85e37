/** The right to act on one due row until the lease ends. The fence rises with every lease: a late writer is known by it. */
export type Lease = { readonly key: string; readonly owner: string; readonly fence: number };

/**
 * A lease with what it was given for; its end compares the generation. `failures`: turns that failed since one
 * succeeded.
 */
export type Claim = Lease & {
  readonly generation: number;
  readonly dueAt: number;
  readonly failures: number;
};
