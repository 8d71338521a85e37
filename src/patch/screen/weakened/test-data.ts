import { sameFile, type Change, type FileChange } from '../../change/change.ts';
import type { Compared, Side } from './compare-sides.ts';
import { literalsIn } from '../../../python/literals.ts';
import type { ScreenFinding } from '../screen-finding.ts';
import { hasOnlyMoreCases } from './more-cases.ts';
import { isTestPath } from '../../change/test-files.ts';
import { testFinding } from './weaker-test.ts';

const data =
  /(?:^|\/)(?:data|testdata|test_data|__snapshots__|snapshots|goldens?|fixtures|cassettes|expected|cases|samples|resources)\//;
const folders =
  /(?:^|\/)(?:tests?|\w+_tests?|testdata|test_data|__snapshots__|snapshots|goldens?|fixtures|cassettes)\//;
/** What people read about a folder of tests; among data it may be data. */
const about = /(?:^|\/)(?:readme|license|changelog)(?:\.(?:md|rst|txt))?$/i;

/**
 * What tests compare with, or work on. `known`: files that are spoken of already; `isNamed`: does a test of the base name
 * this file?
 */
export function screenTestData(
  change: Change,
  compared: readonly Compared[],
  known: ReadonlySet<string>,
  isNamed: (path: string) => boolean,
): ScreenFinding[] {
  const literals = compared
    .filter(({ path, before, after }) => !known.has(path) && before.file.around !== after.file.around)
    .flatMap(({ path, before }) => {
      const judged = judgedIn(before);
      const present = new Set(compared.flatMap(({ after }) => literalsIn(after.file.code, 'all')));
      const isGone = literalsIn(before.file.code, 'without assertions').some(
        (one) => !present.has(one) && !judged.has(one),
      );
      const message = 'A value that tests in this file use has changed. A person must confirm it.';
      return isGone ? [testFinding('expected-data-edited', path, null, message)] : [];
    });
  return [...literals, ...change.flatMap((file) => dataFile(file, change, isNamed))];
}

/** Literals that were compared with their assertion already. */
function judgedIn({ file, checks }: Side): ReadonlySet<string> {
  const all = [...file.tests.values()].flatMap((test) => checks(test));
  return new Set(all.flatMap(({ subject, expected }) => subject.concat(expected)));
}

/** Files that tests read: one that only moves is the same. */
function dataFile(file: FileChange, change: Change, isNamed: (path: string) => boolean): ScreenFinding[] {
  const { path, before, after } = file;
  if (before === null || path.endsWith('.py') || isTestPath(path)) return [];
  if (!folders.test(path) && !isNamed(path)) return [];
  if (about.test(path) && !data.test(path)) return [];
  const isMoved =
    after === null && change.some((other) => other.kind === 'added' && sameFile(other.after, before));
  if (isMoved || hasOnlyMoreCases(file)) return [];
  const what = after === null ? 'deleted' : 'edited';
  return [
    testFinding(
      'expected-data-edited',
      path,
      null,
      `A file that tests read was ${what}. A person must confirm it.`,
    ),
  ];
}
