import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendLeaf, emptyFrontier, leafHash, rootOfFrontier } from '../../src/record/merkle.ts';

// The test vectors of Certificate Transparency's reference implementations: leaf inputs, and the root after each.
const vectors: [leaf: string, root: string][] = [
  ['', '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
  ['00', 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
  ['10', 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77'],
  ['2021', 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7'],
  ['3031', '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4'],
  ['40414243', '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef'],
  ['5051525354555657', 'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c'],
  ['606162636465666768696a6b6c6d6e6f', '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
];

describe('the tree', () => {
  it('has the roots of the published vectors, leaf by leaf', () => {
    let frontier = emptyFrontier;
    const roots = vectors.map(([leaf]) => {
      frontier = appendLeaf(frontier, leafHash(Buffer.from(leaf, 'hex')));
      return hex(rootOfFrontier(frontier));
    });
    expect(roots).toEqual(vectors.map(([, root]) => root));
  });

  it('has the hash of nothing as its root when it is empty', () => {
    expect(hex(rootOfFrontier(emptyFrontier))).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
  });

  it('has the root that the definition of RFC 6962 gives, for any leaves', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 8 }), { maxLength: 70 }), (inputs) => {
        const leaves = inputs.map((input) => leafHash(input));
        let frontier = emptyFrontier;
        for (const leaf of leaves) frontier = appendLeaf(frontier, leaf);
        expect(hex(rootOfFrontier(frontier))).toBe(hex(treeHead(leaves)));
        expect(frontier.size).toBe(leaves.length);
        expect(frontier.peaks.length).toBeLessThanOrEqual(7);
      }),
    );
  });

  it('does not change the frontier that it grew from', () => {
    const one = appendLeaf(emptyFrontier, leafHash(Buffer.from('a')));
    const before = hex(rootOfFrontier(one));
    appendLeaf(one, leafHash(Buffer.from('b')));
    expect(hex(rootOfFrontier(one))).toBe(before);
  });

  it('refuses a frontier that lacks a peak', () => {
    expect(() => appendLeaf({ size: 1, peaks: [] }, leafHash(Buffer.from('a')))).toThrow(RangeError);
  });
});

/** MTH of RFC 6962, section 2.1, by its recursive definition. */
function treeHead(leaves: readonly Uint8Array[]): Uint8Array {
  const [only] = leaves;
  if (only === undefined) return createHash('sha256').digest();
  if (leaves.length === 1) return only;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  const left = treeHead(leaves.slice(0, split));
  const right = treeHead(leaves.slice(split));
  return createHash('sha256').update('\u0001').update(left).update(right).digest();
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
