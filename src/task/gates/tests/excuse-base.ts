/**
 * Other tests than the new ones fail in a proof run. Did the base break them, or the commit with the new tests? The
 * proof run alone cannot tell, so the base is not blamed on its evidence.
 */
import { failureSignature } from '../../results/failure-signature.ts';
import { steadyNames } from '../../results/steady-names.ts';
import { failureIds, isFailure, type CollectionError, type TestResults } from '../../results/test-results.ts';

/** A test that failed; `signature`: how, see failure-signature.ts. */
export type Presumed = { readonly id: string; readonly signature: string };

/**
 * `known`: failed in the base's own run too. `presumed`: nobody knows; excused only where it fails the same way again.
 * `broken`: the base's own run collects these files. `unclear`: these did not even run as tests, and it is not known
 * whether they do without the new tests.
 */
export type Excuse =
  | { readonly kind: 'excused'; readonly known: string[]; readonly presumed: Presumed[] }
  | { readonly kind: 'broken'; readonly files: readonly NotRun[] }
  | { readonly kind: 'unclear'; readonly notRun: readonly NotRun[] };

/** What did not run as a test: a file that was not collected, or a test that broke in its setup or teardown. */
export type NotRun = {
  readonly kind: 'file' | 'test';
  readonly id: string;
  /** pytest's words. */
  readonly message: string;
};

export type Others = {
  /** Of the proof run. */
  readonly results: TestResults;
  /** What failed in it beside the new tests. */
  readonly failures: readonly string[];
  /** Of a run of the base commit itself; null: none that can be read. */
  readonly base: TestResults | null;
};

export function excuseBase({ results, failures, base }: Others): Excuse {
  const wanted = new Set(failures);
  const uncollected = results.collectionErrors.filter(({ file }) => wanted.has(file));
  const cases = results.cases.filter((one) => isFailure(one) && wanted.has(one.id));
  if (base !== null) {
    const fails = steadyNames(failureIds(base));
    const known = failures.filter((id) => fails.take(id));
    const broken = uncollected.filter(({ file }) => !known.includes(file));
    if (broken.length > 0) return { kind: 'broken', files: broken.map(fileNotRun) };
    return { kind: 'excused', known, presumed: [] };
  }
  const broken = cases.filter(({ outcome }) => outcome === 'error');
  const unclear = [
    ...uncollected.map(fileNotRun),
    ...broken.map(({ id, message }): NotRun => ({ kind: 'test', id, message })),
  ];
  if (unclear.length > 0) return { kind: 'unclear', notRun: unclear };
  return {
    kind: 'excused',
    known: [],
    presumed: cases.map((one) => ({ id: one.id, signature: failureSignature([one]) })),
  };
}

function fileNotRun({ file, message }: CollectionError): NotRun {
  return { kind: 'file', id: file, message };
}
