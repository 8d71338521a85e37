import type { BenchSettings } from '../line.ts';
import { gitIn } from '../../../src/cli/shared/git-in.ts';
import { commitReader } from '../../../src/cli/shared/read-commit.ts';
import { screenRange } from '../../../src/cli/shared/screen-range.ts';
import type { ScreenFinding } from '../../../src/patch/screen/screen-finding.ts';
import { sortFindings, type SortedFindings } from '../../../src/patch/screen/sort-findings.ts';

/** A commit that people merged, and what screening says of it. */
export type Screened = {
  readonly commit: string;
  readonly subject: string;
  readonly tests: 'with tests' | 'without';
  readonly agent: SortedFindings;
  readonly person: SortedFindings;
};

const maxBytes = 64 * 1024 * 1024;

/**
 * The newest commits of a clone, screened one by one. Merges show what their parts show already; commits
 * that touch protected paths are left out: those are people's, whatever is in them.
 */
export async function screenCommits(
  dir: string,
  { wanted, of }: { readonly wanted: number; readonly of: 'any file' | 'Python' },
  { stop, tell }: Pick<BenchSettings, 'stop' | 'tell'>,
): Promise<Screened[]> {
  const git = gitIn(dir, maxBytes);
  const paths = of === 'Python' ? ['--', '*.py'] : [];
  const log = await git('log', '--no-merges', '--max-count=1500', '--format=%H %s', ...paths);
  const found: Screened[] = [];
  const read = commitReader(dir);
  for (const line of (log?.toString('utf8') ?? '').split('\n')) {
    if (found.length >= wanted || line === '') break;
    stop.throwIfAborted();
    const commit = line.slice(0, 40);
    const screened = await screenRange(read, `${commit}~1`, commit);
    if (screened.kind === 'refused') {
      tell(`${commit.slice(0, 9)} is left out: ${screened.message}`);
      continue;
    }
    const { change, findings, policy } = screened;
    if (findings.some(isProtected)) continue;
    const tests = change.some(({ path }) => /(?:^|\/)tests?\/|(?:^|\/)test_[^/]*\.py$/.test(path));
    found.push({
      commit,
      subject: line.slice(41),
      tests: tests ? 'with tests' : 'without',
      agent: sortFindings(findings, policy.screen, 'agent'),
      person: sortFindings(findings, policy.screen, 'person'),
    });
  }
  return found;
}

function isProtected({ gate }: ScreenFinding): boolean {
  return gate === 'protected-paths';
}
