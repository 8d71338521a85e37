/** The right to act on one due row until the lease ends. The fence rises with every lease: a late writer is known by it. */
export type Lease = { readonly key: string; readonly owner: string; readonly fence: number };

/** A lease with what it was given for; whoever ends it compares the generation. */
export type Claim = Lease & { readonly generation: number; readonly dueAt: number };
