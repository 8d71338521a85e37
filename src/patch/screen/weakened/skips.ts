import type { Compared } from './compare-sides.ts';
import type { SkipMark } from '../../../python/test-cases.ts';
import type { ScreenFinding } from '../screen-finding.ts';
import { testFinding } from './weaker-test.ts';

/** Skips and their kin, counted test by test: a new test may be skipped, it takes nothing away. */
export function screenSkips({ path, isTest, before, after }: Compared): ScreenFinding[] {
  if (isTest && before.file.tests.size === 0) return [];
  const scopes = [null, ...before.file.tests.keys()];
  return scopes.flatMap((scope): ScreenFinding[] => {
    const mark = newSkip(before.file.skips, after.file.skips, scope);
    if (mark === null) return [];
    const where = scope === null ? 'tests of this file' : `the test ${scope}`;
    return [
      testFinding('test-skipped', path, mark.line, `"${mark.name}" is added to ${where}, which ran before.`),
    ];
  });
}

/** The first mark that stands more often in a test than before; null for none. */
export function newSkip(
  before: readonly SkipMark[],
  after: readonly SkipMark[],
  scope: string | null,
): SkipMark | null {
  const isHere = ({ test }: SkipMark): boolean => test === scope;
  const was = before.filter(isHere);
  const is = after.filter(isHere);
  return is.find(({ name }) => times(is, name) > times(was, name)) ?? null;
}

function times(marks: readonly SkipMark[], name: string): number {
  return marks.filter((one) => one.name === name).length;
}
