/** Which tests of a proof run the commit with the new tests brought: told by the difference of two runs, and by names where there is one only. */
import { fileOf, isFailure, type TestCase, type TestResults } from '../../results/test-results.ts';
import { steady } from '../../results/steady.ts';
import type { CommitFile } from './name-clash.ts';

export type Brought = {
  readonly files: readonly CommitFile[];
  /** Tests that the commit adds or alters, as read from source: a hint, for a decorator may give them other names. */
  readonly named: readonly string[];
  /** Tests of files that the commit edits which it leaves alone, as read from source. */
  readonly kept: readonly string[];
  /** Of a run of the base commit itself; null: none that can be read. */
  readonly base: TestResults | null;
};

/** All tests of an added file are new; those of an edited file where the base's own run does not have them so. */
export function newCases(results: TestResults, { files, named, kept, base }: Brought): TestCase[] {
  const kinds = new Map(files.map(({ path, kind }) => [path, kind]));
  const before = base && countCases(base);
  const ofNamed = sourceAmong(named);
  const ofKept = sourceAmong(kept);
  return results.cases.filter((one) => {
    const kind = kinds.get(fileOf(one.id));
    if (kind === 'added') return true;
    if (kind !== 'modified') return false;
    if (comesFrom(ofNamed, ofKept, one.id)) return true;
    return before ? isOther(one, before) : ofKept(one.id) === null;
  });
}

type Counts = { readonly all: Map<string, number>; readonly failing: ReadonlySet<string> };

function countCases({ cases }: TestResults): Counts {
  const all = new Map<string, number>();
  for (const { id } of cases) all.set(steady(id), (all.get(steady(id)) ?? 0) + 1);
  return { all, failing: new Set(cases.filter(isFailure).map(({ id }) => steady(id))) };
}

/** Not in the base's run, or not failing there: an edit of what stands around a test makes another one of it. */
function isOther(one: TestCase, { all, failing }: Counts): boolean {
  const key = steady(one.id);
  const left = all.get(key) ?? 0;
  if (left === 0) return true;
  all.set(key, left - 1);
  return isFailure(one) && !failing.has(key);
}

/**
 * The test of the source that a case comes from: the one of its name, whatever its parameters, else the longest name
 * that it goes on from, for decorators make tests so (parameterized and ddt `test_x_0_name`, absl `test_x0`,
 * `test_x_name`, `testXName`); null where there is none.
 */
export function sourceAmong(names: readonly string[]): (id: string) => string | null {
  const known = new Set(names);
  return (id) => {
    const test = functionOf(id);
    if (known.has(test)) return test;
    const from = test.lastIndexOf('::');
    for (const { index } of [...test.slice(from).matchAll(/_|\d|[A-Z]/gu)].toReversed()) {
      const name = test.slice(0, from + index);
      if (known.has(name)) return name;
    }
    return null;
  };
}

/** Whether a case comes from the first names rather than from the others. */
export function comesFrom(
  first: (id: string) => string | null,
  others: (id: string) => string | null,
  id: string,
): boolean {
  const name = first(id);
  return name !== null && name.length >= (others(id)?.length ?? 0);
}

/** Without its parameters. */
export function functionOf(id: string): string {
  const bracket = id.indexOf('[');
  return bracket === -1 ? id : id.slice(0, bracket);
}
