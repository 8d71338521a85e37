import { disguisedNames } from './disguised.ts';
import { keyOf } from './compare-checks.ts';
import type { Side } from './compare-sides.ts';
import { leavesOf, type PyTest } from '../../../python/test-cases.ts';
import type { Check } from '../../../python/check.ts';
import { parsePython, textOf } from '../../../python/tree.ts';

type TaskState = { readonly test: PyTest; readonly side: Side };

/**
 * What is new around a test that asserts the same: it may be there for a good reason, or swallow every failure. Only who
 * knows the thing can say which.
 */
export function doubtsOf(
  was: TaskState,
  now: TaskState,
  before: readonly Check[],
  after: readonly Check[],
): string[] {
  const { id } = now.test;
  const disguised = disguisedNames(was.side, now.side);
  const manager = newManager(was, before, after, disguised);
  const decorator = decoratorsOf(now).find(
    (name) =>
      !decoratorsOf(was).includes(name) && (disguised.has(firstPart(name)) || !isKnownDecorator(name)),
  );
  const [tried, tries] = [was, now].map(examplesOf);
  return [
    ...(manager === null ? [] : [`The test ${id} now makes its assertions inside "with ${manager}".`]),
    ...(decorator === undefined ? [] : [`The test ${id} is now decorated by "@${decorator}".`]),
    ...(tries !== undefined && tried !== undefined && tries < tried
      ? [`The test ${id} now tries ${tries} examples instead of ${tried}.`]
      : []),
  ];
}

/** A context manager that an assertion did not stand in, and that the test had no use for before; null for none. */
function newManager(
  was: TaskState,
  before: readonly Check[],
  after: readonly Check[],
  disguised: ReadonlySet<string>,
): string | null {
  const known = new Map<string, Set<string>>();
  for (const check of before) {
    const managers = known.get(keyOf(check));
    if (managers === undefined) known.set(keyOf(check), new Set(check.managers));
    else for (const one of check.managers) managers.add(one);
  }
  // One that stands outside of it as well is asserted all the same.
  const outside = new Set(after.filter(({ managers }) => managers.length === 0).map(keyOf));
  for (const check of after) {
    const managers = known.get(keyOf(check));
    if (managers === undefined || outside.has(keyOf(check))) continue;
    const added = check.managers.find(
      (one) =>
        !managers.has(one) &&
        (disguised.has(firstPart(one)) || !harmless.test(one)) &&
        !` ${was.test.text} `.includes(` ${tokensIn(one)} `),
    );
    if (added !== undefined) return added.slice(0, 80);
  }
  return null;
}

function firstPart(name: string): string {
  return /^\w*/.exec(name)?.[0] ?? '';
}

function tokensIn(source: string): string {
  return leavesOf(parsePython(source).node, source)
    .map(({ text }) => text)
    .join(' ');
}

/** Context managers of Python, of pytest and of what tests are usually made with, none of which swallows a failure. */
const harmless = new RegExp(
  `(?:^|[._])(?:${[
    'raises warns deprecated_call nullcontext does_not_raise assert\\w+ subTest subtests patch patch\\.\\w+ closing',
    'open \\w*open open_\\w+ urlopen \\w*[Tt]e?mp\\w* TemporaryDirectory NamedTemporaryFile redirect_std\\w+ chdir',
    'isolated_filesystem context at_level disabled catch_warnings errstate localcontext freeze_time travel',
    'override_settings modify_settings settings app_context \\w*request_context test_client \\w*[Cc]lient',
    '\\w*[Ss]ession \\w*[Cc]onnect\\w* cursor transaction atomic begin \\w*[Ll]ock \\w*Executor Pool socket timeout',
    'ignore_\\w*(?:deprecat|warning)\\w* ZipFile TarFile use_cassette \\w*[Mm]ocker \\w*[Mm]ock captured?_?\\w* CaptureQueriesContext StringIO BytesIO',
  ]
    .join(' ')
    .split(' ')
    .join('|')})$`,
);

function decoratorsOf({ test, side }: TaskState): string[] {
  const { source } = side.file.code;
  return test.found.decorators.flatMap((node) => /^@\s*([\w.]+)/.exec(textOf({ node, source }))?.[1] ?? []);
}

/** Marks say nothing by themselves, but for those that usually mean "not in this run". */
function isKnownDecorator(name: string): boolean {
  const mark = /(?:^|\.)mark\.(\w+)$/.exec(name)?.[1];
  return mark === undefined ? usual.test(name) : !leftOut.test(mark);
}

const leftOut =
  /^(?:(?:very_?)?slow\w*|manual\w*|nightly|weekly|quarantined?|broken|disabled?|wip|todo|ignored?|optional|no_?ci|local\w*|not_\w+|dependency|depends\w*)$/i;
const usual = new RegExp(
  `(?:^|\\.)(?:${[
    'patch patch\\.\\w+ parametrize parameterized parameterized\\.\\w+ given settings example seed skip skipIf',
    'skipUnless expectedFailure override_settings modify_settings tag staticmethod classmethod fixture activate',
    'freeze_time travel httprettified use_cassette mock_\\w+ mock inlineCallbacks gen_test ddt data unpack usefixtures',
  ]
    .join(' ')
    .split(' ')
    .join('|')})$`,
);

/** How many examples hypothesis tries at most. */
function examplesOf({ test, side }: TaskState): number {
  const { source } = side.file.code;
  const said = test.found.decorators.flatMap(
    (node) => /\bmax_examples\s*=\s*(\d+)/.exec(textOf({ node, source }))?.[1] ?? [],
  );
  return Math.min(usualExamples, ...said.map(Number));
}

const usualExamples = 100;
