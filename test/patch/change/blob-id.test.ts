import { expect, it } from 'vitest';
import { blobId } from '../../../src/patch/change/blob-id.ts';

it("is git's own", () => {
  // `git hash-object` says so of nothing, and of a line.
  expect(blobId(new Uint8Array())).toBe('e69de29bb2d1d6434b8b29ae775ad8c2e48c5391');
  expect(blobId(Buffer.from('hello\n'))).toBe('ce013625030ba8dba906f756967f9e9ca394464a');
});
