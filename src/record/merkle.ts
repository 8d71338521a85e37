import { createHash, hash } from 'node:crypto';

/**
 * The part of an RFC 6962 tree that appending needs: how many leaves there are and the roots of its full subtrees,
 * largest first. There is one for each 1 in the binary form of `size`.
 */
export type Frontier = { readonly size: number; readonly peaks: readonly Uint8Array[] };

export const emptyFrontier: Frontier = { size: 0, peaks: [] };

const leafPrefix = Uint8Array.of(0);
const nodePrefix = Uint8Array.of(1);

/** SHA-256(0x00 ‖ bytes). The prefix keeps a leaf from being passed off as a node. */
export function leafHash(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(leafPrefix).update(bytes).digest();
}

/** The tree with one more leaf, in O(log size). */
export function appendLeaf(frontier: Frontier, leaf: Uint8Array): Frontier {
  const peaks = [...frontier.peaks];
  let node = leaf;
  // As in a binary counter: each trailing 1 of the size is a full subtree that the new node completes.
  for (let rest = frontier.size; rest % 2 === 1; rest = (rest - 1) / 2) {
    const left = peaks.pop();
    if (left === undefined) throw new RangeError('the frontier has fewer peaks than its size asks for');
    node = nodeHash(left, node);
  }
  peaks.push(node);
  return { size: frontier.size + 1, peaks };
}

/** The tree head as RFC 6962 defines it; of no leaves: SHA-256 of nothing. */
export function rootOfFrontier(frontier: Frontier): Uint8Array {
  const last = frontier.peaks.at(-1);
  if (last === undefined) return hash('sha256', '', 'buffer');
  return frontier.peaks.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), last);
}

function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return createHash('sha256').update(nodePrefix).update(left).update(right).digest();
}
