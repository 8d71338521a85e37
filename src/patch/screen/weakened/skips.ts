import { isElsewhere, type SkipMark } from '../../../python/skip-marks.ts';
import type { ScreenFinding } from '../screen-finding.ts';
import type { Compared, Side } from './compare-sides.ts';
import { testFinding } from './weaker-test.ts';

/** Skips and their kin, counted test by test: a new test may be skipped, it takes nothing away. */
export function screenSkips({ path, isTest, before, after }: Compared): ScreenFinding[] {
  if (isTest && before.file.tests.size === 0) return [];
  const scopes = [null, ...before.file.tests.keys()];
  return scopes.flatMap((scope): ScreenFinding[] => {
    const where = scope === null ? 'tests of this file' : `the test ${scope}`;
    const added = newSkip(before, after, scope);
    if (added !== null) {
      const message = `"${added.name}" is added to ${where}, which ran before.`;
      return [testFinding('test-skipped', path, added.line, message)];
    }
    const altered = alteredSkip(before, after, scope);
    if (altered === null) return [];
    const message = `"${altered.name}" of ${where} has another condition now. A person must say that they still run.`;
    return [testFinding('run-otherwise', path, altered.line, message)];
  });
}

/** The first mark that stands more often in a test than before; null for none. */
export function newSkip(before: Side, after: Side, scope: string | null): SkipMark | null {
  const was = marksOf(before, scope);
  const is = marksOf(after, scope).filter((mark) => concerns(mark, before));
  return is.find(({ name }) => times(is, name) > times(was, name)) ?? null;
}

/** A mark under a condition that none of its name had. */
function alteredSkip(before: Side, after: Side, scope: string | null): SkipMark | null {
  const known = new Set(marksOf(before, scope).map(({ name, condition }) => `${name} ${condition}`));
  const isKnown = ({ name, condition }: SkipMark): boolean => known.has(`${name} ${condition}`);
  return marksOf(after, scope).find((mark) => concerns(mark, before) && !isKnown(mark)) ?? null;
}

/** A class that is new, and that nothing is made of, takes nothing away. */
function concerns({ alone }: SkipMark, before: Side): boolean {
  return alone === null || before.file.around.split(' ').includes(alone);
}

export function isSkipped(side: Side, test: string): boolean {
  return marksOf(side, test).length > 0;
}

/** What is no more than another platform's is left out. */
function marksOf({ file }: Side, scope: string | null): SkipMark[] {
  return file.skips.filter((mark) => mark.test === scope && !isElsewhere(mark, file.code));
}

function times(marks: readonly SkipMark[], name: string): number {
  return marks.filter((one) => one.name === name).length;
}
