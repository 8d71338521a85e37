import type { Change, FileChange, SourceFile } from '../../change/change.ts';
import { leavesOf } from '../../../python/test-cases.ts';
import { parsePython } from '../../../python/tree.ts';
import type { ScreenFinding } from '../screen-finding.ts';
import type { TestRules } from '../../../python/test-rules.ts';
import { isTestSupport } from '../../change/test-files.ts';
import { readSource } from '../../change/text.ts';
import { testFinding } from './weaker-test.ts';

/** What can end a run of tests, or put another module in the place of one, from wherever it stands. */
const ending: readonly RegExp[] = [
  /\bos \. _exit \(/g,
  /\batexit \. register\b/g,
  /\bpytest \. exit \(/g,
  /\bsys \. modules \[ [^\]]{1,200} \] =(?!=)/g,
  /\bpytest_plugins (?::[^=]{1,80})?=/g,
];
/** How code knows that it is tested. */
const knowing: readonly RegExp[] = [
  /\b_?pytest\b/g,
  /\bPYTEST_\w+/g,
  /\bSkipTest\b/g,
  /\b(?:import|from) unittest\b/g,
  /\bunittest \. (?:TestCase|case|main|result|runner|suite)\b/g,
  /\bsys \. (?:_getframe|_current_frames|setprofile|settrace)\b/g,
  /\binspect \. (?:stack|currentframe|getouterframes|trace)\b/g,
  /\bgc \. get_(?:objects|referrers|referents)\b/g,
  /\bsys \. (?:orig_)?argv \[ 0 \]/g,
  /["'](?:CI|GITHUB_(?:ACTIONS|RUN_ID|WORKFLOW|SHA|REF)|RUNNER_(?:OS|TEMP)|CONTINUOUS_INTEGRATION|TOX_ENV_NAME)["']/g,
];
/** How code reaches for things under names that no search finds. */
const reaching: readonly RegExp[] = [
  /\b__import__ \( (?!"" [,)])/g,
  /\bimport_module \( (?:"" (?![,)])|\w+ \. join\b)/g,
  /\bgetattr \( (?:__import__|sys \. modules|importlib)\b/g,
  /\bbuiltins \. \w+ =(?!=)/g,
  /\bsetattr \( (?:builtins|__builtins__|unittest|sys \. modules)\b/g,
  /\b__builtins__ (?:\[|\. \w+ =(?!=))/g,
];
const mayHold =
  /_exit|atexit|pytest|PYTEST_|sys\s*\.\s*(?:modules|_|set|orig_argv|argv)|SkipTest|unittest|inspect|\bgc\b|__import__|import_module|builtins|["'](?:CI|GITHUB_|RUNNER_|CONTINUOUS_|TOX_ENV)/;
/** Python that runs tests, or serves them, under another name than tests usually have. */
const running =
  /(?:^|\/)(?:setup|noxfile|tasks|fabfile)\.py$|(?:^|[/_])(?:tests?|testing|pytest\w*)(?:[/_.]|$)/;

/**
 * Code that ends a run of tests, or behaves otherwise in one: there are good reasons, and a person knows them. `known`:
 * files that are spoken of already.
 */
export function screenAround(change: Change, known: ReadonlySet<string>, rules: TestRules): ScreenFinding[] {
  return change.flatMap((file) => (known.has(file.path) ? [] : screenFile(file, rules)));
}

function screenFile({ path, before, after }: FileChange, rules: TestRules): ScreenFinding[] {
  const source = textOf(after);
  if (!path.endsWith('.py') || !mayHold.test(source)) return [];
  const was = tokensOf(textOf(before));
  const is = tokensOf(source);
  const isTests = rules.isTest(path) || isTestSupport(path, rules) || running.test(path);
  const isKnowing = !isTests && knowing.some((pattern) => count(was, pattern) > 0);
  const patterns = isTests
    ? ending
    : isKnowing
      ? [...ending, ...reaching]
      : [...ending, ...reaching, ...knowing];
  const found = patterns.find((pattern) => count(is, pattern) > count(was, pattern));
  const what = found === undefined ? null : (is.match(found)?.at(-1) ?? '').replaceAll(' ', '');
  if (what === null) return [];
  const message = `"${what.slice(0, 80)}" is new here: it can end a run of tests, or make the code another thing in one. A person must say that this is right.`;
  return [testFinding('run-otherwise', path, null, message)];
}

const telling =
  /PYTEST_|^\w*["'](?:_?pytest|CI|GITHUB_\w+|RUNNER_\w+|CONTINUOUS_INTEGRATION|TOX_ENV_NAME)["']$/;

function count(tokens: string, pattern: RegExp): number {
  return [...tokens.matchAll(pattern)].length;
}

function textOf(file: SourceFile | null): string {
  return file === null ? '' : (readSource(file) ?? '');
}

/** Without comments, docstrings, and texts that only speak of something. */
function tokensOf(source: string): string {
  return mayHold.test(source)
    ? leavesOf(parsePython(source).node, source)
        .map(({ kind, text }) => (kind.endsWith('String') && !telling.test(text) ? '""' : text))
        .join(' ')
    : '';
}
