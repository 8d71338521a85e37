import type { Change, Files } from '../../change/change.ts';
import { screenBases } from './class-bases.ts';
import { compareSides, type Compared, type Side } from './compare-sides.ts';
import { keyOf } from './compare-checks.ts';
import type { PyTest } from '../../../python/test-cases.ts';
import type { ScreenFinding } from '../screen-finding.ts';
import { isSkipped, newSkip, screenSkips } from './skips.ts';
import { screenAround } from './around.ts';
import { screenDoctests } from './doctests.ts';
import { screenMocks } from './mocks.ts';
import { screenReplaced } from './replaced.ts';
import { screenTestData } from './test-data.ts';
import { screenTestOptions } from './test-options.ts';
import type { TestRules } from '../../../python/test-rules.ts';
import { testRulesOf } from '../../change/test-rules-of.ts';
import { removedNames } from './code-names.ts';
import { usedByTests } from './used-by-tests.ts';
import { testFinding, weakerTest } from './weaker-test.ts';

/** Tests of the base (`files`) that prove less after the change: gone, skipped, asserting less, or something else. */
export function screenTests(files: Files, change: Change): ScreenFinding[] {
  const rules = testRulesOf(files);
  const used = usedByTests(files);
  const compared = compareSides(change, rules, used.isImported);
  const added = addedTests(compared, rules);
  const elsewhere = once(() => new Set(added.flatMap(({ test, side }) => side.checks(test).map(keyOf))));
  const gone = once(() => removedNames(change));
  const found = compared.flatMap((one) =>
    one.isTest
      ? [
          ...[...one.before.file.tests.values()].flatMap((test) =>
            judgeTest(one, test, added, elsewhere, gone),
          ),
          ...screenSkips(one),
          ...mocksAndReplacings(one),
        ]
      : [...screenHelpers(one), ...screenSkips(one), ...screenReplaced(one)],
  );
  const known = new Set(found.map(({ path }) => path));
  return [
    ...found,
    ...screenTestData(change, compared, known, used.isNamed),
    ...screenDoctests(change),
    ...compared.flatMap((one) => (known.has(one.path) ? [] : screenBases(one))),
    ...screenTestOptions(change),
    ...screenAround(change, known, rules),
  ];
}

/** Both may see that a function takes the place of another: it is told once. */
function mocksAndReplacings(one: Compared): ScreenFinding[] {
  const mocks = screenMocks(one);
  const isTold = ({ reason, line }: ScreenFinding): boolean =>
    mocks.some((mock) => mock.reason === reason && mock.line === line);
  return [...mocks, ...screenReplaced(one).filter((finding) => !isTold(finding))];
}

function judgeTest(
  one: Compared,
  test: PyTest,
  added: readonly Added[],
  elsewhere: () => ReadonlySet<string>,
  gone: () => ReadonlySet<string>,
): ScreenFinding[] {
  const now = one.after.file.tests.get(test.id);
  if (one.isSteady && now?.text === test.text) return [];
  // What is skipped is told as such, not as empty too.
  if (now !== undefined && newSkip(one.before, one.after, test.id) !== null) return [];
  if (now !== undefined)
    return weakerTest(one.path, { test, side: one.before }, { test: now, side: one.after }, elsewhere());
  // A test that goes on under another name or in another file is still run.
  if (added.some((other) => other.test.body === test.body)) return [];
  const namesakes = added.filter((other) => lastName(other.test) === lastName(test));
  const [namesake, another] = namesakes;
  if (namesake !== undefined && another === undefined)
    return weakerTest(namesake.path, { test, side: one.before }, namesake, elsewhere());
  const checks = one.before.checks(test);
  if (checks.length > 0 && checks.every((check) => elsewhere().has(keyOf(check)))) return [];
  const successor = likestOf(test, added);
  if (successor !== null)
    return weakerTest(successor.path, { test, side: one.before }, successor, elsewhere());
  const subject = test.text.split(' ').find((word) => gone().has(word));
  if (subject !== undefined) {
    const what = `The test ${test.id} was removed, and so was "${subject}" from the code. A person must say that both may go.`;
    return [testFinding('test-of-removed-code', one.path, null, what)];
  }
  const message = `The test ${test.id} was removed, or pytest no longer finds it.`;
  return [testFinding('test-removed', one.path, null, message)];
}

/** The new test that is most like one that is gone, where it is much like it; null for none. */
function likestOf(test: PyTest, added: readonly Added[]): Added | null {
  const words = new Set(test.body.split(' '));
  const ranked = added
    .map((one) => ({ one, share: shareOf(words, new Set(one.test.body.split(' '))) }))
    .toSorted((a, b) => b.share - a.share);
  const [best] = ranked;
  return best !== undefined && best.share >= minLikeness ? best.one : null;
}

const minLikeness = 0.6;

/** Words that two have in common, of all that either has. */
function shareOf(some: ReadonlySet<string>, others: ReadonlySet<string>): number {
  const common = [...some].filter((word) => others.has(word)).length;
  return common / (some.size + others.size - common);
}

type Added = { readonly path: string; readonly test: PyTest; readonly side: Side };

/** New tests that are run: one that is skipped takes over nothing. */
function addedTests(compared: readonly Compared[], rules: TestRules): Added[] {
  return compared
    .filter(({ path, before, after }) => rules.isCollected(path) && newSkip(before, after, null) === null)
    .flatMap(({ path, before, after }) =>
      [...after.file.tests.values()]
        .filter(({ id, found }) => !before.file.tests.has(id) && found.conditions.length === 0)
        .filter(({ id }) => !isSkipped(after, id))
        .map((test) => ({ path, test, side: after })),
    );
}

/** Worked out when it is first asked for. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Functions that tests of other files call: what they assert counts as if they were tests. */
function screenHelpers({ path, before, after }: Compared): ScreenFinding[] {
  return [...before.helpers.values()].flatMap((helper) => {
    const checks = before.checks(helper);
    const now = after.helpers.get(helper.id);
    if (checks.length === 0) return [];
    if (now !== undefined)
      return weakerTest(path, { test: helper, side: before }, { test: now, side: after }, new Set());
    const message = `The function ${helper.id}, which makes assertions for tests, was removed.`;
    return [testFinding('assertion-removed', path, null, message)];
  });
}

function lastName({ id }: PyTest): string {
  return id.split('::').at(-1) ?? id;
}
