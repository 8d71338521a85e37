import type { Change, FileChange } from '../../change/change.ts';
import type { ScreenFinding } from '../screen-finding.ts';
import { testFinding } from './weaker-test.ts';

const configNames = /(?:^|\/)(?:\.?pytest\.(?:ini|toml)|tox\.ini|setup\.cfg|pyproject\.toml)$/;
const configKeys =
  /^\s*(?:addopts|testpaths|python_(?:files|classes|functions)|norecursedirs|collect_imported_tests|xfail_strict|usefixtures|required_plugins|consider_namespace_packages|pythonpath)\s*=/;

/** Options of pytest that say which tests are found, and what counts as failed. */
export function screenTestOptions(change: Change): ScreenFinding[] {
  return change.flatMap(screenFile);
}

function screenFile({ path, before, after }: FileChange): ScreenFinding[] {
  if (!configNames.test(path)) return [];
  const [was, is] = [before, after].map((file) =>
    optionsOf(file === null ? '' : Buffer.from(file.bytes).toString('utf8')),
  );
  if (was === is) return [];
  return [
    testFinding('test-options-edited', path, null, 'The pytest options that select tests are changed.'),
  ];
}

function optionsOf(text: string): string {
  let isInside = false;
  return text
    .split('\n')
    .filter((line) => {
      // A value goes on while its lines are indented, or its bracket is open.
      isInside = configKeys.test(line) || (isInside && /^(?:\s+\S|[\])}])/.test(line));
      return isInside;
    })
    .join('\n');
}
