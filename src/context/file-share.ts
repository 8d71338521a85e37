import { isTestPath } from '../patch/change/test-files.ts';

/**
 * How much a kind of file counts: tests, prose, examples and other projects answer fewer questions about what to change
 * than code. At a third they took a tenth of a large budget from the code, and almost never held what a fix changed.
 */
const shares = { code: 1, example: 0.5, aside: 0.1 } as const;

/** Beside the tests themselves: helpers, data and fixtures. */
const testMaterial = /(?:^|\/)tests?\/|(?:^|\/)test_[^/]*$|(?:^|\/)conftest\.py$/u;
const example = /(?:^|\/)(?:docs?|examples?|scripts?|benchmarks?)\//u;
const code = /\.(?:pyi?|pyx|c|h|cc|cpp|hpp|cs|go|java|jsx?|mjs|kt|lua|php|rb|rs|sh|sql|swift|tsx?)$/u;
/** Folders in which packages carry other projects with them, each in a folder of its own. */
const carried = /^(.*)\/(?:packages|externals?|extern|vendored)\/[^/]+\//u;

/** Says by its path how much a file counts. `packages` are the folders that are Python packages. */
export function shareOf(path: string, packages: ReadonlySet<string>): number {
  // Outside of a package, `packages` is where a repository of many projects keeps its own.
  const within = carried.exec(path)?.[1];
  return within !== undefined && packages.has(within) ? shares.aside : shares[kindOf(path)];
}

export function isAboutTests(path: string): boolean {
  return isTestPath(path) || testMaterial.test(path);
}

function kindOf(path: string): keyof typeof shares {
  if (isAboutTests(path) || !code.test(path)) return 'aside';
  return example.test(path) ? 'example' : 'code';
}
